"""Writing texts: to numbers, on a record, to many records."""
from __future__ import annotations

from ast import literal_eval
from uuid import uuid4

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.mail import html2plaintext, plaintext2html


class SmsComposer(models.TransientModel):
    _name = "sms.composer"
    _description = "Send SMS Wizard"

    body = fields.Text(
        "Message", compute="_compute_body", precompute=True, readonly=False, store=True,
        required=True,
    )
    comment_single_recipient = fields.Boolean(
        "Single Mode", compute="_compute_comment_single_recipient",
    )
    composition_mode = fields.Selection([
        ("numbers", "Send to numbers"), ("comment", "Post on a document"),
        ("mass", "Send SMS in batch"),
    ], string="Composition Mode", compute="_compute_composition_mode", precompute=True,
        readonly=False, required=True, store=True)
    mass_force_send = fields.Boolean("Send directly", default=False)
    mass_keep_log = fields.Boolean("Keep a note on document", default=True)
    number_field_name = fields.Char("Number Field")
    numbers = fields.Char("Recipients (Numbers)")
    recipient_invalid_count = fields.Integer(
        "# Invalid recipients", compute="_compute_recipients", compute_sudo=False,
    )
    recipient_single_description = fields.Text(
        "Recipients (Partners)", compute="_compute_recipient_single_non_stored",
        compute_sudo=False,
    )
    recipient_single_number = fields.Char(
        "Stored Recipient Number", compute="_compute_recipient_single_non_stored",
        compute_sudo=False,
    )
    recipient_single_number_itf = fields.Char(
        "Recipient Number", compute="_compute_recipient_single_stored", readonly=False,
        compute_sudo=False, store=True,
    )
    recipient_single_valid = fields.Boolean(
        "Is valid", compute="_compute_recipient_single_valid", compute_sudo=False,
    )
    recipient_valid_count = fields.Integer(
        "# Valid recipients", compute="_compute_recipients", compute_sudo=False,
    )
    res_id = fields.Integer("Document ID")
    res_ids = fields.Char("Document IDs")
    res_ids_count = fields.Integer(
        "Visible records count", compute="_compute_res_ids_count", compute_sudo=False,
    )
    res_model = fields.Char("Document Model Name")
    res_model_description = fields.Char(
        "Document Model Description", compute="_compute_res_model_description",
    )
    sanitized_numbers = fields.Char(
        "Sanitized Number", compute="_compute_sanitized_numbers", compute_sudo=False,
    )
    template_id = fields.Many2one(
        "sms.template", string="Use Template", domain="[('model', '=', res_model)]",
    )
    use_exclusion_list = fields.Boolean(
        "Use Exclusion List", default=True, copy=False,
    )

    # ---- fields
    @api.model
    def default_get(self, fields):
        """Return the defaults: the records are those that are active."""
        result = super().default_get(fields)
        context = self.env.context
        result["res_model"] = result.get("res_model") or context.get("active_model")
        if not result.get("res_ids") and not result.get("res_id"):
            if context.get("active_ids"):
                result["res_ids"] = repr(context["active_ids"])
            elif context.get("active_id"):
                result["res_id"] = context["active_id"]
        elif isinstance(result.get("res_ids"), (list, tuple)):
            result["res_ids"] = repr(list(result["res_ids"]))
        return result

    @api.depends("res_ids")
    def _compute_res_ids_count(self):
        for composer in self:
            composer.res_ids_count = len(composer._parse_ids())

    @api.depends("res_model", "res_id", "res_ids")
    def _compute_composition_mode(self):
        for composer in self:
            if self.env.context.get("sms_composition_mode") == "guess" \
                    or not composer.composition_mode:
                composer.composition_mode = "mass" if len(composer._parse_ids()) > 1 \
                    else "comment"

    @api.depends("res_model")
    def _compute_res_model_description(self):
        for composer in self:
            composer.res_model_description = self.env["ir.model"]._get(
                composer.res_model
            ).display_name if composer.res_model else False

    @api.depends("res_id", "res_ids", "composition_mode")
    def _compute_comment_single_recipient(self):
        for composer in self:
            composer.comment_single_recipient = composer._is_single()

    def _is_single(self):
        return self.composition_mode == "comment" and len(self._get_records() or ()) == 1

    @api.depends("res_model", "res_id", "res_ids", "number_field_name")
    def _compute_recipients(self):
        for composer in self:
            info = composer._get_info()
            valid = sum(1 for row in info.values() if row["sanitized"])
            composer.recipient_valid_count = valid
            composer.recipient_invalid_count = len(info) - valid

    @api.depends("res_model", "number_field_name")
    def _compute_recipient_single_stored(self):
        for composer in self:
            row = composer._get_single_info()
            composer.recipient_single_number_itf = row["number"] or "" if row else ""

    @api.depends("res_model", "res_id", "res_ids", "number_field_name")
    def _compute_recipient_single_non_stored(self):
        for composer in self:
            row = composer._get_single_info()
            composer.recipient_single_number = row["number"] or "" if row else ""
            composer.recipient_single_description = (
                row["partner"].name or composer._get_records().display_name
            ) if row else False

    @api.depends("recipient_single_number", "recipient_single_number_itf")
    def _compute_recipient_single_valid(self):
        for composer in self:
            number = composer.recipient_single_number_itf or composer.recipient_single_number
            composer.recipient_single_valid = bool(self._sanitize(number))

    @api.depends("numbers", "res_model", "res_id")
    def _compute_sanitized_numbers(self):
        for composer in self:
            given = [n.strip() for n in (composer.numbers or "").split(",") if n.strip()]
            proper = {number: self._sanitize(number) for number in given}
            wrong = [number for number, found in proper.items() if not found]
            if wrong:
                raise UserError(_(
                    "Following numbers are not correctly encoded: %s", repr(wrong),
                ))
            composer.sanitized_numbers = ",".join(proper.values()) or False

    def _sanitize(self, number):
        return self.env.user._phone_format(number=number) if number else False

    @api.depends("composition_mode", "res_model", "res_id", "template_id")
    def _compute_body(self):
        for composer in self:
            record = composer._get_records()
            if composer.template_id and composer.composition_mode == "comment" and record:
                composer.body = composer.template_id._render_field(
                    "body", record[:1].ids, compute_lang=True
                )[record[:1].id]
            elif composer.template_id:
                composer.body = composer.template_id.body

    # ---- records
    def _parse_ids(self):
        value = literal_eval(self.res_ids) if self.res_ids else []
        return [value] if isinstance(value, int) else list(value)

    def _get_records(self):
        """Return the records that the text is about; None if there is no model."""
        if not self.res_model or self.res_model not in self.env:
            return None
        ids = self._parse_ids() or ([self.res_id] if self.res_id else [])
        return self.env[self.res_model].browse(ids)

    def _get_info(self):
        records = self._get_records()
        return records._sms_get_recipients_info(
            force_field=self.number_field_name
        ) if records else {}

    def _get_single_info(self):
        records = self._get_records()
        if not records or len(records) != 1:
            return None
        return self._get_info()[records.id]

    # ---- sending
    def action_send_sms(self):
        """Send, or refuse a number that is none."""
        if self.composition_mode in ("numbers", "comment"):
            if self._is_single() and not self.recipient_single_valid:
                raise UserError(_("Invalid recipient number. Please update it."))
            if not self._is_single() and self.recipient_invalid_count \
                    and self.composition_mode == "comment":
                raise UserError(_(
                    "%s invalid recipients", self.recipient_invalid_count,
                ))
        self._action_send_sms()
        return False

    def action_send_sms_mass_now(self):
        """Send to all without waiting for the queue."""
        if not self.mass_force_send:
            self.write({"mass_force_send": True})
        return self.action_send_sms()

    def _action_send_sms(self):
        if self.composition_mode == "numbers":
            return self._action_send_sms_numbers()
        records = self._get_records()
        if self.composition_mode == "comment":
            if not records:
                return self._action_send_sms_numbers()
            if self._is_single():
                return self._action_send_sms_comment_single(records)
            return self._action_send_sms_comment(records)
        return self._action_send_sms_mass(records)

    def _action_send_sms_numbers(self):
        numbers = self.sanitized_numbers.split(",") if self.sanitized_numbers else [
            self._sanitize(self.recipient_single_number_itf)
            or self.recipient_single_number_itf or ""]
        texts = self.env["sms.sms"].sudo().create([
            {"body": self.body, "number": number} for number in numbers if number
        ])
        texts.send()
        return True

    def _action_send_sms_comment_single(self, record):
        """A number that was typed in is kept on the record."""
        typed = self.recipient_single_number_itf
        row = self._get_single_info()
        if typed and typed != row["number"] and row["number_field"]:
            target = row["partner"] if row["field_store"] else record
            target.write({row["number_field"]: typed})
        return self._action_send_sms_comment(record)

    def _action_send_sms_comment(self, records):
        messages = self.env["mail.message"]
        for record in records:
            body = self.body
            if self.template_id and len(records) > 1:
                body = self._render_bodies(record)[record.id]
            messages |= record._message_sms(
                body, number_field=self.number_field_name or False,
                sms_numbers=self.sanitized_numbers.split(",")
                if self.sanitized_numbers else None,
            )
        return messages

    def _render_bodies(self, records):
        if self.template_id and self.body == self.template_id.body:
            return self.template_id._render_field(
                "body", records.ids, compute_lang=True
            )
        return self.env["mail.render.mixin"]._render_template(
            self.body, records._name, records.ids
        )

    def _action_send_sms_mass(self, records):
        """Put a text for each record in the queue; twins and listed numbers get none."""
        texts = self.env["sms.sms"].sudo().create(self._prepare_mass(records))
        if self.mass_keep_log:
            bodies = {sms_record.id: plaintext2html(html2plaintext(sms.body))
                      for sms_record, sms in zip(records, texts)}
            records._message_log_batch(bodies, message_type="sms")
        if self.mass_force_send:
            texts.filtered(lambda sms: sms.state == "outgoing").send()
        return texts

    def _prepare_mass(self, records):
        bodies, info = self._render_bodies(records), self._get_info()
        listed = self._list_excluded(info)
        seen, rows = set(), []
        for record in records:
            row = info[record.id]
            number = row["sanitized"]
            state, failure = "outgoing", ""
            if number and number in listed:
                state, failure = "canceled", "sms_blacklist"
            elif number and number in seen:
                state, failure = "canceled", "sms_duplicate"
            elif not number:
                state = "canceled"
                failure = "sms_number_format" if row["number"] else "sms_number_missing"
            seen.add(number)
            rows.append({
                "body": bodies[record.id], "failure_type": failure,
                "number": number or row["number"], "partner_id": row["partner"].id,
                "state": state, "uuid": uuid4().hex,
            })
        return rows

    def _list_excluded(self, info):
        if not self.use_exclusion_list:
            return set()
        return set(self.env["phone.blacklist"].sudo().search([
            ("number", "in", [row["sanitized"] for row in info.values()
                              if row["sanitized"]]),
        ]).mapped("number"))
