"""Groups of accounting that forms of users leave out."""
from odoo import api, models

HIDDEN = ("account.group_account_user", "account.group_account_readonly")


class ResGroups(models.Model):
    _inherit = "res.groups"

    @api.model
    def get_application_groups(self, domain):
        """Return the groups of a form of users, without those no application has."""
        for name in HIDDEN:
            group = self.env.ref(name, raise_if_not_found=False)
            if group and not group.privilege_id:
                domain = [*domain, ("id", "!=", group.id)]
        return super().get_application_groups(domain)
