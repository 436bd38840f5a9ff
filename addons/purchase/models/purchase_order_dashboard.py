"""The numbers on top of the list of purchase orders."""
from datetime import timedelta

from odoo import api, fields, models


class PurchaseOrder(models.Model):
    _inherit = "purchase.order"

    @api.model
    def retrieve_dashboard(self):
        """Return how many orders are in which state, of all buyers and of the user."""
        self.browse().check_access("read")
        own = [("user_id", "=", self.env.uid)]
        result = {scope: self._get_dashboard(domain)
                  for scope, domain in (("global", []), ("my", own))}
        result["days_to_purchase"] = self._get_days_to_purchase()
        return result

    @api.model
    def _get_dashboard(self, domain):
        """Return the numbers of orders of a domain (hook)."""
        now = fields.Datetime.now()
        parts = {
            "draft": [("state", "=", "draft")],
            "sent": [("state", "=", "sent")],
            "late": [("state", "in", ("draft", "sent", "to approve")),
                     ("date_order", "<", now)],
            "not_acknowledged": [("state", "=", "purchase"), ("acknowledged", "=", False)],
            "late_receipt": self._get_late_receipt_domain(now),
        }
        found = {}
        for name, part in parts.items():
            counts = dict(self._read_group([*part, *domain], ["priority"], ["__count"]))
            found[name] = {"all": sum(counts.values()), "priority": counts.get("1", 0)}
        approved = self.search([
            *domain, ("state", "=", "purchase"),
            ("date_approve", ">=", now - timedelta(days=90))])
        days = [(order.date_approve - order.create_date).total_seconds() / 86400
                for order in approved]
        found["days_to_order"] = round(sum(days) / len(days), 2) if days else 0
        return found

    @api.model
    def _get_late_receipt_domain(self, now):
        """Return the domain of orders that should have been received (hook)."""
        return [("state", "=", "purchase"), ("date_planned", "<", now),
                ("invoice_status", "=", "no")]

    @api.model
    def _get_days_to_purchase(self):
        """Return how many days before they are needed goods are ordered (hook)."""
        return 0
