"""Templates of mails."""
from __future__ import annotations

import base64
import logging

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, MissingError, ValidationError
from odoo.tools.mail import email_split_and_format
from odoo.tools.safe_eval import safe_eval

_logger = logging.getLogger(__name__)
RENDERED = ("subject", "body_html", "email_from", "email_to", "partner_to", "email_cc",
            "reply_to", "scheduled_date", "lang")
RECIPIENTS = ("email_to", "partner_to", "email_cc")
SEND_FIELDS = ("attachment_ids", "auto_delete", "body_html", "email_cc", "email_from",
               "email_layout_xmlid", "email_to", "mail_server_id", "model", "partner_to",
               "reply_to", "report_template_ids", "res_id", "scheduled_date", "subject")


class MailTemplate(models.Model):
    _name = "mail.template"
    _inherit = ["mail.render.mixin", "template.reset.mixin"]
    _description = "Email Templates"
    _order = "user_id, name, id"

    active = fields.Boolean(default=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "email_template_attachment_rel", "email_template_id",
        "attachment_id", string="Attachments",
    )
    auto_delete = fields.Boolean(default=True)
    body_html = fields.Html(string="Body", translate=True, sanitize="email_outgoing")
    can_write = fields.Boolean(compute="_compute_can_write")
    description = fields.Text(string="Template Description", translate=True)
    email_cc = fields.Char(string="Cc")
    email_from = fields.Char(string="Send From")
    email_layout_xmlid = fields.Char(string="Email Notification Layout", copy=False)
    email_to = fields.Char(string="To (Emails)")
    has_dynamic_reports = fields.Boolean(compute="_compute_has_dynamic_reports")
    has_mail_server = fields.Boolean(compute="_compute_has_mail_server")
    is_template_editor = fields.Boolean(compute="_compute_is_template_editor")
    mail_server_id = fields.Many2one(
        "ir.mail_server", string="Outgoing Mail Server", index="btree_not_null",
    )
    model = fields.Char(
        string="Related Document Model", related="model_id.model", store=True, index=True,
    )
    model_id = fields.Many2one("ir.model", string="Applies to", ondelete="cascade")
    name = fields.Char(translate=True)
    partner_to = fields.Char(string="To (Partners)")
    ref_ir_act_window = fields.Many2one(
        "ir.actions.act_window", string="Sidebar action", readonly=True, copy=False,
    )
    reply_to = fields.Char()
    report_template_ids = fields.Many2many(
        "ir.actions.report", "mail_template_ir_actions_report_rel", "mail_template_id",
        "ir_actions_report_id", string="Dynamic Reports",
    )
    scheduled_date = fields.Char()
    subject = fields.Char(translate=True)
    template_category = fields.Selection(
        [
            ("base_template", "Base Template"), ("hidden_template", "Hidden Template"),
            ("custom_template", "Custom Template"),
        ],
        compute="_compute_template_category", search="_search_template_category",
    )
    use_default_to = fields.Boolean(string="Default Recipients", default=True)
    user_id = fields.Many2one("res.users", string="Owner")

    # ---- fields
    @api.depends("model")
    def _compute_render_model(self):
        for template in self:
            template.render_model = template.model

    @api.depends_context("uid")
    def _compute_can_write(self):
        writable = self._filtered_access("write")
        for template in self:
            template.can_write = template in writable

    @api.depends_context("uid")
    def _compute_is_template_editor(self):
        self.is_template_editor = self.env.user.has_group("mail.group_mail_template_editor")

    @api.depends("report_template_ids")
    def _compute_has_dynamic_reports(self):
        for template in self:
            template.has_dynamic_reports = bool(template.report_template_ids)

    @api.depends("mail_server_id")
    def _compute_has_mail_server(self):
        count = self.env["ir.mail_server"].sudo().search_count([], limit=1)
        self.has_mail_server = bool(count)

    @api.depends("active", "description")
    def _compute_template_category(self):
        shipped = self._shipped_ids()
        for template in self:
            if not template.active:
                template.template_category = "hidden_template"
            elif template.description or template.id in shipped:
                template.template_category = "base_template" if template.description \
                    else "hidden_template"
            else:
                template.template_category = "custom_template"

    def _shipped_ids(self):
        data = self.env["ir.model.data"].sudo().search([
            ("model", "=", self._name), ("module", "!=", "__export__"),
        ])
        return set(data.mapped("res_id"))

    @api.model
    def _search_template_category(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self.with_context(active_test=False).search([])
        return [("id", "in", found.filtered(lambda t: t.template_category in value).ids)]

    # ---- life
    @api.model
    def default_get(self, fields):
        """A model in the context names the model of the template."""
        result = super().default_get(fields)
        if result.get("model"):
            result["model_id"] = self.env["ir.model"]._get(result.pop("model")).id
        return result

    @api.model_create_multi
    def create(self, vals_list):
        """Create templates that can be rendered, by those who may write such."""
        templates = super().create([
            {k: v for k, v in vals.items() if k != "model"} for vals in vals_list
        ])
        templates._check_abstract_models()
        templates._check_editor_rights()
        templates._check_can_be_rendered()
        return templates

    def write(self, vals):
        """Change templates that can be rendered afterwards."""
        result = super().write(vals)
        self._check_abstract_models()
        if set(vals) & {*RENDERED, "model_id"}:
            self._check_editor_rights()
            self._check_can_be_rendered()
        return result

    def _check_abstract_models(self):
        for template in self.filtered("model"):
            if template.model in self.env and self.env[template.model]._abstract:
                raise ValidationError(_(
                    "You may not define a template on an abstract model: %s",
                    template.model,
                ))

    def _check_editor_rights(self):
        if self.env.su or self.env.user.has_group("mail.group_mail_template_editor"):
            return
        for template in self:
            unsafe = any(
                self._has_unsafe_expression_template_inline_template(
                    template[name], template.model
                ) for name in RENDERED if name != "body_html"
            ) or self._has_unsafe_expression_template_qweb(
                template.body_html, template.model
            )
            if unsafe:
                raise AccessError(_(
                    "Only members of %(group_name)s group are allowed to edit templates "
                    "containing sensible placeholders",
                    group_name=self.env.ref(
                        "mail.group_mail_template_editor"
                    ).sudo().name,
                ))

    def _check_can_be_rendered(self, fnames=None):
        """Render each field for some record; ValidationError when that fails."""
        for template in self.sudo():
            if not template.model or template.model not in self.env:
                continue
            record = self.env[template.model].sudo().search([], limit=1)
            if not record:
                continue
            for name in fnames or RENDERED:
                if not template[name]:
                    continue
                try:
                    template._render_field(name, record.ids)
                except Exception as error:
                    _logger.info("Template %s: %s", template.id, error)
                    raise ValidationError(_(
                        "Oops! We couldn't save your template due to an issue with this "
                        "value: %(template_txt)s. Correct it and try again.",
                        template_txt=template[name],
                    )) from error
            lang = template._render_lang(record.ids)[record.id]
            if lang and lang not in dict(self.env["res.lang"].get_installed()):
                raise ValidationError(_(
                    "Oops! We couldn't save your template due to an issue with this "
                    "value: %(template_txt)s. Correct it and try again.",
                    template_txt=template.lang,
                ))

    def copy_data(self, default=None):
        """Copies say so in their name."""
        vals_list = super().copy_data(default=default)
        if "name" in (default or {}):
            return vals_list
        return [dict(vals, name=_("%s (copy)", template.name))
                for template, vals in zip(self, vals_list)]

    def create_action(self):
        """Offer the template in the action menu of its model."""
        for template in self:
            action = self.env["ir.actions.act_window"].sudo().create({
                "name": _("Send Mail (%s)", template.name), "view_mode": "form",
                "res_model": "mail.compose.message", "target": "new",
                "binding_model_id": template.model_id.id,
                "context": repr({
                    "default_composition_mode": "mass_mail",
                    "default_model": template.model,
                    "default_template_id": template.id,
                }),
            })
            template.ref_ir_act_window = action
        return True

    def unlink_action(self):
        """Take the template from the action menu."""
        self.sudo().ref_ir_act_window.unlink()
        return True

    def action_open_mail_preview(self):
        """Open the preview."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "mail.template.preview",
            "view_mode": "form", "target": "new",
            "context": {"default_mail_template_id": self.id},
        }

    # ---- what mails are made of
    def _generate_template(self, res_ids, render_fields, find_or_create_partners=False):
        """Return record id -> values of a mail."""
        self.ensure_one()
        values = {id_: {} for id_ in res_ids}
        for _lang, (template, ids) in self._classify_per_lang(list(res_ids)).items():
            for name in render_fields:
                if name in RENDERED and name not in RECIPIENTS and name != "lang":
                    rendered = template._render_field(name, ids)
                    for id_, text in rendered.items():
                        values[id_][name] = text
            template._generate_recipients(
                ids, set(render_fields), values, find_or_create_partners
            )
            for id_ in ids:
                template._generate_static(id_, render_fields, values[id_])
        return values

    def _generate_static(self, res_id, render_fields, values):
        if "auto_delete" in render_fields:
            values["auto_delete"] = self.auto_delete
        if "email_layout_xmlid" in render_fields:
            values["email_layout_xmlid"] = self.email_layout_xmlid
        if "mail_server_id" in render_fields:
            values["mail_server_id"] = self.mail_server_id.id
        if "model" in render_fields:
            values["model"] = self.model
        if "res_id" in render_fields:
            values["res_id"] = res_id or False
        if "attachment_ids" in render_fields:
            values["attachment_ids"] = self.attachment_ids.ids
        if "report_template_ids" in render_fields and self.report_template_ids:
            values["attachments"] = self._generate_reports(res_id)

    def _generate_reports(self, res_id):
        """Return (name, content) of the reports of a record."""
        found = []
        for report in self.report_template_ids:
            content, kind = report._render_for_mail([res_id])
            name = f"report.{report.report_name}.{kind}"
            if report.print_report_name:
                record = self.env[self.model].browse(res_id)
                name = f"{safe_eval(report.print_report_name, {'object': record})}.{kind}"
            found.append((name, base64.b64encode(content)))
        return found

    def _generate_recipients(self, res_ids, render_fields, values, find_partners):
        if self.use_default_to and self.model in self.env \
                and render_fields & set(RECIPIENTS):
            defaults = self.env[self.model].browse(
                res_ids
            )._message_get_default_recipients()
            for id_ in res_ids:
                data = defaults[id_]
                values[id_].update(
                    email_to=data["email_to"] or "", email_cc=data["email_cc"] or "",
                    partner_ids=list(data["partner_ids"]),
                )
            if not find_partners:
                self._add_given_recipients(res_ids, values)
                return
        else:
            for name in ("email_to", "email_cc"):
                if name in render_fields:
                    for id_, text in self._render_field(name, res_ids).items():
                        values[id_][name] = text
            if "partner_to" in render_fields:
                for id_, text in self._render_field("partner_to", res_ids).items():
                    values[id_]["partner_ids"] = self._existing_ids(text)
        if find_partners:
            for id_ in res_ids:
                texts = [values[id_].pop(name, "") for name in ("email_to", "email_cc")]
                emails = [m for text in texts for m in email_split_and_format(text or "")]
                partners = self.env["mail.thread"]._partner_find(
                    emails, no_create=False
                ) if emails else self.env["res.partner"]
                values[id_]["partner_ids"] = list(dict.fromkeys(
                    [*values[id_].get("partner_ids", []), *partners.ids]
                ))

    def _add_given_recipients(self, res_ids, values):
        """What the template names comes first; defaults only fill what is empty."""
        for name in ("email_to", "email_cc"):
            if self[name]:
                for id_, text in self._render_field(name, res_ids).items():
                    values[id_][name] = text
                    if name == "email_to" and text:
                        values[id_]["partner_ids"] = []
        if self.partner_to:
            for id_, text in self._render_field("partner_to", res_ids).items():
                values[id_]["partner_ids"] = self._existing_ids(text)

    @api.model
    def _existing_ids(self, text):
        ids = [int(part) for part in (text or "").split(",") if part.strip().isdigit()]
        return self.env["res.partner"].sudo().browse(ids).exists().ids

    # ---- sending
    def send_mail(self, res_id, force_send=False, raise_exception=False,
                  email_values=None, email_layout_xmlid=False):
        """Make a mail for a record, and send it if asked; the mail's id."""
        self.ensure_one()
        return self.send_mail_batch(
            [res_id], force_send=force_send, raise_exception=raise_exception,
            email_values=email_values, email_layout_xmlid=email_layout_xmlid,
        ).ids[0]

    def send_mail_batch(self, res_ids, force_send=False, raise_exception=False,
                        email_values=None, email_layout_xmlid=False):
        """Make a mail for each record, and send them if asked; the mails."""
        self.ensure_one()
        records = self.env[self.model].browse(res_ids)
        records.check_access("read")
        if len(records.exists()) < len(records):
            raise MissingError(_(
                "Record does not exist or has been deleted.\n(Record: %(record)s, User: "
                "%(user)s)", record=records - records.exists(), user=self.env.uid,
            ))
        rendered = self._generate_template(res_ids, SEND_FIELDS)
        mails = self.env["mail.mail"].sudo()
        vals_list, attachments = [], []
        for id_ in res_ids:
            values = {"author_id": self.env.user.partner_id.id, **rendered[id_]}
            vals, files = self._mail_values(id_, values, dict(email_values or {}))
            layout = email_layout_xmlid or self.email_layout_xmlid
            if layout:
                vals["body_html"] = self._in_layout(vals, layout, records.browse(id_))
            vals_list.append(vals)
            attachments.append(files)
        for vals, files in zip(vals_list, attachments):
            mail = mails.create(vals)
            mails |= mail
            if files:
                mail.attachment_ids = [(0, 0, {
                    "name": name, "datas": content, "type": "binary",
                    "res_model": "mail.message", "res_id": mail.mail_message_id.id,
                }) for name, content in files]
        if force_send:
            mails.send(raise_exception=raise_exception)
        return mails

    def _mail_values(self, res_id, values, email_values):
        files = values.pop("attachments", [])
        partner_ids = values.pop("partner_ids", [])
        body = values.pop("body_html", "")
        values.pop("partner_to", None)
        values.pop("lang", None)
        vals = {
            **values, "body_html": body, "body": body,
            "recipient_ids": [(4, id_) for id_ in partner_ids],
            "attachment_ids": [(4, id_) for id_ in values.pop("attachment_ids", [])],
            "email_from": values.get("email_from") or False,
            "reply_to": values.get("reply_to") or "",
            "email_to": values.get("email_to") or "",
            "email_cc": values.get("email_cc") or "",
            "scheduled_date": values.get("scheduled_date") or False,
        }
        vals.pop("email_layout_xmlid", None)
        for name in ("recipient_ids", "attachment_ids"):
            if name in email_values:
                given = email_values.pop(name)
                vals[name] = given if not given or isinstance(given[0], (list, tuple)) \
                    else [(6, 0, given)]
        vals.update(email_values)
        if "body_html" in email_values and "body" not in email_values:
            vals["body"] = vals["body_html"]
        return vals, files

    def _in_layout(self, vals, layout, record):
        view = self.env["ir.ui.view"].sudo().search([("key", "=", layout)], limit=1)
        if not view:
            return vals["body_html"]
        company = record._mail_get_companies(default=self.env.company)[record.id]
        message = self.env["mail.message"].sudo().new({
            "body": vals["body_html"], "record_name": record.display_name,
        })
        body = self.env["ir.qweb"].sudo()._render(view.id, {
            "message": message, "company": company.sudo(), "record": record,
            "record_name": record.display_name, "subtitles": [record.display_name],
            "model_description": self.env["ir.model"]._get(record._name).display_name,
            "has_button_access": False, "button_access": {}, "actions": [],
            "signature": "", "email_add_signature": False, "author_user": None,
            "is_discussion": False, "tracking_values": [], "website_url": "",
            "subtype": self.env["mail.message.subtype"], "subtype_internal": False,
            "show_unfollow": False, "unfollow_link": "",
            "email_notification_force_header": True,
            "email_notification_force_footer": True,
            "is_html_empty": self._is_html_empty,
        })
        return self._replace_local_links(body)
