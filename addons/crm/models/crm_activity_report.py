"""Analysis of what was done about leads: a row for each activity done, each comment."""
from __future__ import annotations

from odoo import fields, models
from odoo.tools import SQL


class CrmActivityReport(models.Model):
    _name = "crm.activity.report"
    _auto = False
    _description = "CRM Activity Analysis"
    _rec_name = "id"

    active = fields.Boolean(readonly=True)
    author_id = fields.Many2one("res.partner", string="Assigned To", readonly=True)
    body = fields.Html(string="Activity Description", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    date = fields.Datetime(string="Completion Date", readonly=True)
    date_closed = fields.Datetime(string="Closed Date", readonly=True)
    date_conversion = fields.Datetime(string="Conversion Date", readonly=True)
    date_deadline = fields.Date(string="Expected Closing", readonly=True)
    lead_create_date = fields.Datetime(string="Creation Date", readonly=True)
    lead_id = fields.Many2one("crm.lead", string="Opportunity", readonly=True)
    lead_type = fields.Selection(
        [("lead", "Lead"), ("opportunity", "Opportunity")], string="Type")
    mail_activity_type_id = fields.Many2one(
        "mail.activity.type", string="Activity Type", readonly=True)
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    stage_id = fields.Many2one("crm.stage", readonly=True)
    subtype_id = fields.Many2one("mail.message.subtype", readonly=True)
    tag_ids = fields.Many2many("crm.tag", related="lead_id.tag_ids")
    team_id = fields.Many2one("crm.team", string="Sales Team", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    won_status = fields.Selection(
        [("won", "Won"), ("lost", "Lost"), ("pending", "Pending")], string="Is Won",
        readonly=True)

    @property
    def _table_query(self):
        return SQL(
            "SELECT m.id, m.subtype_id, m.mail_activity_type_id, m.author_id, m.date, "
            "m.body, l.id AS lead_id, l.create_date AS lead_create_date, "
            "l.date_conversion, l.date_deadline, l.date_closed, l.user_id, l.team_id, "
            "l.country_id, l.company_id, l.stage_id, l.partner_id, l.type AS lead_type, "
            "l.active, l.won_status "
            "FROM mail_message m JOIN crm_lead l ON l.id = m.res_id "
            "WHERE m.model = 'crm.lead' "
            "AND (m.mail_activity_type_id IS NOT NULL OR m.subtype_id = %s)",
            self.env.ref("mail.mt_comment").id,
        )
