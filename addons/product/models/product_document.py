"""Documents of products: attachments that are listed with them."""
from odoo import _, api, fields, models


class ProductDocument(models.Model):
    _inherit = "product.document"

    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)

    @api.model_create_multi
    def create(self, vals_list):
        """Make documents, whose attachments are no documents of their own."""
        return super(ProductDocument, self.with_context(
            disable_product_documents_creation=True)).create(vals_list)

    def copy_data(self, default=None):
        """Return the values of copies, each with an attachment of its own."""
        values = super().copy_data(default)
        for document, vals in zip(self, values, strict=True):
            vals["ir_attachment_id"] = document.ir_attachment_id.with_context(
                no_document=True, disable_product_documents_creation=True,
            ).copy({**(default or {})}).id
        return values

    def unlink(self):
        """Delete documents and their attachments."""
        attachments = self.ir_attachment_id
        result = super().unlink()
        attachments.exists().unlink()
        return result


def open_documents(records):
    """Return the action that opens the documents of templates or variants."""
    return {
        "name": _("Documents"), "type": "ir.actions.act_window",
        "res_model": "product.document", "view_mode": "kanban,list,form",
        "context": {
            "default_res_model": records._name, "default_res_id": records.id,
            "default_company_id": records.company_id.id},
        "domain": records._get_product_document_domain(), "target": "current",
    }


class ProductTemplate(models.Model):
    _inherit = "product.template"

    product_document_ids = fields.One2many(
        "product.document", "res_id",
        domain=lambda self: [("res_model", "=", self._name)])
    product_document_count = fields.Integer(compute="_compute_product_document_count")

    def _get_product_document_domain(self):
        """Return the domain of the documents of the templates and their variants."""
        return ["|", "&", ("res_model", "=", "product.template"),
                ("res_id", "in", self.ids),
                "&", ("res_model", "=", "product.product"),
                ("res_id", "in", self.product_variant_ids.ids)]

    @api.depends("product_document_ids", "product_variant_ids.product_document_ids")
    def _compute_product_document_count(self):
        for template in self:
            template.product_document_count = self.env["product.document"].search_count(
                template._get_product_document_domain()) if template._origin else 0

    def action_open_documents(self):
        """Open the documents of the template and its variants."""
        self.ensure_one()
        return open_documents(self)


class ProductProduct(models.Model):
    _inherit = "product.product"

    product_document_ids = fields.One2many(
        "product.document", "res_id",
        domain=lambda self: [("res_model", "=", self._name)])
    product_document_count = fields.Integer(compute="_compute_product_document_count")

    def _get_product_document_domain(self):
        """Return the domain of the documents of the variants."""
        return [("res_model", "=", "product.product"), ("res_id", "in", self.ids)]

    @api.depends("product_document_ids")
    def _compute_product_document_count(self):
        counts = dict(self.env["product.document"]._read_group(
            self._get_product_document_domain(), ["res_id"], ["__count"]))
        for product in self:
            product.product_document_count = counts.get(product.id, 0)

    def action_open_documents(self):
        """Open the documents of the variant, and of its template while it adds some."""
        self.ensure_one()
        action = open_documents(self)
        action["context"]["search_default_context_variant"] = True
        action["domain"] = self.product_tmpl_id._get_product_document_domain()
        return action
