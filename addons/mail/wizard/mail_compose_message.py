"""The window in which messages are written."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.addons.mail.tools.parser import parse_res_ids

RENDERED = frozenset({"subject", "body", "email_from", "reply_to", "scheduled_date"})


class MailComposeMessage(models.TransientModel):
    _name = "mail.compose.message"
    _inherit = ["mail.composer.mixin"]
    _description = "Email composition wizard"

    attachment_ids = fields.Many2many(
        "ir.attachment", "mail_compose_message_ir_attachments_rel", "wizard_id",
        "attachment_id", string="Attachments", compute="_compute_attachment_ids",
        store=True, readonly=False,
    )
    author_id = fields.Many2one(
        "res.partner", compute="_compute_author_id", store=True, readonly=False,
    )
    auto_delete = fields.Boolean(
        string="Delete Emails", compute="_compute_auto_delete", store=True, readonly=False,
    )
    auto_delete_keep_log = fields.Boolean(
        string="Keep Message Copy", compute="_compute_auto_delete_keep_log", store=True,
        readonly=False,
    )
    composition_batch = fields.Boolean(
        string="Batch composition", compute="_compute_composition_batch",
    )
    composition_comment_option = fields.Selection(
        [("reply_all", "Reply-All"), ("forward", "Forward")], string="Comment Options",
    )
    composition_mode = fields.Selection(
        [("comment", "Post on a document"), ("mass_mail", "Email Mass Mailing")],
        string="Composition mode", default="comment",
    )
    email_add_signature = fields.Boolean(
        string="Add signature", compute="_compute_email_add_signature", store=True,
        readonly=False,
    )
    email_from = fields.Char(
        string="From", compute="_compute_email_from", store=True, readonly=False,
    )
    email_layout_xmlid = fields.Char(
        string="Email Notification Layout", compute="_compute_email_layout_xmlid",
        store=True, readonly=False,
    )
    force_send = fields.Boolean(
        string="Send mailing or notifications directly", compute="_compute_force_send",
        store=True, readonly=False,
    )
    mail_activity_type_id = fields.Many2one("mail.activity.type")
    mail_server_id = fields.Many2one(
        "ir.mail_server", string="Outgoing mail server", compute="_compute_mail_server_id",
        store=True, readonly=False,
    )
    message_type = fields.Selection(
        [
            ("auto_comment", "Automated Targeted Notification"), ("comment", "Comment"),
            ("notification", "System notification"),
        ],
        string="Type", required=True, default="comment",
    )
    model = fields.Char(
        string="Related Document Model", compute="_compute_model", store=True,
        readonly=False,
    )
    model_is_thread = fields.Boolean(
        string="Thread-Enabled", compute="_compute_model_is_thread",
    )
    notified_bcc_contains_share = fields.Boolean(
        string="Is an external partner follower of the document?",
        compute="_compute_notified_bcc_contains_share",
    )
    notify_author = fields.Boolean(
        compute="_compute_notify_author", store=True, readonly=False,
    )
    notify_author_mention = fields.Boolean(
        compute="_compute_notify_author_mention", store=True, readonly=False,
    )
    notify_skip_followers = fields.Boolean(
        compute="_compute_notify_skip_followers", store=True, readonly=False,
    )
    parent_id = fields.Many2one("mail.message", string="Parent Message")
    partner_ids = fields.Many2many(
        "res.partner", "mail_compose_message_res_partner_rel", "wizard_id", "partner_id",
        string="Additional Contacts", compute="_compute_partner_ids", store=True,
        readonly=False,
    )
    partner_ids_all_have_email = fields.Boolean(
        compute="_compute_partner_ids_all_have_email",
    )
    record_alias_domain_id = fields.Many2one(
        "mail.alias.domain", string="Alias Domain",
        compute="_compute_record_company_id", store=True, readonly=False,
    )
    record_company_id = fields.Many2one(
        "res.company", string="Company", compute="_compute_record_company_id", store=True,
        readonly=False,
    )
    reply_to = fields.Char(compute="_compute_reply_to", store=True, readonly=False)
    reply_to_force_new = fields.Boolean(
        string="Considers answers as new thread", compute="_compute_reply_to_force_new",
        store=True, readonly=False,
    )
    reply_to_mode = fields.Selection(
        [
            ("update", "Store email and replies in the chatter of each record"),
            ("new", "Collect replies on a specific email address"),
        ],
        string="Replies", compute="_compute_reply_to_mode",
        inverse="_inverse_reply_to_mode",
    )
    res_domain = fields.Text(string="Active domain")
    res_domain_user_id = fields.Many2one("res.users", string="Responsible")
    res_ids = fields.Text(
        string="Related Document IDs", compute="_compute_res_ids", store=True,
        readonly=False,
    )
    scheduled_date = fields.Char(
        compute="_compute_scheduled_date", store=True, readonly=False,
    )
    subtype_id = fields.Many2one(
        "mail.message.subtype", compute="_compute_subtype_id", store=True, readonly=False,
    )
    subtype_is_log = fields.Boolean(string="Is a log", compute="_compute_subtype_is_log")
    template_name = fields.Char()
    use_exclusion_list = fields.Boolean(copy=False, default=True)

    # ---- defaults and what follows from the template
    @api.model
    def default_get(self, fields):
        """Read records and model as older callers give them."""
        result = super().default_get(fields)
        context = self.env.context
        if "model" in fields and not result.get("model"):
            result["model"] = context.get("active_model") or False
        if "res_ids" in fields and "res_ids" not in result and context.get("active_ids"):
            result["res_ids"] = repr(list(context["active_ids"]))
        return {k: v for k, v in result.items() if k in fields or k not in self._fields}

    @api.constrains("res_ids")
    def _check_res_ids(self):
        for composer in self:
            composer._evaluate_res_ids()

    def _evaluate_res_ids(self):
        """Return the ids of the records; ValidationError when they cannot be read."""
        self.ensure_one()
        return parse_res_ids(self.res_ids, self.env)

    def _single_id(self):
        ids = self._evaluate_res_ids()
        return ids[0] if len(ids) == 1 and self.composition_mode == "comment" else None

    def _from_template(self, name, engine_field=None):
        """Return a value of the template: rendered for one record, else as it is."""
        res_id = self._single_id()
        if res_id and name in RENDERED:
            return self.template_id._render_field(
                engine_field or name, [res_id], compute_lang=True
            )[res_id]
        return self.template_id[engine_field or name]

    @api.depends("template_id", "composition_mode", "model", "res_ids")
    def _compute_subject(self):
        for composer in self:
            if composer.template_id:
                composer.subject = composer._from_template("subject") or False
            elif not composer.subject:
                composer.subject = composer._default_subject()

    def _default_subject(self):
        res_id = self._single_id()
        if res_id and self.model in self.env and not self.subtype_is_log:
            return self.env[self.model].browse(res_id).display_name or False
        return False

    @api.depends("template_id", "composition_mode", "model", "res_ids")
    def _compute_body(self):
        for composer in self:
            if composer.template_id:
                composer.body = composer._from_template("body", "body_html") or False
            elif not composer.body:
                composer.body = False

    @api.depends("template_id", "composition_mode", "model", "res_ids")
    def _compute_attachment_ids(self):
        for composer in self:
            template, res_id = composer.template_id, composer._single_id()
            made = self.env["ir.attachment"]
            if template.report_template_ids and res_id:
                made = made.create([
                    {"name": name, "datas": content, "type": "binary", "res_id": 0,
                     "res_model": "mail.compose.message"}
                    for name, content in template._generate_reports(res_id)])
            composer.attachment_ids = (
                template.attachment_ids | made or composer.attachment_ids)

    @api.depends("template_id", "composition_mode", "model", "res_ids")
    def _compute_partner_ids(self):
        for composer in self:
            res_id = composer._single_id()
            if composer.template_id and res_id:
                values = composer.template_id._generate_template(
                    [res_id], ("email_cc", "email_to", "partner_to"),
                    find_or_create_partners=True,
                )[res_id]
                composer.partner_ids = values.get("partner_ids") or False
            else:
                composer.partner_ids = composer.partner_ids

    @api.depends("composition_mode", "template_id")
    def _compute_author_id(self):
        for composer in self:
            composer.author_id = composer.author_id or self.env.user.partner_id

    @api.depends("template_id", "author_id")
    def _compute_email_from(self):
        for composer in self:
            given = composer._from_template("email_from") if composer.template_id \
                else composer.email_from
            composer.email_from = given or composer.author_id.email_formatted or False

    @api.depends("template_id")
    def _compute_reply_to(self):
        for composer in self:
            composer.reply_to = composer._from_template("reply_to") or False \
                if composer.template_id else composer.reply_to or False

    @api.depends("template_id")
    def _compute_scheduled_date(self):
        for composer in self:
            composer.scheduled_date = composer._from_template("scheduled_date") or False \
                if composer.template_id else composer.scheduled_date or False

    @api.depends("template_id")
    def _compute_mail_server_id(self):
        for composer in self:
            composer.mail_server_id = composer.template_id.mail_server_id \
                or composer.mail_server_id

    @api.depends("template_id")
    def _compute_email_layout_xmlid(self):
        for composer in self:
            composer.email_layout_xmlid = composer.template_id.email_layout_xmlid \
                or composer.email_layout_xmlid or False

    @api.depends("composition_mode", "template_id")
    def _compute_auto_delete(self):
        for composer in self:
            composer.auto_delete = composer.template_id.auto_delete \
                if composer.template_id else composer.composition_mode == "comment"

    @api.depends("composition_mode", "auto_delete")
    def _compute_auto_delete_keep_log(self):
        for composer in self:
            composer.auto_delete_keep_log = (
                composer.composition_mode == "mass_mail" and composer.auto_delete
            )

    @api.depends("composition_mode")
    def _compute_email_add_signature(self):
        for composer in self:
            composer.email_add_signature = not composer.template_id

    @api.depends("composition_mode", "composition_batch")
    def _compute_force_send(self):
        for composer in self:
            composer.force_send = (
                composer.composition_mode == "mass_mail" or not composer.composition_batch
            )

    @api.depends("composition_mode", "parent_id")
    def _compute_subtype_id(self):
        comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
        for composer in self:
            composer.subtype_id = composer.subtype_id or comment

    @api.depends("subtype_id")
    def _compute_subtype_is_log(self):
        note = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
        for composer in self:
            composer.subtype_is_log = composer.subtype_id.id == note

    @api.depends("res_ids", "res_domain")
    def _compute_composition_batch(self):
        for composer in self:
            composer.composition_batch = bool(composer.res_domain) \
                or len(composer._evaluate_res_ids()) > 1

    @api.depends("parent_id")
    def _compute_model(self):
        for composer in self:
            composer.model = composer.model or composer.parent_id.model or False

    @api.depends("model")
    def _compute_model_is_thread(self):
        for composer in self:
            composer.model_is_thread = composer.model in self.env and hasattr(
                self.env[composer.model], "message_post"
            )

    @api.depends("parent_id")
    def _compute_res_ids(self):
        for composer in self:
            composer.res_ids = composer.res_ids or (
                repr([composer.parent_id.res_id]) if composer.parent_id.res_id else False
            )

    @api.depends("model", "res_ids")
    def _compute_record_company_id(self):
        for composer in self:
            res_id = composer._single_id()
            company = self.env.company
            if res_id and composer.model in self.env:
                company = self.env[composer.model].browse(res_id)._mail_get_companies(
                    default=company
                )[res_id]
            composer.record_company_id = company
            composer.record_alias_domain_id = company.sudo().alias_domain_id

    @api.depends("reply_to_force_new")
    def _compute_reply_to_mode(self):
        for composer in self:
            composer.reply_to_mode = "new" if composer.reply_to_force_new else "update"

    def _inverse_reply_to_mode(self):
        for composer in self:
            composer.reply_to_force_new = composer.reply_to_mode == "new"

    @api.depends("model")
    def _compute_reply_to_force_new(self):
        for composer in self:
            composer.reply_to_force_new = composer.composition_mode == "mass_mail" \
                and not composer.model_is_thread

    def _compute_notified_bcc_contains_share(self):
        self.notified_bcc_contains_share = False

    @api.depends("composition_mode")
    def _compute_notify_author(self):
        for composer in self:
            composer.notify_author = composer.notify_author

    @api.depends("composition_mode")
    def _compute_notify_author_mention(self):
        for composer in self:
            composer.notify_author_mention = composer.notify_author_mention

    @api.depends("composition_mode")
    def _compute_notify_skip_followers(self):
        for composer in self:
            composer.notify_skip_followers = composer.notify_skip_followers

    @api.depends("partner_ids")
    def _compute_partner_ids_all_have_email(self):
        for composer in self:
            composer.partner_ids_all_have_email = all(
                partner.email for partner in composer.partner_ids
            )

    def _compute_render_model(self):
        for composer in self:
            composer.render_model = composer.model
