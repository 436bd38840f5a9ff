"""Messages and activities of employees are for who manages employees."""
from odoo import fields, models

HR = "hr.group_hr_user"


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    activity_ids = fields.One2many(groups=HR)
    activity_state = fields.Selection(groups=HR)
    activity_user_id = fields.Many2one(groups=HR)
    activity_type_id = fields.Many2one(groups=HR)
    activity_type_icon = fields.Char(groups=HR)
    activity_date_deadline = fields.Date(groups=HR)
    my_activity_date_deadline = fields.Date(groups=HR)
    activity_summary = fields.Char(groups=HR)
    activity_exception_decoration = fields.Selection(groups=HR)
    activity_exception_icon = fields.Char(groups=HR)
    message_is_follower = fields.Boolean(groups=HR)
    message_follower_ids = fields.One2many(groups=HR)
    message_partner_ids = fields.Many2many(groups=HR)
    message_ids = fields.One2many(groups=HR)
    has_message = fields.Boolean(groups=HR)
    message_needaction = fields.Boolean(groups=HR)
    message_needaction_counter = fields.Integer(groups=HR)
    message_has_error = fields.Boolean(groups=HR)
    message_has_error_counter = fields.Integer(groups=HR)
    message_attachment_count = fields.Integer(groups=HR)
