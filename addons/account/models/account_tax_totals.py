"""What a document's lines come to, as documents show it: by groups of taxes."""
from odoo import _, api, models


class AccountTax(models.Model):
    _inherit = "account.tax"

    @api.model
    def _get_tax_totals(self, document, currency, company, rate=1.0):
        """Return the totals of a worked out document as the value of `tax_totals`.

        `rate` is how much of the document's currency one unit of the company's is.
        """
        own = company.currency_id

        def both(name, amount):
            return {f"{name}_currency": currency.round(amount),
                    name: own.round(amount / (rate or 1.0))}

        groups = self._group_tax_amounts(document)
        subtotals, seen = {}, {}
        for group, (base, amount, taxes) in groups.items():
            label = group.preceding_subtotal or _("Untaxed Amount")
            subtotal = subtotals.setdefault(label, {"tax_groups": [], "taxes": 0.0})
            subtotal["taxes"] += amount
            fixed = all(tax.amount_type == "fixed" for tax in taxes)
            shown = both("display_base_amount", base) if not fixed else {
                "display_base_amount_currency": None, "display_base_amount": None}
            subtotal["tax_groups"].append({
                "id": group.id, "involved_tax_ids": taxes.ids,
                **both("tax_amount", amount), **both("base_amount", base), **shown,
                "group_name": group.name, "group_label": group.pos_receipt_label
                if "pos_receipt_label" in group._fields else False,
            })
            seen[group] = base
        untaxed = document.amount_untaxed
        result, running = [], untaxed
        if not subtotals:
            subtotals = {_("Untaxed Amount"): {"tax_groups": [], "taxes": 0.0}}
        for label, subtotal in subtotals.items():
            result.append({
                "name": label, "tax_groups": subtotal["tax_groups"],
                **both("base_amount", running), **both("tax_amount", subtotal["taxes"]),
            })
            running += subtotal["taxes"]
        return {
            "currency_id": currency.id, "currency_pd": currency.rounding,
            "company_currency_id": own.id, "company_currency_pd": own.rounding,
            "has_tax_groups": bool(groups), "subtotals": result,
            **both("base_amount", untaxed), **both("tax_amount", document.amount_tax),
            "same_tax_base": len({currency.round(base) for base in seen.values()}) <= 1
            and all(currency.is_zero(base - untaxed) for base in seen.values()),
            **both("total_amount", document.amount_total),
        }

    @api.model
    def _group_tax_amounts(self, document):
        """Return {tax group: (base, amount, taxes)} in the groups' order."""
        found = {}
        for line in document.lines:
            counted = set()
            for tax, base, amount in line.amounts:
                group = tax.tax_group_id
                before = found.get(group, (0.0, 0.0, self.browse()))
                due_on = 0.0 if group in counted else base
                counted.add(group)
                found[group] = (before[0] + due_on, before[1] + amount, before[2] | tax)
        order = sorted(found, key=lambda group: (group.sequence, group.id))
        return {group: found[group] for group in order}
