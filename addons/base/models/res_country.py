"""Countries, their states, and groups of countries."""
from __future__ import annotations

import re

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError
from odoo.fields import Domain

DEFAULT_ADDRESS_FORMAT = (
    "%(street)s\n%(street2)s\n%(city)s %(state_code)s %(zip)s\n%(country_name)s"
)
# territories that show the flag of another country
_FLAGS = {"GF": "fr", "BV": "no", "BQ": "nl", "GP": "fr", "HM": "au", "YT": "fr",
          "RE": "fr", "MF": "fr", "UM": "us", "XI": "uk"}
_WITHOUT_FLAG = ("AQ", "SJ")


def search_code_first(model, name, domain, operator, limit, code_domain):
    """Return name_search's pairs with the records of a matching code in front."""
    found = model.browse()
    domain = Domain(domain or [])
    if code_domain is not None:
        found = model.search(Domain.AND([code_domain, domain]), limit=limit)
    left = limit and limit - len(found)
    if not limit or left:
        found |= model.search(
            Domain.AND([
                Domain("display_name", operator, name) if name else Domain.TRUE,
                Domain("id", "not in", found.ids) if found else Domain.TRUE,
                domain,
            ]),
            limit=left or None,
        )
    return [(record.id, record.display_name) for record in found.sudo()]


class ResCountry(models.Model):
    _name = "res.country"
    _description = "Country"
    _order = "name, id"
    _rec_names_search = ["name", "code"]

    name = fields.Char(string="Country Name", required=True, translate=True)
    code = fields.Char(
        string="Country Code",
        size=2,
        required=True,
        help="The ISO country code in two chars. \nYou can use this field for quick "
        "search.",
    )
    address_format = fields.Text(
        string="Layout in Reports",
        default=DEFAULT_ADDRESS_FORMAT,
        help="Display format to use for addresses belonging to this country.\n\nYou "
        "can use python-style string pattern with all the fields of the address (for "
        "example, use '%(street)s' to display the field 'street') plus\n"
        "%(state_name)s: the name of the state\n%(state_code)s: the code of the state\n"
        "%(country_name)s: the name of the country\n%(country_code)s: the code of the "
        "country",
    )
    address_view_id = fields.Many2one(
        "ir.ui.view",
        string="Input View",
        domain=[("model", "=", "res.partner"), ("type", "=", "form")],
    )
    currency_id = fields.Many2one("res.currency", string="Currency")
    image_url = fields.Char(compute="_compute_image_url", string="Flag")
    phone_code = fields.Integer(string="Country Calling Code")
    country_group_ids = fields.Many2many(
        "res.country.group",
        "res_country_res_country_group_rel",
        "res_country_id",
        "res_country_group_id",
        string="Country Groups",
    )
    country_group_codes = fields.Json(compute="_compute_country_group_codes")
    state_ids = fields.One2many("res.country.state", "country_id", string="States")
    name_position = fields.Selection(
        [("before", "Before Address"), ("after", "After Address")],
        string="Customer Name Position",
        default="after",
    )
    vat_label = fields.Char(string="Vat Label", translate=True, prefetch=True)
    state_required = fields.Boolean(default=False)
    zip_required = fields.Boolean(default=True)

    _name_uniq = models.Constraint(
        "unique (name)", "The name of the country must be unique!"
    )
    _code_uniq = models.Constraint(
        "unique (code)", "The code of the country must be unique!"
    )

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Find by name, countries of that very code first."""
        code_domain = None
        if isinstance(name, str) and len(name) == 2 and operator in ("ilike", "="):
            code_domain = Domain("code", "=ilike", name)
        if code_domain is None:
            return super().name_search(name, domain, operator, limit)
        return search_code_first(self, name, domain, operator, limit, code_domain)

    @api.model
    @tools.ormcache("code")
    def _phone_code_for(self, code):
        return self.search([("code", "=", code)]).phone_code

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create([self._with_upper_code(vals) for vals in vals_list])

    def write(self, vals):
        result = super().write(self._with_upper_code(vals))
        if "code" in vals or "phone_code" in vals:
            self.env.registry.clear_cache()
        if "address_view_id" in vals or "vat_label" in vals:
            self.env.registry.clear_cache("templates")
        return result

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()

    def _with_upper_code(self, vals):
        return {**vals, "code": vals["code"].upper()} if vals.get("code") else vals

    def get_address_fields(self):
        """Return the names of the fields that the country's layout shows."""
        self.ensure_one()
        return re.findall(r"\((.+?)\)", self.address_format or "")

    @api.depends("code")
    def _compute_image_url(self):
        for country in self:
            code = country.code
            if not code or code in _WITHOUT_FLAG:
                country.image_url = False
            else:
                name = _FLAGS.get(code, code.lower())
                country.image_url = f"/base/static/img/country_flags/{name}.png"

    @api.depends("country_group_ids")
    def _compute_country_group_codes(self):
        for country in self:
            country.country_group_codes = [
                group.code for group in country.country_group_ids if group.code
            ]

    @api.constrains("address_format")
    def _check_address_format(self):
        names = self.env["res.partner"]._formatting_address_fields() + [
            "state_code", "state_name", "country_code", "country_name", "company_name",
        ]
        sample = dict.fromkeys(names, 1)
        for country in self:
            if not country.address_format:
                continue
            try:
                country.address_format % sample
            except (ValueError, KeyError):
                raise UserError(
                    _("The layout contains an invalid format key")
                ) from None


class ResCountryGroup(models.Model):
    _name = "res.country.group"
    _description = "Country Group"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(string="Code")
    country_ids = fields.Many2many(
        "res.country",
        "res_country_res_country_group_rel",
        "res_country_group_id",
        "res_country_id",
        string="Countries",
    )

    _check_code_uniq = models.Constraint(
        "unique (code)", "The country group code must be unique!"
    )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_upper_code(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_upper_code(vals))

    def _with_upper_code(self, vals):
        return {**vals, "code": vals["code"].upper()} if vals.get("code") else vals


class ResCountryState(models.Model):
    _name = "res.country.state"
    _description = "Country state"
    _order = "code, id"
    _rec_names_search = ["name", "code"]

    country_id = fields.Many2one(
        "res.country", string="Country", required=True, index=True
    )
    name = fields.Char(
        string="State Name",
        required=True,
        help="Administrative divisions of a country. E.g. Fed. State, Departement, "
        "Canton",
    )
    code = fields.Char(string="State Code", required=True, help="The state code.")

    _name_code_uniq = models.Constraint(
        "unique(country_id, code)",
        "The code of the state must be unique by country!",
    )

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        """Find by name, states of that very code first."""
        if not (name and isinstance(name, str) and operator in ("ilike", "=")):
            return super().name_search(name, domain, operator, limit)
        code_domain = Domain("code", "=ilike", name)
        return search_code_first(self, name, domain, operator, limit, code_domain)

    @api.depends("country_id")
    def _compute_display_name(self):
        for record in self:
            record.display_name = f"{record.name} ({record.country_id.code})"
