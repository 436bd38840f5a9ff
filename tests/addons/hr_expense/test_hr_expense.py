"""Expenses: handed in, approved, refused, split, by mail."""
import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def employee(env):
    boss = env["res.users"].create({"name": "Boss", "login": "boss", "group_ids": [
        (4, env.ref("hr_expense.group_hr_expense_team_approver").id)]})
    user = env["res.users"].create({"name": "Ann", "login": "ann",
                                    "email": "ann@example.com"})
    return env["hr.employee"].create({
        "user_id": user.id, "expense_manager_id": boss.id,
        "work_email": "ann@example.com"})


@pytest.fixture
def expense(env, employee):
    return env["hr.expense"].create({
        "name": "Lunch", "employee_id": employee.id, "total_amount_currency": 21,
        "product_id": env.ref("hr_expense.expense_product_meal").id,
        "tax_ids": [(6, 0, [])]})


def test_managers_are_asked(env, expense, employee):
    assert expense.state == "draft"
    expense.action_submit()
    assert expense.state == "submitted"
    boss = employee.expense_manager_id
    assert expense.activity_ids.user_id == boss
    with pytest.raises(UserError, match="You cannot approve"):
        expense.with_user(employee.user_id).action_approve()
    expense.with_user(boss).action_approve()
    assert expense.state == "approved"
    assert not expense.activity_ids
    with pytest.raises(UserError, match="cannot delete"), env.cr.savepoint():
        expense.unlink()
    expense.action_reset()
    assert expense.state == "draft"


def test_refusing_needs_a_reason(env, expense):
    expense.action_submit()
    action = expense.action_refuse()
    env[action["res_model"]].with_context(active_ids=expense.ids).create(
        {"reason": "Too much"}).action_refuse()
    assert expense.state == "refused"
    assert "Too much" in expense.message_ids[0].body


def test_look_alikes_are_asked_about(env, expense):
    again = expense.copy()
    assert expense.duplicate_expense_ids == again
    (expense | again).action_submit()
    action = expense.action_approve()
    assert action["res_model"] == "hr.expense.approve.duplicate"
    env[action["res_model"]].with_context(**action["context"]).create(
        {}).action_approve()
    assert expense.state == "approved"


def test_splitting(env, expense):
    action = expense.action_split_wizard()
    wizard = env["hr.expense.split.wizard"].browse(action["res_id"])
    assert (wizard.total_amount_currency, wizard.split_possible) == (21, True)
    first, second = wizard.expense_split_line_ids
    first.total_amount_currency, second.total_amount_currency = 15, 6
    wizard.action_split_expense()
    parts = env["hr.expense"].search([("split_expense_origin_id", "=", expense.id)])
    assert sorted(parts.mapped("total_amount_currency")) == [6, 15]


def test_by_mail(env, employee):
    made = env["hr.expense"].message_new({
        "email_from": "Ann <ann@example.com>", "subject": "FOOD lunch with Bob 32.50"})
    assert (made.employee_id, made.total_amount_currency) == (employee, 32.5)
    assert made.product_id == env.ref("hr_expense.expense_product_meal")
    assert made.name == "lunch with Bob"


def test_receipts_become_expenses(env, employee):
    with pytest.raises(UserError, match="No attachment was provided"):
        env["hr.expense"].create_expense_from_attachments()
    file = env["ir.attachment"].create({"name": "bill.pdf", "raw": b"x",
                                        "res_model": "hr.expense"})
    expenses = env["hr.expense"].with_user(employee.user_id)
    file.sudo().write({"create_uid": employee.user_id.id})
    action = env["hr.expense"].with_context(
        default_employee_id=employee.id).create_expense_from_attachments(file.ids)
    made = env["hr.expense"].search(action["domain"])
    assert (made.name, made.nb_attachment) == ("bill", 1)
    assert set(expenses.get_expense_dashboard()) == {"draft", "submitted", "approved"}


def test_posted_by_the_wizard_and_paid(env, expense):
    expense.action_submit()
    expense._do_approve(False)
    env["account.chart.template"].try_loading("generic_coa", env.company) \
        if not env["account.journal"].search([("type", "=", "purchase")]) else None
    wizard = env["hr.expense.post.wizard"].with_context(active_ids=expense.ids).create({
        "accounting_date": "2031-05-06"})
    action = wizard.action_post_entry()
    move = env["account.move"].browse(action["res_id"])
    assert str(move.date) == "2031-05-06"
    assert move.journal_id == wizard.employee_journal_id and move.nb_expenses == 1
    assert move.action_open_expense()["res_id"] == expense.id
    assert expense.action_pay()["res_model"] == "account.payment.register"
