"""Forms whose address block and tax label follow the company's country."""
from __future__ import annotations

from odoo import api, models


class FormatVatLabelMixin(models.AbstractModel):
    _name = "format.vat.label.mixin"
    _description = "Country Specific VAT Label"

    @api.model
    def _get_view_vat_label(self):
        """Return what the company's country calls a tax number; '' for the usual."""
        return self.env.company.country_id.vat_label or ""


class FormatAddressMixin(models.AbstractModel):
    _name = "format.address.mixin"
    _description = "Address Format"

    def _extract_fields_from_address(self, address_line):
        """Return the address fields of a line of an address layout, in its order."""
        names = []
        for piece in address_line.split("%(")[1:]:
            name = piece.partition(")")[0]
            if name in ("state_code", "state_name"):
                name = "state_id"
            elif name in ("country_code", "country_name"):
                name = "country_id"
            if name in self._address_format_fields():
                names.append(name)
        return names

    @api.model
    def _address_format_fields(self):
        return ["street", "street2", "zip", "city", "state_id", "country_id"]
