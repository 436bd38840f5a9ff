"""What companies need to have vendors deliver: numbers, a kind of transfers, a rule."""
from odoo import _, api, models


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model_create_multi
    def create(self, vals_list):
        """Make companies, whose vendors may deliver to customers."""
        companies = super().create(vals_list)
        for company in companies.sudo():
            company._create_dropship_sequence()
            company._create_dropship_picking_type()
            company._create_dropship_rule()
        return companies

    def _create_dropship_sequence(self):
        return self.env["ir.sequence"].sudo().create([{
            "name": _("Dropship (%s)", company.name), "code": "stock.dropshipping",
            "company_id": company.id, "prefix": "DS/", "padding": 5} for company in self])

    def _create_dropship_picking_type(self):
        sequences = self.env["ir.sequence"].sudo()
        return self.env["stock.picking.type"].sudo().create([{
            "name": _("Dropship"), "company_id": company.id, "warehouse_id": False,
            "sequence_id": sequences.search([
                ("code", "=", "stock.dropshipping"),
                ("company_id", "=", company.id)], limit=1).id,
            "code": "dropship", "sequence_code": "DS", "use_existing_lots": False,
            "default_location_src_id": self.env.ref("stock.stock_location_suppliers").id,
            "default_location_dest_id": self.env.ref("stock.stock_location_customers").id,
        } for company in self])

    def _create_dropship_rule(self):
        route = self.env.ref("stock_dropshipping.route_drop_shipping")
        source = self.env.ref("stock.stock_location_suppliers")
        target = self.env.ref("stock.stock_location_customers")
        return self.env["stock.rule"].sudo().create([{
            "name": f"{source.name} → {target.name}", "action": "buy",
            "location_dest_id": target.id, "location_src_id": source.id,
            "procure_method": "make_to_stock", "route_id": route.id,
            "company_id": company.id, "picking_type_id": self.env[
                "stock.picking.type"].sudo().search([
                    ("code", "=", "dropship"), ("company_id", "=", company.id)],
                    limit=1).id} for company in self])

    # ---- what older databases may lack
    @api.model
    def _find_without(self, model, domain):
        known = self.env[model].sudo().search(domain).company_id
        return self.search([]) - known

    @api.model
    def create_missing_dropship_sequence(self):
        """Make the numbers of companies that have none."""
        self._find_without("ir.sequence", [
            ("code", "=", "stock.dropshipping")])._create_dropship_sequence()

    @api.model
    def create_missing_dropship_picking_type(self):
        """Make the kind of transfers of companies that have none."""
        self._find_without("stock.picking.type", [
            ("code", "=", "dropship")])._create_dropship_picking_type()

    @api.model
    def create_missing_dropship_rule(self):
        """Make the rule of companies that have none."""
        route = self.env.ref("stock_dropshipping.route_drop_shipping")
        self._find_without("stock.rule", [
            ("route_id", "=", route.id)])._create_dropship_rule()
