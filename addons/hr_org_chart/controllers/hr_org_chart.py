"""The chart as data: managers above, people below."""
from odoo import http
from odoo.exceptions import AccessError
from odoo.http import request

MOST_MANAGERS = 5


class HrOrgChartController(http.Controller):

    def _check_employee(self, employee_id, context):
        """Return the employee (what is public of it) as superuser; None if not to be seen."""
        if not employee_id:
            return None
        user = request.env.user
        model = request.env["hr.employee" if user.has_group("hr.group_hr_user")
                            else "hr.employee.public"]
        ids = (context or {}).get("allowed_company_ids") or user.company_ids.ids
        person = model.with_context(allowed_company_ids=ids).browse(employee_id)
        try:
            person.check_access("read")
        except AccessError:
            return None
        return request.env["hr.employee"].sudo().browse(employee_id).exists() or None

    def _describe(self, employee):
        job = employee.job_id
        return {
            "id": employee.id, "name": employee.name,
            "link": f"/mail/view?model=hr.employee.public&res_id={employee.id}",
            "job_id": job.id, "job_name": job.name or "",
            "job_title": employee.job_title or "",
            "direct_sub_count": len(employee.child_ids - employee),
            "indirect_sub_count": employee.child_all_count,
        }

    @http.route("/hr/get_redirect_model", type="jsonrpc", auth="user")
    def get_redirect_model(self):
        """Return which model shows employees to the user."""
        full = request.env["hr.employee"].has_access("read")
        return "hr.employee" if full else "hr.employee.public"

    @http.route("/hr/get_org_chart", type="jsonrpc", auth="user")
    def get_org_chart(self, employee_id, new_parent_id=None, **kw):
        """Return the employee with the managers above and who is directly below."""
        employee = self._check_employee(employee_id, kw.get("context"))
        if not employee:
            return {"managers": [], "children": []}
        managers = []
        seen, above = employee, employee.parent_id
        if new_parent_id is not None:
            above = employee.browse(new_parent_id or ())
        while above and above not in seen:
            managers.append(above)
            seen |= above
            above = above.parent_id
        shown = managers[:MOST_MANAGERS]
        return {
            "self": self._describe(employee),
            "managers": [self._describe(one) for one in reversed(shown)],
            "managers_more": len(managers) > len(shown),
            "excess_managers_count": len(managers) - len(shown),
            "children": [self._describe(one) for one in employee.child_ids - employee],
        }

    @http.route("/hr/get_subordinates", type="jsonrpc", auth="user")
    def get_subordinates(self, employee_id, subordinates_type=None, **kw):
        """Return ids of who is below: direct ones, indirect ones, or all."""
        employee = self._check_employee(employee_id, kw.get("context"))
        if not employee:
            return {}
        direct = employee.child_ids - employee
        if subordinates_type == "direct":
            return direct.ids
        if subordinates_type == "indirect":
            return (employee.subordinate_ids - direct).ids
        return employee.subordinate_ids.ids
