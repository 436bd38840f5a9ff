"""Templates of quotations."""
from odoo import Command, _, api, fields, models
from odoo.addons.account.sections import find_section_parents
from odoo.exceptions import UserError, ValidationError


class SaleOrderTemplate(models.Model):
    _inherit = "sale.order.template"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    require_signature = fields.Boolean(
        compute="_compute_require_signature", store=True, readonly=False)
    require_payment = fields.Boolean(
        compute="_compute_require_payment", store=True, readonly=False)
    prepayment_percent = fields.Float(
        compute="_compute_prepayment_percent", store=True, readonly=False)

    @api.depends("company_id")
    def _compute_require_signature(self):
        for template in self:
            company = template.company_id or self.env.company
            template.require_signature = company.portal_confirmation_sign

    @api.depends("company_id")
    def _compute_require_payment(self):
        for template in self:
            company = template.company_id or self.env.company
            template.require_payment = company.portal_confirmation_pay

    @api.depends("company_id", "require_payment")
    def _compute_prepayment_percent(self):
        for template in self:
            company = template.company_id or self.env.company
            template.prepayment_percent = company.prepayment_percent

    @api.constrains("company_id", "sale_order_template_line_ids")
    def _check_company_id(self):
        for template in self:
            others = template.sale_order_template_line_ids.product_id.company_id
            if others and (not template.company_id or others != template.company_id):
                raise ValidationError(_(
                    "Your template cannot contain products from multiple companies."
                    if len(others) > 1 else
                    "Your template contains products from company %(product_company)s "
                    "whereas your template belongs to company %(template_company)s.",
                    product_company=", ".join(others.mapped("display_name")),
                    template_company=template.company_id.display_name))

    @api.constrains("prepayment_percent")
    def _check_prepayment_percent(self):
        for template in self:
            if template.require_payment and not 0 < template.prepayment_percent <= 1.0:
                raise ValidationError(_(
                    "Prepayment percentage must be a valid percentage."))

    def write(self, vals):
        """Change templates; an archived one is no company's default."""
        if "active" in vals and not vals["active"]:
            self.env["res.company"].sudo().search([
                ("sale_order_template_id", "in", self.ids)
            ]).sale_order_template_id = False
        return super().write(vals)


class SaleOrderTemplateLine(models.Model):
    _inherit = "sale.order.template.line"

    sequence = fields.Integer(default=10)
    display_type = fields.Selection(default=False)
    product_uom_qty = fields.Float(default=1, required=True, digits="Product Unit")
    is_optional = fields.Boolean(default=False)
    product_uom_id = fields.Many2one(
        "uom.uom", compute="_compute_product_uom_id", store=True, readonly=False,
        precompute=True)
    parent_id = fields.Many2one(
        "sale.order.template.line", compute="_compute_parent_id")
    allowed_uom_ids = fields.Many2many("uom.uom", compute="_compute_allowed_uom_ids")

    @api.depends("product_id")
    def _compute_allowed_uom_ids(self):
        for line in self:
            line.allowed_uom_ids = line.product_id.uom_id | line.product_id.uom_ids

    _accountable_product_id_required = models.Constraint(
        "CHECK(display_type IS NOT NULL OR (product_id IS NOT NULL AND "
        "product_uom_id IS NOT NULL))",
        "Missing required product and UoM on accountable sale quote line.")
    _non_accountable_fields_null = models.Constraint(
        "CHECK(display_type IS NULL OR (product_id IS NULL AND product_uom_qty = 0 AND "
        "product_uom_id IS NULL))",
        "Forbidden product, quantity and UoM on non-accountable sale quote line")

    @api.depends("product_id")
    def _compute_product_uom_id(self):
        for line in self:
            line.product_uom_id = line.product_id.uom_id

    def _compute_parent_id(self):
        for template, lines in self.grouped("sale_order_template_id").items():
            parents = find_section_parents(template.sale_order_template_line_ids)
            for line in lines:
                line.parent_id = parents.get(line, False)

    @api.model_create_multi
    def create(self, vals_list):
        """Make lines; sections and notes have no product."""
        for vals in vals_list:
            if vals.get("display_type"):
                vals.update(product_id=False, product_uom_qty=0, product_uom_id=False)
        return super().create(vals_list)

    def write(self, vals):
        """Change lines; their type stays."""
        if "display_type" in vals and any(
                line.display_type != vals["display_type"] for line in self):
            raise UserError(_(
                "You cannot change the type of a sale quote line. Instead you should "
                "delete the current line and create a new line of the proper type."))
        return super().write(vals)

    def _prepare_order_line_values(self):
        """Return the values of the order's line."""
        self.ensure_one()
        values = {"display_type": self.display_type, "sequence": self.sequence,
                  "is_optional": self.is_optional, "product_id": self.product_id.id,
                  "product_uom_qty": 0 if self.is_optional and self.product_id
                  else self.product_uom_qty, "product_uom_id": self.product_uom_id.id}
        if self.name:
            values["name"] = self.name
        return values


class SaleOrder(models.Model):
    _inherit = "sale.order"

    def _get_template_commands(self, template):
        """Return the commands that put a template's lines in place of an order's."""
        return [Command.clear(), *(
            Command.create(line._prepare_order_line_values())
            for line in template.sale_order_template_line_ids)]
