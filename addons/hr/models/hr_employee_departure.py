"""Leaving and coming back; what ends soon."""
from odoo import _, api, fields, models


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def action_archive(self):
        """Archive employees, of whom nobody is manager or coach then.

        One employee at a time: the departure is asked for.
        """
        leaving = self.filtered("active")
        result = super().action_archive()
        self._leave_positions(leaving)
        if len(leaving) == 1 and not self.env.context.get("no_wizard"):
            return {
                "type": "ir.actions.act_window", "name": _("Register Departure"),
                "res_model": "hr.departure.wizard", "view_mode": "form", "target": "new",
                "context": {"active_id": leaving.id, "active_ids": leaving.ids,
                            "employee_termination": True},
                "views": [[False, "form"]],
            }
        return result

    @api.model
    def _leave_positions(self, employees):
        for name in ("parent_id", "coach_id"):
            followers = self.with_context(active_test=False).search(
                [(name, "in", employees.ids)])
            followers.write({name: False})
        self.env["hr.department"].search([("manager_id", "in", employees.ids)]).write(
            {"manager_id": False})

    def action_unarchive(self):
        """Take employees back: their departure is forgotten."""
        result = super().action_unarchive()
        self.write({"departure_reason_id": False, "departure_description": False,
                    "departure_date": False})
        archived = self.work_contact_id.filtered(lambda partner: not partner.active)
        archived.action_unarchive()
        return result

    @api.model
    def notify_expiring_contract_work_permit(self):
        """Remind those responsible of contracts and work permits that end; for crons."""
        for company in self.env["res.company"].search([]):
            today = fields.Date.context_today(self)
            within = fields.Date.add(today, days=company.contract_expiration_notice_period)
            ending = self.search([
                ("company_id", "=", company.id), ("contract_date_start", "<", today),
                ("contract_date_end", "=", within)])
            for employee in ending:
                employee.activity_schedule(
                    "mail.mail_activity_data_todo", employee.contract_date_end,
                    _("The contract of %s is about to expire.", employee.name),
                    user_id=employee.hr_responsible_id.id or self.env.uid)
            within = fields.Date.add(
                today, days=company.work_permit_expiration_notice_period)
            permits = self.search([
                ("company_id", "=", company.id),
                ("work_permit_scheduled_activity", "=", False),
                ("work_permit_expiration_date", "<=", within)])
            for employee in permits:
                employee.activity_schedule(
                    "mail.mail_activity_data_todo", employee.work_permit_expiration_date,
                    _("The work permit of %s is about to expire.", employee.name),
                    user_id=employee.hr_responsible_id.id or self.env.uid)
            permits.write({"work_permit_scheduled_activity": True})
        return True
