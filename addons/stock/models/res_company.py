"""What companies need for their stock: places, numbers, a warehouse; made if missing."""
from odoo import _, api, fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    horizon_days = fields.Float(default=365, required=True)
    annual_inventory_month = fields.Selection(default="12")
    annual_inventory_day = fields.Integer(default=31)
    stock_move_email_validation = fields.Boolean(default=False)
    stock_mail_confirmation_template_id = fields.Many2one(
        "mail.template", default=lambda self: self.env.ref(
            "stock.mail_template_data_delivery_confirmation", raise_if_not_found=False),
        domain="[('model', '=', 'stock.picking')]")

    @api.model_create_multi
    def create(self, vals_list):
        """Make companies, each with its warehouse and the places around it."""
        companies = super().create(vals_list)
        for company in companies.sudo():
            company._create_transit_location()
            company._create_inventory_loss_location()
            company._create_production_location()
            company._create_scrap_sequence()
        self.env["stock.warehouse"].sudo().create([{
            "name": company.name, "code": self.env.context.get(
                "default_code") or company.name[:5],
            "company_id": company.id, "partner_id": company.partner_id.id}
            for company in companies])
        return companies

    def _create_location(self, name, usage):
        self.ensure_one()
        return self.env["stock.location"].create(
            {"name": name, "usage": usage, "company_id": self.id})

    def _create_transit_location(self):
        place = self._create_location(_("Inter-warehouse transit"), "transit")
        place.active = False
        self.internal_transit_location_id = place
        self.partner_id.with_company(self).write({
            "property_stock_customer": place.id, "property_stock_supplier": place.id})
        return place

    def _create_inventory_loss_location(self):
        place = self._create_location(_("Inventory adjustment"), "inventory")
        self.env["ir.default"].set(
            "product.template", "property_stock_inventory", place.id, company_id=self.id)
        return place

    def _create_production_location(self):
        place = self._create_location(_("Production"), "production")
        self.env["ir.default"].set(
            "product.template", "property_stock_production", place.id, company_id=self.id)
        return place

    def _create_scrap_sequence(self):
        return self.env["ir.sequence"].create({
            "name": _("%s Sequence scrap", self.name), "code": "stock.scrap",
            "company_id": self.id, "prefix": "SP/", "padding": 5, "number_next": 1,
            "number_increment": 1})

    # ---- what older databases may lack
    @api.model
    def _lacking(self, model, *domain):
        groups = self.env[model].with_context(active_test=False)._read_group(
            [("company_id", "!=", False), *domain], ["company_id"])
        return self.env["res.company"].search(
            [("id", "not in", [company.id for [company] in groups])])

    @api.model
    def create_missing_warehouse(self):
        """Make a warehouse for companies without one."""
        for company in self._lacking("stock.warehouse"):
            self.env["stock.warehouse"].create({
                "name": company.name, "code": company.name[:5], "company_id": company.id,
                "partner_id": company.partner_id.id})

    @api.model
    def create_missing_transit_location(self):
        """Make a transit place for companies without one."""
        for company in self.env["res.company"].search(
                [("internal_transit_location_id", "=", False)]):
            company._create_transit_location()

    @api.model
    def create_missing_inventory_loss_location(self):
        """Make a place of losses for companies without one."""
        for company in self._lacking("stock.location", ("usage", "=", "inventory")):
            company._create_inventory_loss_location()

    @api.model
    def create_missing_production_location(self):
        """Make a place of production for companies without one."""
        for company in self._lacking("stock.location", ("usage", "=", "production")):
            company._create_production_location()

    @api.model
    def create_missing_scrap_location(self):
        """Make a place for what is thrown away for companies without one."""
        for company in self._lacking("stock.location", ("usage", "=", "inventory")):
            company._create_inventory_loss_location()

    @api.model
    def create_missing_scrap_sequence(self):
        """Make the numbers of scraps for companies without them."""
        for company in self._lacking("ir.sequence", ("code", "=", "stock.scrap")):
            company._create_scrap_sequence()
