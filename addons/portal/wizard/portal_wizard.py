"""Giving people access to the customers' pages, and taking it away."""
from odoo import _, api, fields, models


class PortalWizard(models.TransientModel):
    _inherit = "portal.wizard"

    partner_ids = fields.Many2many(default=lambda self: self._default_partner_ids())
    user_ids = fields.One2many(
        "portal.wizard.user", "wizard_id", compute="_compute_user_ids", store=True,
        readonly=False)

    def _default_partner_ids(self):
        """Return the active partners with the people of each."""
        context = self.env.context
        ids = context.get("default_partner_ids") or context.get("active_ids") or []
        partners = self.env["res.partner"].sudo().browse(ids)
        found = self.env["res.partner"].sudo()
        for partner in partners:
            found |= partner.child_ids.filtered(lambda p: p.type in ("contact", "other")) \
                | partner
        return [(4, id_) for id_ in found.ids]

    @api.depends("partner_ids")
    def _compute_user_ids(self):
        for wizard in self:
            wizard.user_ids = [(0, 0, {
                "partner_id": partner.id, "email": partner.email,
            }) for partner in wizard.partner_ids]

    @api.model
    def action_open_wizard(self):
        """Make a wizard for the active partners, and open it."""
        return self.create({})._action_open_modal()

    def _action_open_modal(self):
        return {
            "name": _("Portal Access Management"), "type": "ir.actions.act_window",
            "res_model": "portal.wizard", "view_type": "form", "view_mode": "form",
            "res_id": self.id, "target": "new",
        }
