"""What lines of entries cost and bring on analytic accounts."""
from odoo import _, api, fields, models
from odoo.addons.analytic.models.analytic_mixin import find_account_ids
from odoo.exceptions import RedirectWarning, ValidationError
from odoo.tools import float_compare


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    analytic_distribution = fields.Json(inverse="_inverse_analytic_distribution")

    @api.depends("account_id", "partner_id", "product_id")
    def _compute_analytic_distribution(self):
        self.filtered(
            lambda line: line.display_type == "product"
            or not line.move_id.is_invoice(True),
        )._fill_distribution(lambda line: {
            "product_id": line.product_id.id,
            "product_categ_id": line.product_id.categ_id.id,
            "partner_id": line.partner_id.id,
            "partner_category_id": tuple(line.partner_id.category_id.ids),
            "account_prefix": line.account_id.code,
            "company_id": line.company_id.id,
        })

    def _inverse_analytic_distribution(self):
        """Write the analytic lines of what is in the books anew."""
        if self.env.context.get("skip_analytic_sync"):
            return
        posted = self.filtered(lambda line: line.parent_state == "posted")
        posted.analytic_line_ids.sudo().unlink()
        posted._create_analytic_lines()

    # ---- what is mandatory
    def _validate_analytic_distribution(self):
        """Refuse lines that miss a mandatory plan, if the context asks for it."""
        if not self.env.context.get("validate_analytic"):
            return
        missing = self.browse()
        for line in self.filtered(lambda line: line.display_type == "product"):
            move = line.move_id
            kind = "invoice" if move.is_sale_document(True) else \
                "bill" if move.is_purchase_document(True) else "general"
            try:
                line._validate_distribution(
                    company_id=line.company_id.id, product=line.product_id.id,
                    account=line.account_id.id, business_domain=kind)
            except ValidationError:
                missing += line
        if not missing:
            return
        text = _("One or more lines require a 100% analytic distribution.")
        if len(self.move_id) == 1:
            raise ValidationError(text)
        raise RedirectWarning(text, {
            "view_mode": "list", "name": _("Items With Missing Analytic Distribution"),
            "res_model": "account.move.line", "type": "ir.actions.act_window",
            "domain": [("id", "in", missing.ids)], "views": [(False, "list")],
        }, _("See items"))

    # ---- analytic lines
    def _create_analytic_lines(self):
        """Write the analytic lines of the lines' distributions."""
        values = []
        for line in self.filtered("analytic_distribution"):
            values += line._prepare_analytic_lines()
        return self.env["account.analytic.line"].sudo().create(values)

    def _prepare_analytic_lines(self):
        """Return the values of a line's analytic lines; they add up to its balance."""
        self.ensure_one()
        found, seen = [], {}
        accounts = self.env["account.analytic.account"]
        for key, share in self.analytic_distribution.items():
            named = accounts.browse(find_account_ids({key: share})).exists()
            if named:
                found.append(self._prepare_analytic_part(named, share, seen))
        currency = self.company_id.currency_id
        error = 0.0
        for values in found:
            rounded = currency.round(values["amount"] + error)
            error += values["amount"] - rounded
            values["amount"] = rounded
        return found

    def _prepare_analytic_part(self, accounts, share, seen):
        """Return the values of a share; `seen` sums what each plan has had."""
        digits = self._get_analytic_precision()
        amount, columns = 0.0, {}
        for account in accounts:
            root = account.root_plan_id
            had = seen.get(root, 0.0)
            seen[root] = had + share
            whole = float_compare(had + share, 100, digits) == 0
            amount = -self.balance * ((100 - had) if whole else share) / 100.0
            columns[account.plan_id._get_column_name()] = account.id
        move = self.move_id
        return {
            "name": self.name or f"{self.ref or '/'} -- {self.partner_id.name or '/'}",
            "date": self.date, "partner_id": self.partner_id.id,
            "unit_amount": self.quantity, "product_id": self.product_id.id,
            "product_uom_id": self.product_uom_id.id, "amount": amount,
            "general_account_id": self.account_id.id, "ref": self.ref,
            "move_line_id": self.id, "user_id": move.invoice_user_id.id or self.env.uid,
            "company_id": self.company_id.id or self.env.company.id,
            "category": "invoice" if move.is_sale_document(True) else
            "vendor_bill" if move.is_purchase_document(True) else "other",
            **columns,
        }
