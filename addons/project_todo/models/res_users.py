"""New internal users find a first to-do."""
from markupsafe import Markup
from odoo import _, api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        """Make users, and the to-do that welcomes each internal one."""
        users = super().create(vals_list)
        users.filtered(lambda user: not user.share)._generate_onboarding_todo()
        return users

    def _generate_onboarding_todo(self):
        tasks = self.env["project.task"].with_context(
            mail_auto_subscribe_no_notify=True, mail_create_nolog=True).sudo()
        tasks.create([{
            "user_ids": [(6, 0, user.ids)],
            "name": _("Welcome %s!", user.name),
            "description": Markup("<p>{}</p>").format(_(
                "Use it to organize your work and share it with others.")),
        } for user in self])
