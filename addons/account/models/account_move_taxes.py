"""The tax lines of invoices: one for each share of a tax, account and distribution."""
import json

from odoo import models


class AccountMove(models.Model):
    _inherit = "account.move"

    def _sync_taxes(self, document, sign, rate, refund):
        """Bring the tax lines in line with the base lines, unless they were written."""
        if self.env.context.get("keep_taxes"):
            return
        lines, currency = self.env["account.move.line"], self.company_id.currency_id
        wanted = self._find_tax_shares(document, refund)
        known = {}
        for line in self.line_ids.filtered(
                lambda line: line.tax_repartition_line_id and line.display_type == "tax"):
            key = (line.tax_repartition_line_id, line.account_id,
                   _to_key(line.analytic_distribution))
            if key in wanted and key not in known:
                known[key] = line
            else:
                line.unlink()
        missing = []
        for key, (tax, base, amount) in wanted.items():
            repartition, account, distribution = key
            values = {
                **lines._amounts(
                    sign * amount, currency.round(sign * amount / rate), self.currency_id),
                "tax_base_amount": abs(currency.round(base / rate)),
                "partner_id": self.commercial_partner_id.id,
            }
            if key in known:
                known[key]._set(values)
                continue
            missing.append({
                **values, "move_id": self.id, "display_type": "tax", "name": tax.name,
                "sequence": 10000, "account_id": account.id, "quantity": 0.0,
                "tax_line_id": tax.id, "tax_repartition_line_id": repartition.id,
                "tax_group_id": tax.tax_group_id.id,
                "tax_tag_ids": [(6, 0, repartition.tag_ids.ids)],
                "analytic_distribution": json.loads(distribution) or False,
            })
        lines.with_context(syncing=True).create(missing)
        self._tag_base_lines(document, refund)

    def _tag_base_lines(self, document, refund):
        for base in document.lines:
            tags = base.taxes.get_tax_tags(refund, "base")
            if not base.is_discount and base.record.tax_tag_ids != tags:
                base.record.with_context(syncing=True).tax_tag_ids = tags

    def _find_tax_shares(self, document, refund):
        """Return {(share of a tax, account, distribution): (tax, base, amount)}.

        A share without an account is booked where its base lines are, part by part.
        """
        found, first = {}, self.line_ids.filtered(
            lambda line: line.display_type == "product")[:1]
        for tax, (base, amount) in document.tax_amounts.items():
            for repartition, share in tax._share(amount, self.currency_id, refund):
                own = tax.tax_exigibility == "on_payment" \
                    and tax.cash_basis_transition_account_id or repartition.account_id
                follows = tax.analytic or not repartition.use_in_tax_closing
                parts = {}
                for line in document.lines:
                    record = first if line.is_discount else line.record
                    key = (repartition, own or record.account_id or first.account_id,
                           _to_key(follows and record.analytic_distribution))
                    for other, _base, raw in line.amounts:
                        if other == tax:
                            parts[key] = parts.get(key, 0.0) + raw
                for key, part in self._split_share(share, parts).items():
                    found[key] = (tax, base, part)
        return found

    def _split_share(self, share, parts):
        """Return a share split as its parts are; they add up to it."""
        total = sum(parts.values())
        if len(parts) == 1 or not total:
            return dict.fromkeys(list(parts)[:1], share)
        found = {key: self.currency_id.round(share * part / total)
                 for key, part in parts.items()}
        largest = max(found, key=lambda key: abs(found[key]))
        found[largest] = self.currency_id.round(
            found[largest] + share - sum(found.values()))
        return found


def _to_key(distribution):
    return json.dumps(distribution or {}, sort_keys=True)
