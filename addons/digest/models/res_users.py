"""New internal users get the usual digest."""
from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        """Make users; internal ones read the digest from the start."""
        users = super().create(vals_list)
        parameters = self.env["ir.config_parameter"].sudo()
        digest_id = parameters.get_param("digest.default_digest_id")
        if parameters.get_param("digest.default_digest_emails") and digest_id:
            digest = self.env["digest.digest"].sudo().browse(int(digest_id)).exists()
            digest.user_ids |= users.filtered_domain([("share", "=", False)])
        return users
