"""Fiscal positions: which taxes and accounts stand for the usual ones, and for whom."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class AccountFiscalPosition(models.Model):
    _inherit = "account.fiscal.position"

    active = fields.Boolean(default=True)
    sequence = fields.Integer()
    company_id = fields.Many2one(default=lambda self: self.env.company)
    is_domestic = fields.Boolean(compute="_compute_is_domestic", store=True)
    states_count = fields.Integer(compute="_compute_states_count")
    tax_map = fields.Binary(compute="_compute_tax_map")
    account_map = fields.Binary(compute="_compute_account_map")

    # ---- computed
    @api.depends("sequence", "country_id", "country_group_id", "company_id",
                 "company_id.account_fiscal_country_id")
    def _compute_is_domestic(self):
        for company, positions in self.grouped("company_id").items():
            country = company.account_fiscal_country_id or company.country_id
            own = self.search([("company_id", "=", company.id)]) if company.id else positions
            fitting = [p for p in own if country and (
                p.country_id == country
                or not p.country_id and country in p.country_group_id.country_ids)]
            fitting.sort(key=lambda p: (not p.country_id, p.sequence, p.id))
            first = fitting[0] if fitting else self.browse()
            for position in positions:
                position.is_domestic = position == first

    @api.depends("country_id")
    def _compute_states_count(self):
        for position in self:
            position.states_count = len(position.country_id.state_ids)

    @api.depends("tax_ids", "tax_ids.original_tax_ids")
    def _compute_tax_map(self):
        for position in self:
            found = {}
            for tax in position.tax_ids:
                for original in tax.original_tax_ids:
                    found.setdefault(original.id, []).append(tax.id)
            position.tax_map = found

    @api.depends("account_ids.account_src_id", "account_ids.account_dest_id")
    def _compute_account_map(self):
        for position in self:
            position.account_map = {
                line.account_src_id.id: line.account_dest_id.id
                for line in position.account_ids}

    @api.constrains("zip_from", "zip_to")
    def _check_zip(self):
        for position in self:
            if bool(position.zip_from) != bool(position.zip_to) or \
                    position.zip_from and position.zip_from > position.zip_to:
                raise ValidationError(_(
                    'Invalid "Zip Range", You have to configure both "From" and "To" '
                    'values for the zip range and "To" should be greater than "From".'))

    # ---- mapping
    def map_tax(self, taxes):
        """Return the taxes that stand for the given ones; no position changes nothing."""
        if not self:
            return taxes
        known = self.tax_map or {}
        ids = []
        for tax in taxes:
            ids += known.get(tax.id, [tax.id])
        return self.env["account.tax"].browse(list(dict.fromkeys(ids)))

    def map_account(self, account):
        """Return the account that stands for the given one."""
        return self.env["account.account"].browse(
            (self.account_map or {}).get(account.id, account.id))

    # ---- for whom
    @api.model
    def _get_fiscal_position(self, partner, delivery=None):
        """Return the position of a partner (whose goods go to `delivery`), or none.

        The one set by hand wins; else the most specific of those that apply by themselves.
        """
        if not partner:
            return self.browse()
        delivery = delivery or partner
        company = self.env.company
        manual = delivery.with_company(company).property_account_position_id or \
            partner.with_company(company).property_account_position_id
        if manual:
            return manual
        if not delivery.country_id:
            return self.browse()
        candidates = self.search([
            ("auto_apply", "=", True), ("company_id", "in", (company | company.root_id).ids),
        ]) if "root_id" in company._fields else self.search([
            ("auto_apply", "=", True), ("company_id", "=", company.id)])
        ranks = [(rank, p) for p in candidates
                 for rank in [p._rank_for(delivery, bool(partner.vat))] if rank is not None]
        ranks.sort(key=lambda pair: (
            [-part for part in pair[0]], pair[1].sequence, pair[1].id))
        return ranks[0][1] if ranks else self.browse()

    def _rank_for(self, address, has_vat):
        """Return how specific the position is for an address; None: not for it."""
        if self.vat_required and not has_vat:
            return None
        country, code = address.country_id, address.zip or ""
        if self.zip_from and not (
                self.zip_from <= code.rjust(len(self.zip_from), "0") <= self.zip_to):
            return None
        if self.state_ids and address.state_id not in self.state_ids:
            return None
        if self.country_id and self.country_id != country:
            return None
        if not self.country_id and self.country_group_id and \
                country not in self.country_group_id.country_ids:
            return None
        return (bool(self.zip_from), bool(self.state_ids), bool(self.country_id),
                bool(self.country_group_id), bool(self.vat_required))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make positions; a zip range is padded to one length."""
        return super().create([self._pad_zip(vals) for vals in vals_list])

    def write(self, vals):
        """Change positions; a zip range is padded to one length."""
        return super().write(self._pad_zip(vals))

    @api.model
    def _pad_zip(self, vals):
        low, high = vals.get("zip_from"), vals.get("zip_to")
        if not (low and high):
            return vals
        width = max(len(low), len(high))
        return {**vals, "zip_from": low.rjust(width, "0") if low.isdigit() else low,
                "zip_to": high.rjust(width, "0") if high.isdigit() else high}

    def action_open_related_taxes(self):
        """Open the taxes of the position."""
        return {
            "type": "ir.actions.act_window", "name": _("%s taxes", self.display_name),
            "res_model": "account.tax", "view_mode": "list,form",
            "domain": [("id", "in", self.tax_ids.ids)],
        }


class AccountFiscalPositionAccount(models.Model):
    _inherit = "account.fiscal.position.account"
    _rec_name = "position_id"

    _account_src_dest_uniq = models.Constraint(
        "unique (position_id,account_src_id,account_dest_id)",
        "An account fiscal position could be defined only one time on same accounts.")
