"""Employees, their users, accounts, departments, and who sees what."""
import pytest

from odoolite.exceptions import AccessError, RedirectWarning, ValidationError

INSTALL = ["hr"]


@pytest.fixture
def clerk(env):
    """Return a user who is an employee but does not manage employees."""
    return env["res.users"].create({
        "name": "Clerk", "login": "clerk@example.com", "create_employee": True,
        "group_ids": [(6, 0, [env.ref("base.group_user").id])]})


def test_users_become_employees(env, clerk):
    assert clerk.employee_id.name == "Clerk" and clerk.employee_count == 1
    assert clerk.search([("employee_id", "=", clerk.employee_id.id)]) == clerk
    assert clerk.partner_id.employee and clerk.partner_id.employees_count == 1
    with pytest.raises(ValidationError):
        clerk.action_create_employee()
    assert clerk.action_open_employees()["res_id"] == clerk.employee_id.id
    assert clerk.partner_id.action_open_employees()["res_id"] == clerk.employee_id.id


def test_others_see_what_is_public(env, clerk):
    department = env["hr.department"].create({"name": "Bakery"})
    bob = env["hr.employee"].create({
        "name": "Bob", "pin": "1", "department_id": department.id})
    env.flush_all()
    seen = env["hr.employee"].with_user(clerk).browse(bob.id)
    [row] = seen.read(["name", "department_id"])
    assert row["department_id"] == (department.id, "Bakery")
    assert seen.name == "Bob"
    with pytest.raises(AccessError, match="not available for employee public profiles"):
        seen.read(["name", "pin"])
    employees = env["hr.employee"].with_user(clerk)
    assert employees.search([("name", "=", "Bob")]).ids == bob.ids
    assert employees.search_read([("name", "=", "Bob")], ["name"])[0]["id"] == bob.id
    with pytest.raises(AccessError):
        employees.search([("pin", "=", "1")])
    with pytest.raises(AccessError):
        seen.write({"name": "Joe"})
    assert seen.get_avatar_card_data(["name"])[0]["name"] == "Bob"
    assert seen.get_formview_action()["res_model"] == "hr.employee.public"


def test_users_are_made_of_work_addresses(env):
    ann, bob, joe = env["hr.employee"].create([
        {"name": "Ann", "work_email": "ann@example.com"}, {"name": "Bob"},
        {"name": "Joe", "work_email": "no address"}])
    with pytest.raises(RedirectWarning, match="3 users"):
        (ann | bob | joe).action_create_users_confirmation()
    answer = (ann | bob | joe).action_create_users()
    assert ann.user_id.login == "ann@example.com"
    assert answer["params"]["type"] == "warning"
    assert "Bob has no work email." in answer["params"]["message"]
    assert "work email of Joe is not valid" in answer["params"]["message"]


def test_a_salary_is_spread_over_accounts(env):
    ann = env["hr.employee"].create({"name": "Ann"})
    accounts = env["res.partner.bank"].create([
        {"acc_number": number, "partner_id": ann.work_contact_id.id}
        for number in ("1", "2")])
    ann.bank_account_ids = [(6, 0, accounts.ids)]
    assert ann.get_bank_account_salary_allocation(accounts[0].id) == (100.0, True)
    assert ann.primary_bank_account_id == accounts[0] and ann.has_multiple_bank_accounts
    assert ann.get_remaining_percentage() == 0
    wizard = env["hr.bank.account.allocation.wizard"].browse(
        accounts[0].action_open_allocation_wizard()["res_id"])
    first, second = wizard.allocation_ids
    assert first.symbol == "%"
    first.amount = 60
    second.write({"amount": 100, "amount_type": "fixed"})
    with pytest.raises(ValidationError, match="100%"):
        wizard.action_save()
        env.flush_all()
    first.amount = 100
    wizard.action_save()
    assert ann.get_accounts_with_fixed_allocations() == accounts[1]
    assert accounts[1].employee_salary_amount == 100


def test_departments_tell_their_hierarchy(env):
    top = env["hr.department"].create({"name": "Top"})
    sub = env["hr.department"].create({"name": "Sub", "parent_id": top.id})
    env["hr.employee"].create({"name": "Bob", "department_id": sub.id})
    assert top.get_department_hierarchy() == {
        "parent": False, "self": {"id": top.id, "name": "Top", "employees": 0},
        "children": [{"id": sub.id, "name": "Sub", "employees": 1}]}
    assert sub.action_employee_from_department()["res_model"] == "hr.employee"
    assert top.action_open_view_child_departments()["domain"] == [
        ["id", "in", top.get_children_department_ids().ids]]
    assert sub.action_plan_from_department()["res_model"] == "mail.activity.plan"


def test_members_of_departments_join_their_channels(env, clerk):
    department = env["hr.department"].create({"name": "Bakery"})
    clerk.employee_id.department_id = department
    channel = env["discuss.channel"].create({
        "name": "Bread", "subscription_department_ids": [(4, department.id)]})
    assert clerk.partner_id in channel.channel_partner_ids


def test_plans_go_to_manager_coach_and_employee(env, clerk):
    plan = env.ref("hr.onboarding_plan")
    bob = env["hr.employee"].create({"name": "Bob", "parent_id": clerk.employee_id.id})
    steps = {step.summary: step._determine_responsible(False, bob)
             for step in plan.template_ids}
    assert steps["Plan Training"]["responsible"] == clerk
    assert "should be linked to a user" in steps["Training"]["warning"]
    with pytest.raises(ValidationError, match="limited to Employee plans"):
        env["mail.activity.plan"].create({
            "name": "x", "res_model": "res.partner",
            "template_ids": [(0, 0, {"summary": "x", "responsible_type": "coach"})]})


def test_presence_follows_the_user(env, clerk):
    employee = clerk.employee_id
    assert employee.hr_presence_state in ("absent", "out_of_working_hour")
    env["mail.presence"].create({"user_id": clerk.id, "status": "online"})
    env.invalidate_all()
    assert employee.hr_presence_state == "present" and employee.last_activity
    public = env["hr.employee.public"].with_user(clerk).browse(employee.id)
    assert public.hr_icon_display == "presence_present" and public.is_user
    employee.with_context(no_wizard=True).action_archive()
    assert employee.hr_presence_state == "archive"


def test_a_copy_has_a_version_and_a_contact_of_its_own(env):
    ann = env["hr.employee"].create({"name": "Ann", "job_title": "Smith", "wage": 9})
    copied = ann.copy()
    assert copied.name == "Ann (copy)" and copied.work_contact_id.name == "Ann (copy)"
    assert copied.version_id.employee_id == copied and copied.version_ids != ann.version_ids
    assert (copied.job_title, copied.wage) == ("Smith", 9)
    assert ann.version_ids == ann.version_id


def test_changes_of_what_versions_hold_are_told(env):
    ann = env["hr.employee"].create({"name": "Ann"})
    department = env["hr.department"].create({"name": "Works"})
    env.cr.precommit.run()
    ann.department_id = department
    env.flush_all()
    env.cr.precommit.run()
    told = ann.message_ids.tracking_value_ids.field_id.mapped("name")
    assert "department_id" in told
    assert ann.fields_get(["message_ids"])["message_ids"]["groups"] == "hr.group_hr_user"
