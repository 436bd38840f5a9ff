"""A row for each login: who (create_uid) and when (create_date)."""
from __future__ import annotations

from odoo import api, fields, models


class ResUsersLog(models.Model):
    _name = "res.users.log"
    _description = "Users Log"
    _order = "id desc"

    create_uid = fields.Many2one(
        "res.users", string="Created by", readonly=True, index=True
    )

    @api.autovacuum
    def _gc_user_logs(self):
        """Keep the last login of each user."""
        self.env.cr.execute(
            "DELETE FROM res_users_log WHERE EXISTS (SELECT 1 FROM res_users_log newer "
            "WHERE newer.create_uid = res_users_log.create_uid "
            "AND newer.create_date > res_users_log.create_date)"
        )
