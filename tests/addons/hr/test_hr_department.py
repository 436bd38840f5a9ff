"""Departments: their chain of names, their managers."""
INSTALL = ["hr"]


def test_departments_are_found_by_their_chain(env):
    top = env["hr.department"].create({"name": "Works"})
    below = env["hr.department"].create({"name": "Bakery", "parent_id": top.id})
    found = env["hr.department"].name_search("Works / Bak")
    assert found == [(below.id, "Works / Bakery")]
    assert env["hr.department"].search([("complete_name", "=", "Works / Bakery")]) == below


def test_new_managers_manage_who_has_no_other(env):
    department = env["hr.department"].create({"name": "Works"})
    ann, bo, cy = env["hr.employee"].create([
        {"name": name, "department_id": department.id} for name in ("Ann", "Bo", "Cy")])
    cy.parent_id = bo
    user = env["res.users"].create({"name": "Ann", "login": "ann"})
    ann.user_id = user
    department.manager_id = ann
    assert bo.parent_id == ann and cy.parent_id == bo and not ann.parent_id
    assert user.partner_id in department.message_partner_ids
