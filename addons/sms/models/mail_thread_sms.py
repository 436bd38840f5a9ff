"""Posting a message as a text, and telling its recipients by text."""
from __future__ import annotations

from odoo import api, models
from odoo.tools.mail import html2plaintext, plaintext2html

SMS_PARAMETERS = frozenset({
    "put_in_queue", "sms_content", "sms_numbers", "sms_pid_to_number",
})


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    @api.model
    def _get_notify_valid_parameters(self):
        """Texts have numbers and contents of their own."""
        return super()._get_notify_valid_parameters() | SMS_PARAMETERS

    # ---- sending
    def _message_sms_schedule_mass(self, body="", template=False, **composer_values):
        """Send texts to the records, by the queue."""
        values = {
            "res_model": self._name, "res_ids": repr(self.ids),
            "composition_mode": "mass", "template_id": template.id if template else False,
            **composer_values,
        }
        if body and not template:
            values["body"] = body
        composer = self.env["sms.composer"].with_context(
            default_res_model=self._name
        ).create(values)
        if template and body:
            composer.body = body
        return composer._action_send_sms()

    def _message_sms_with_template(self, template=False, template_xmlid=False,
                                   template_fallback="", partner_ids=False, **kwargs):
        """Post a template as a text."""
        self.ensure_one()
        if not template and template_xmlid:
            template = self.env.ref(template_xmlid, raise_if_not_found=False)
        if template:
            body = template._render_field("body", self.ids, compute_lang=True)[self.id]
        else:
            body = self.env["sms.template"]._render_template(
                template_fallback, self._name, self.ids
            )[self.id]
        return self._message_sms(body, partner_ids=partner_ids, **kwargs)

    def _message_sms(self, body, subtype_id=False, partner_ids=False, number_field=False,
                     sms_numbers=None, sms_pid_to_number=None, **kwargs):
        """Post a message of type `sms`; without recipients the record says who they are."""
        self.ensure_one()
        numbers = dict(sms_pid_to_number or {})
        if number_field or (partner_ids is False and sms_numbers is None):
            info = self._sms_get_recipients_info(force_field=number_field)[self.id]
            number = info["sanitized"] or info["number"]
            if info["partner"]:
                partner_ids = [*(partner_ids or []), info["partner"].id]
                if number:
                    numbers[info["partner"].id] = number
            else:
                sms_numbers = [*(sms_numbers or []), number]
        note = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
        return self.message_post(
            body=plaintext2html(html2plaintext(body)), message_type="sms",
            subtype_id=subtype_id or note, partner_ids=partner_ids or [],
            sms_numbers=sms_numbers, sms_pid_to_number=numbers, **kwargs,
        )

    def _sms_get_recipients_info(self, force_field=False, partner_fallback=True):
        """Return record id -> partner, number, its proper form, where it comes from."""
        partners = self._mail_get_partners()
        found = {}
        for record in self:
            names = [force_field] if force_field else record._phone_get_number_fields()
            names = [name for name in names if name in record._fields]
            customers = partners.get(record.id) or self.env["res.partner"]
            partner = customers[:1]
            info = record._first_number(names)
            source = record
            if not info["sanitized"] and partner and partner_fallback:
                other = next(
                    (x for p in customers
                     if (x := p._first_number(p._phone_get_number_fields()))["sanitized"]),
                    None,
                )
                if other or not info["number"]:
                    source = partner
                    info = other or partner._first_number(
                        partner._phone_get_number_fields())
            found[record.id] = {**info, "partner": partner,
                                "field_store": source != record}
        return found


class Base(models.AbstractModel):
    _inherit = "base"

    def _first_number(self, names):
        """Return the first proper number of fields, or the first of any form."""
        self.ensure_one()
        given = [(name, self[name]) for name in names if self[name]]
        for name, number in given:
            sanitized = self._phone_format(fname=name)
            if sanitized:
                return {"sanitized": sanitized, "number": number, "number_field": name}
        name, number = given[0] if given else ((names or [False])[0], False)
        return {"sanitized": False, "number": number, "number_field": name}
