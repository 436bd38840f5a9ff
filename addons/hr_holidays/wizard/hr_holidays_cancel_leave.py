"""Who asked for time off takes it back."""
from odoo import fields, models


class HrHolidaysCancelLeave(models.TransientModel):
    _name = "hr.holidays.cancel.leave"
    _description = "Cancel Time Off Wizard"

    leave_id = fields.Many2one("hr.leave", string="Time Off Request", required=True)
    reason = fields.Text(required=True)

    def action_cancel_leave(self):
        """Cancel the request, with a note of the reason."""
        self.ensure_one()
        self.leave_id._action_user_cancel(self.reason)
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "type": "success", "message": self.env._("Your time off has been cancelled."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }
