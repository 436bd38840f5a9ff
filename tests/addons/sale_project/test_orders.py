"""Orders make projects and tasks of the services that are sold."""
from __future__ import annotations

import pytest

from odoolite.exceptions import ValidationError

INSTALL = ["sale_project"]


def sell(env, *products, **values):
    partner = env["res.partner"].create({"name": "Customer"})
    order = env["sale.order"].create({
        "partner_id": partner.id, **values,
        "order_line": [(0, 0, {"product_id": p.id, "product_uom_qty": 2})
                       for p in products],
    })
    order.action_confirm()
    return order


def service(env, name, **values):
    return env["product.product"].create({"name": name, "type": "service", **values})


def test_a_task_in_a_project_of_the_order(env):
    one = service(env, "Build", service_tracking="task_in_project")
    two = service(env, "Paint", service_tracking="task_in_project")
    order = sell(env, one, two)
    project = order.project_ids
    assert (len(project), project.allow_billable) == (1, True)
    assert project.name == order.name and project.partner_id == order.partner_id
    assert project.type_ids.mapped("name") == ["To Do", "In Progress", "Done", "Cancelled"]
    assert order.tasks_count == 2
    task = order.order_line[0].task_id
    assert task.name == "Build" and task.sale_line_id == order.order_line[0]
    assert task.sale_order_id == order and not task.user_ids
    order.order_line.sudo()._generate_services()
    assert order.tasks_count == 2
    task.state = "1_done"
    order.invalidate_recordset()
    assert order.closed_task_count == 1
    assert project.action_view_sos()["res_id"] == order.id


def test_a_task_in_a_project_for_all(env):
    project = env["project.project"].create({"name": "All", "allow_billable": True})
    product = service(env, "Help", service_tracking="task_global_project",
                      project_id=project.id)
    order = sell(env, product)
    assert order.tasks_ids.project_id == project
    assert order.tasks_ids.name == f"{order.name} - Help"


def test_a_project_of_a_template(env):
    template = env["project.project"].create({
        "name": "Pattern", "is_template": True,
        "task_ids": [(0, 0, {"name": "first"})],
    })
    order = sell(env, service(env, "Whole", service_tracking="project_only",
                              project_template_id=template.id))
    project = order.order_line.project_id
    assert project.name == f"{order.name} - Pattern" and not project.is_template
    assert project.task_ids.name == "first"
    assert project.task_ids.sale_line_id == order.order_line
    with pytest.raises(ValidationError, match="should not have a project template"):
        service(env, "Wrong", service_tracking="task_global_project",
                project_template_id=template.id)


def test_milestones_deliver(env):
    product = service(env, "Steps", service_tracking="project_only",
                      service_policy="delivered_milestones")
    assert (product.invoice_policy, product.service_type) == ("delivery", "milestones")
    order = sell(env, product)
    line = order.order_line
    assert line.qty_delivered_method == "milestones"
    milestone = env["project.milestone"].create({
        "name": "half", "project_id": line.project_id.id, "sale_line_id": line.id,
        "quantity_percentage": 0.5,
    })
    assert (milestone.product_uom_qty, line.qty_delivered) == (1.0, 0.0)
    milestone.is_reached = True
    assert line.qty_delivered == 1.0 and line.qty_to_invoice == 1.0
