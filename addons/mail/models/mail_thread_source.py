"""Messages and mails that templates and views render."""
from __future__ import annotations

from markupsafe import Markup
from odoo import _, api, models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    # ---- messages from templates and views
    def message_post_with_source(self, source_ref, render_values=None,
                                 message_type="notification", subtype_xmlid=False,
                                 subtype_id=False, **kwargs):
        """Post what a template or a view renders, on each record."""
        template, view = self._get_source_from_ref(source_ref)
        messages = self.env["mail.message"]
        subtype_id = subtype_id or self._post_subtype(subtype_xmlid or None)
        if template:
            composer = self.env["mail.compose.message"].with_context(
                default_model=self._name, default_res_ids=repr(self.ids),
                default_composition_mode="comment" if len(self) == 1 else "mass_mail",
                default_template_id=template.id,
            ).create({
                "message_type": message_type if message_type != "email" else "comment",
                "subtype_id": subtype_id,
                **{k: v for k, v in kwargs.items()
                   if k in self.env["mail.compose.message"]._fields},
            })
            _mails, messages = composer._action_send_mail()
            return messages
        bodies = self._message_render_source(view, render_values)
        for record in self:
            messages |= record.message_post(
                body=bodies[record.id], message_type=message_type,
                subtype_id=subtype_id, **kwargs,
            )
        return messages

    def message_mail_with_source(self, source_ref, render_values=None,
                                 message_type="notification", **kwargs):
        """Mail what a template renders, for each record."""
        template, view = self._get_source_from_ref(source_ref)
        if not template:
            return self._mail_rendered(
                self._message_render_source(view, render_values), message_type, **kwargs
            )
        ids = template.send_mail_batch(
            self.ids, force_send=kwargs.get("force_send", False)
        )
        return self.env["mail.mail"].browse(
            ids.ids if hasattr(ids, "ids") else ids
        )

    def _mail_rendered(self, bodies, message_type, subject=False, partner_ids=(),
                       force_send=False, auto_delete=True, **kwargs):
        """Mail a body about each record: to the given partners, or to its customers."""
        mails = self.env["mail.mail"].sudo()
        customers = self._message_get_default_recipients()
        for record in self:
            to = {"partner_ids": list(partner_ids)} if partner_ids \
                else customers[record.id]
            mails |= mails.create({
                "auto_delete": auto_delete, "body_html": bodies[record.id],
                "email_cc": to.get("email_cc"), "email_to": to.get("email_to"),
                "message_type": message_type, "model": self._name,
                "recipient_ids": [(6, 0, to.get("partner_ids") or [])],
                "res_id": record.id, "subject": subject or record.display_name,
            })
        if force_send:
            mails.send()
        return mails

    def _message_log_with_view(self, view_ref, render_values=None, **kwargs):
        """Leave a note that a view renders, on each record."""
        _template, view = self._get_source_from_ref(view_ref)
        bodies = self._message_render_source(view, render_values)
        return self._message_log_batch(bodies, **kwargs)

    @api.model
    def _get_source_from_ref(self, source_ref):
        source = source_ref
        if isinstance(source_ref, str):
            source = self.env.ref(source_ref)
        if source._name == "mail.template":
            return source, self.env["ir.ui.view"]
        if source._name == "ir.ui.view":
            return self.env["mail.template"], source
        raise ValueError(_(
            "Invalid template or view source reference %(source_ref)s, is %(model)s "
            "instead", source_ref=source_ref, model=source._name,
        ))

    def _message_render_source(self, view, render_values):
        qweb = self.env["ir.qweb"]
        return {
            record.id: qweb._render(view.id, {
                "object": record, **(render_values or {}),
            }) for record in self
        }

    def _get_html_link(self, title=None):
        """Return a link to the record, which clients follow by model and id."""
        self.ensure_one()
        return Markup("<a href=# data-oe-model='%s' data-oe-id='%s'>%s</a>") % (
            self._name, self.id, title or self.display_name)
