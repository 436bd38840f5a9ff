"""Messages that carry a rating."""
from odoo import api, fields, models


class MailMessage(models.Model):
    _inherit = "mail.message"

    rating_id = fields.Many2one("rating.rating", compute="_compute_rating_id")
    rating_value = fields.Float(
        compute="_compute_rating_value", compute_sudo=True, search="_search_rating_value")

    @api.depends("rating_ids")
    def _compute_rating_id(self):
        for message in self:
            message.rating_id = message.rating_ids.sorted("create_date", reverse=True)[:1]

    @api.depends("rating_ids", "rating_ids.rating")
    def _compute_rating_value(self):
        for message in self:
            message.rating_value = message.rating_id.rating if message.rating_id else 0.0

    def _search_rating_value(self, operator, operand):
        return [("rating_ids.rating", operator, operand)]
