"""Actions that send, follow and plan."""
from __future__ import annotations

from dateutil.relativedelta import relativedelta
from odoo import api, fields, models

ACTIVITY = ("activity_type_id", "activity_summary", "activity_note",
            "activity_date_deadline_range", "activity_user_id",
            "activity_user_field_name")


class IrActionsServer(models.Model):
    _name = "ir.actions.server"
    _inherit = ["ir.actions.server", "mail.thread", "mail.activity.mixin"]

    activity_date_deadline_range = fields.Integer(
        string="Due Date In", compute="_compute_mail_settings", store=True,
        readonly=False,
    )
    activity_date_deadline_range_type = fields.Selection(
        [("days", "Days"), ("weeks", "Weeks"), ("months", "Months")], string="Due type",
        compute="_compute_mail_settings", store=True, readonly=False,
    )
    activity_note = fields.Html(
        string="Note", compute="_compute_mail_settings", store=True, readonly=False,
    )
    activity_user_field_name = fields.Char(
        string="User Field", compute="_compute_mail_settings", store=True,
        readonly=False,
    )
    activity_user_type = fields.Selection(
        [("specific", "Specific User"), ("generic", "Dynamic User (based on record)")],
        string="User Type", compute="_compute_mail_settings", store=True,
        readonly=False,
    )
    crud_model_id = fields.Many2one(tracking=True)
    evaluation_type = fields.Selection(tracking=True)
    followers_partner_field_name = fields.Char(
        string="Followers Field", compute="_compute_mail_settings",
        store=True, readonly=False,
    )
    followers_type = fields.Selection(
        [("specific", "Specific Followers"), ("generic", "Dynamic Followers")],
        compute="_compute_mail_settings", store=True, readonly=False,
    )
    link_field_id = fields.Many2one(tracking=True)
    mail_post_autofollow = fields.Boolean(
        string="Subscribe Recipients", compute="_compute_mail_settings", store=True,
        readonly=False,
    )
    mail_post_method = fields.Selection(
        [("email", "Email"), ("comment", "Message"), ("note", "Note")],
        string="Send Email As", compute="_compute_mail_settings", store=True,
        readonly=False,
    )
    model_id = fields.Many2one(tracking=True)
    partner_ids = fields.Many2many(
        "res.partner", "ir_act_server_res_partner_rel", "ir_act_server_id",
        "res_partner_id", compute="_compute_mail_settings", store=True, readonly=False,
    )
    template_id = fields.Many2one(
        "mail.template", string="Email Template", compute="_compute_mail_settings",
        store=True, readonly=False,
    )
    update_path = fields.Char(tracking=True)
    value = fields.Text(tracking=True)
    webhook_url = fields.Char(tracking=True)
    state = fields.Selection(selection_add=[
        ("next_activity", "Create Activity"), ("mail_post", "Send Email"),
        ("followers", "Add Followers"), ("remove_followers", "Remove Followers"),
        ("code",),
    ], ondelete={"mail_post": "cascade", "followers": "cascade",
                 "remove_followers": "cascade", "next_activity": "cascade"})
    activity_type_id = fields.Many2one(
        "mail.activity.type", string="Activity Type", related=None,
        compute="_compute_mail_settings", store=True, readonly=False, ondelete="restrict",
    )
    activity_summary = fields.Char(
        string="Title", related=None, compute="_compute_mail_settings", store=True,
        readonly=False, groups=None,
    )
    activity_user_id = fields.Many2one(
        "res.users", string="Responsible", compute="_compute_mail_settings", store=True,
        readonly=False, search=None, groups=None,
    )

    @api.depends("state", "model_id")
    def _compute_mail_settings(self):
        """What belongs to another kind of action is emptied; the rest gets defaults."""
        for action in self:
            if action.state != "next_activity":
                for name in (*ACTIVITY, "activity_user_type",
                             "activity_date_deadline_range_type"):
                    action[name] = False
            else:
                action.activity_type_id = action.activity_type_id or \
                    self.env["mail.activity"]._default_activity_type_for_model(
                        action.model_id.model
                    )
                action.activity_summary = action.activity_summary \
                    or action.activity_type_id.summary
                action.activity_note = action.activity_note or False
                action.activity_date_deadline_range = action.activity_date_deadline_range
                action.activity_date_deadline_range_type = (
                    action.activity_date_deadline_range_type or "days"
                )
                action.activity_user_type = action.activity_user_type or "specific"
                action.activity_user_id = action.activity_user_id
                action.activity_user_field_name = action.activity_user_field_name \
                    or "user_id"
            mails = action.state == "mail_post"
            action.template_id = action.template_id if mails else False
            action.mail_post_method = action.mail_post_method or "comment" \
                if mails else False
            action.mail_post_autofollow = mails and action.mail_post_autofollow
            follows = action.state in ("followers", "remove_followers")
            action.partner_ids = action.partner_ids if follows else False
            action.followers_type = action.followers_type or "specific" \
                if follows else False
            action.followers_partner_field_name = (
                action.followers_partner_field_name or "partner_id" if follows else False
            )

    # ---- running
    def _records_of(self, eval_context):
        record = (eval_context or {}).get("record")
        records = (eval_context or {}).get("records")
        return records or record or self.env[self.model_id.model]

    def _run_action_mail_post_multi(self, eval_context=None):
        """Post or send the template on the records."""
        records = self._records_of(eval_context)
        if not self.template_id or not records:
            return False
        if self.mail_post_method in ("comment", "note"):
            for record in records:
                values = self.template_id._generate_template([record.id], (
                    "body_html", "email_cc", "email_from", "email_to", "partner_to",
                    "subject",
                ), find_or_create_partners=True)[record.id]
                record.message_post(
                    body=values["body_html"], subject=values.get("subject") or None,
                    partner_ids=values.get("partner_ids") or [],
                    message_type="auto_comment",
                    subtype_xmlid="mail.mt_note" if self.mail_post_method == "note"
                    else "mail.mt_comment",
                    mail_post_autofollow=self.mail_post_autofollow,
                )
        else:
            self.template_id.send_mail_batch(records.ids)
        return False

    def _run_action_followers_multi(self, eval_context=None):
        """Make partners follow the records."""
        for record in self._records_of(eval_context):
            if hasattr(record, "message_subscribe"):
                record.message_subscribe(partner_ids=self._follower_ids(record))
        return False

    def _run_action_remove_followers_multi(self, eval_context=None):
        """Make partners stop following the records."""
        for record in self._records_of(eval_context):
            if hasattr(record, "message_unsubscribe"):
                record.message_unsubscribe(partner_ids=self._follower_ids(record))
        return False

    def _follower_ids(self, record):
        if self.followers_type == "generic":
            return record.mapped(self.followers_partner_field_name).ids
        return self.partner_ids.ids

    def _run_action_next_activity(self, eval_context=None):
        """Plan an activity on the records."""
        for record in self._records_of(eval_context).with_context(self.env.context):
            if not hasattr(record, "activity_schedule"):
                continue
            values = {
                "summary": self.activity_summary or "", "note": self.activity_note or "",
                "activity_type_id": self.activity_type_id.id,
            }
            if self.activity_date_deadline_range > 0:
                values["date_deadline"] = fields.Date.context_today(self) + relativedelta(
                    **{self.activity_date_deadline_range_type:
                       self.activity_date_deadline_range}
                )
            user = self.activity_user_id if self.activity_user_type == "specific" \
                else record[self.activity_user_field_name]
            if user:
                values["user_id"] = user.id
            record.activity_schedule(**values)
        return False
