"""What forms of taxes show and how their fields follow each other."""
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class AccountTax(models.Model):
    _inherit = "account.tax"

    has_negative_factor = fields.Boolean(compute="_compute_has_negative_factor")
    display_alternative_taxes_field = fields.Boolean(
        compute="_compute_display_alternative_taxes_field")
    is_domestic = fields.Boolean(compute="_compute_is_domestic", store=True)
    repartition_lines_str = fields.Char(
        string="Repartition Lines", compute="_compute_repartition_lines_str")
    tax_label = fields.Char(compute="_compute_tax_label")

    @api.depends("repartition_line_ids.factor_percent")
    def _compute_has_negative_factor(self):
        for tax in self:
            tax.has_negative_factor = any(
                line.factor_percent < 0 for line in tax._get_repartition())

    @api.depends("fiscal_position_ids", "is_domestic")
    def _compute_display_alternative_taxes_field(self):
        for tax in self:
            tax.display_alternative_taxes_field = bool(tax.fiscal_position_ids) and \
                not tax.is_domestic

    @api.depends("fiscal_position_ids.is_domestic")
    def _compute_is_domestic(self):
        for tax in self:
            positions = tax.fiscal_position_ids
            tax.is_domestic = not positions or any(positions.mapped("is_domestic"))

    @api.depends("repartition_line_ids.factor_percent", "repartition_line_ids.account_id",
                 "repartition_line_ids.tag_ids")
    def _compute_repartition_lines_str(self):
        for tax in self:
            tax.repartition_lines_str = "\n".join(
                f"{line.document_type} {line.repartition_type} {line.factor_percent:g}% "
                f"{line.account_id.display_name or ''}".rstrip()
                for line in tax.repartition_line_ids)

    @api.depends("name", "invoice_label")
    def _compute_tax_label(self):
        for tax in self:
            tax.tax_label = tax.invoice_label or tax.name

    @api.constrains("tax_group_id")
    def validate_tax_group_id(self):
        """Refuse a group of another country; ValidationError."""
        for tax in self:
            group = tax.tax_group_id
            if group.country_id and group.country_id != tax.country_id:
                raise ValidationError(_(
                    "The tax group must have the same country_id as the tax using it."))

    def get_tax_tags(self, is_refund, repartition_type):
        """Return the tags of the lines that say where taxes are booked."""
        kind = "refund" if is_refund else "invoice"
        return self.repartition_line_ids.filtered(
            lambda line: line.document_type == kind
            and line.repartition_type == repartition_type).tag_ids

    # ---- forms
    @api.onchange("amount")
    def onchange_amount(self):
        """Label a percentage by itself, where there is no label."""
        if self.amount_type in ("percent", "division") and self.amount != 0.0 \
                and not self.invoice_label:
            self.invoice_label = f"{self.amount:.4g}%"

    @api.onchange("amount_type")
    def onchange_amount_type(self):
        """A group has taxes in it, others have not; a group is labelled by its name."""
        if self.amount_type != "group":
            self.children_tax_ids = [(5,)]
        else:
            self.invoice_label = None

    @api.onchange("price_include")
    def onchange_price_include(self):
        """A tax in the price changes what later ones are due on."""
        if self.price_include:
            self.include_base_amount = True
