"""Portal users who asked to be forgotten, deleted by a scheduled action."""
from __future__ import annotations

import logging

from odoo import api, fields, models

_logger = logging.getLogger(__name__)


class ResUsersDeletion(models.Model):
    _name = "res.users.deletion"
    _description = "Users Deletion Request"
    _rec_name = "user_id"

    user_id = fields.Many2one("res.users", string="User", ondelete="set null")
    user_id_int = fields.Integer(
        "User Id", compute="_compute_user_id_int", store=True
    )
    state = fields.Selection(
        [("todo", "To Do"), ("done", "Done"), ("fail", "Failed")],
        string="State",
        required=True,
        default="todo",
    )

    @api.depends("user_id")
    def _compute_user_id_int(self):
        for request in self:
            if request.user_id:
                request.user_id_int = request.user_id.id

    @api.model
    def _gc_portal_users(self, batch_size=50):
        """Delete the users of the waiting requests, and their partners if possible."""
        requests = self.search([("state", "=", "todo")], limit=batch_size)
        requests.filtered(lambda request: not request.user_id).state = "done"
        for request in requests.filtered("user_id"):
            request._delete_user()

    def _delete_user(self):
        user, partner = self.user_id, self.user_id.partner_id
        name = user.name
        try:
            with self.env.cr.savepoint():
                user.unlink()
        except Exception:
            _logger.exception("User %r could not be deleted", name)
            self.state = "fail"
            return
        self.state = "done"
        try:
            with self.env.cr.savepoint():
                partner.unlink()
        except Exception:
            _logger.info("The partner of user %r stays: it is in use", name)
