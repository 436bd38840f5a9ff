"""Equipment of employees."""
INSTALL = ["hr_maintenance"]


def test_who_leaves_gives_equipment_back(env):
    ann = env["hr.employee"].create({"name": "Ann"})
    laptop = env["maintenance.equipment"].create({"name": "Laptop", "employee_id": ann.id})
    assert ann.equipment_count == 1
    env["hr.departure.wizard"].create({
        "employee_ids": [(6, 0, ann.ids)],
        "departure_reason_id": env.ref("hr.departure_resigned").id,
    }).action_register_departure()
    assert not laptop.employee_id and not ann.active


def test_equipment_is_of_an_employee_or_a_department(env):
    ann = env["hr.employee"].create({"name": "Ann"})
    department = env["hr.department"].create({"name": "Bakery"})
    oven = env["maintenance.equipment"].create({
        "name": "Oven", "equipment_assign_to": "department",
        "department_id": department.id})
    oven.write({"equipment_assign_to": "employee", "employee_id": ann.id})
    env.flush_all()
    assert oven.employee_id == ann
