"""Sharing a document with people by mail."""
from markupsafe import Markup
from odoo import _, api, fields, models


class PortalShare(models.TransientModel):
    _inherit = "portal.share"

    resource_ref = fields.Reference(
        selection="_selection_target_model", compute="_compute_resource_ref")
    share_link = fields.Char(compute="_compute_share_link")
    access_warning = fields.Text(compute="_compute_access_warning")

    @api.model
    def default_get(self, fields):
        """Return the defaults: the document is the active record."""
        result = super().default_get(fields)
        result["res_model"] = self.env.context.get("active_model", False)
        result["res_id"] = self.env.context.get("active_id", False)
        if result["res_model"] and result["res_id"]:
            record = self.env[result["res_model"]].browse(result["res_id"])
            result["share_link"] = record.get_base_url() + record._get_share_url(
                redirect=True)
        return result

    @api.model
    def _selection_target_model(self):
        return [(m.model, m.name) for m in self.env["ir.model"].sudo().search([])]

    def _get_document(self):
        """Return the document, when it is one that can be shared."""
        self.ensure_one()
        model = self.env.get(self.res_model)
        if model is None or "access_token" not in model._fields or not self.res_id:
            return None
        return model.browse(self.res_id)

    @api.depends("res_model", "res_id")
    def _compute_resource_ref(self):
        for wizard in self:
            known = wizard.res_model and wizard.res_model in self.env
            wizard.resource_ref = f"{wizard.res_model},{wizard.res_id or 0}" \
                if known else None

    @api.depends("res_model", "res_id")
    def _compute_share_link(self):
        for wizard in self:
            record = wizard._get_document()
            wizard.share_link = record.get_base_url() + record._get_share_url(
                redirect=True) if record else False

    @api.depends("res_model", "res_id")
    def _compute_access_warning(self):
        for wizard in self:
            record = wizard._get_document()
            wizard.access_warning = record.access_warning if record else False

    def action_send_mail(self):
        """Mail the link to the recipients: users by login, others by what lets them in."""
        self.ensure_one()
        record = self.resource_ref
        for partner in self.partner_ids:
            users = partner.user_ids
            link = record._get_share_url(redirect=True) if users else \
                record._get_share_url(redirect=True, pid=partner.id)
            url = record.get_base_url() + link
            body = Markup("<p>{}</p>{}<p><a href='{}'>{}</a></p>").format(
                _("You have been invited to access the following document:"),
                Markup("<p>{}</p>").format(self.note) if self.note else "",
                url, record.display_name,
            )
            record.message_post(
                body=body, subject=_("You are invited to access %s", record.display_name),
                partner_ids=partner.ids, subtype_xmlid="mail.mt_note",
                email_layout_xmlid="mail.mail_notification_light",
            )
        return {"type": "ir.actions.act_window_close"}
