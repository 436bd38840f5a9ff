"""Partners: companies, people and the addresses below them.

How addresses and commercial fields (tax id, ...) are kept equal between a company and
its contacts is in `res_partner_address.py`.
"""
from __future__ import annotations

import functools
import zoneinfo

from odoo import _, api, fields, models, tools
from odoo.tools import SQL

ADDRESS_FIELDS = ("street", "street2", "zip", "city", "state_id", "country_id")
ADDRESS_TYPES = [
    ("contact", "Contact"),
    ("invoice", "Invoice"),
    ("delivery", "Delivery"),
    ("other", "Other"),
]
NAMED_BY_TYPE = ("invoice", "delivery", "other")


@functools.lru_cache(maxsize=1)
def _time_zones():
    names = sorted(zoneinfo.available_timezones() - {"localtime", "Factory"})
    names.sort(key=lambda name: "_" if name.startswith("Etc/") else name)
    return [(name, name) for name in names]


def _tz_get(model):
    """Return the time zones as a selection, those of Etc/ last."""
    return _time_zones()


def _lang_get(model):
    return model.env["res.lang"].get_installed()


class ResPartner(models.Model):
    _name = "res.partner"
    _description = "Contact"
    _inherit = [
        "format.address.mixin",
        "format.vat.label.mixin",
        "avatar.mixin",
        "properties.base.definition.mixin",
    ]
    _order = "complete_name ASC, id DESC"
    _rec_names_search = ["complete_name", "email", "ref", "vat", "company_registry"]
    _allow_sudo_commands = False

    def _default_category(self):
        return self.env["res.partner.category"].browse(
            self.env.context.get("category_id")
        )

    name = fields.Char(index=True)
    complete_name = fields.Char(
        compute="_compute_complete_name", store=True, index=True
    )
    parent_id = fields.Many2one("res.partner", string="Related Company", index=True)
    parent_name = fields.Char(
        related="parent_id.name", readonly=True, string="Parent name"
    )
    child_ids = fields.One2many(
        "res.partner",
        "parent_id",
        string="Contact",
        domain=[("active", "=", True)],
        context={"active_test": False},
    )
    ref = fields.Char(string="Reference", index=True)
    lang = fields.Selection(
        _lang_get,
        string="Language",
        compute="_compute_lang",
        readonly=False,
        store=True,
        help="All the emails and documents sent to this contact will be translated in "
        "this language.",
    )
    active_lang_count = fields.Integer(compute="_compute_active_lang_count")
    tz = fields.Selection(
        _tz_get,
        string="Timezone",
        default=lambda self: self.env.context.get("tz"),
        help="When printing documents and exporting/importing data, time values are "
        "computed according to this timezone.\nIf the timezone is not set, UTC "
        "(Coordinated Universal Time) is used.\nAnywhere else, time values are "
        "computed according to the time offset of your web client.",
    )
    tz_offset = fields.Char(compute="_compute_tz_offset", string="Timezone offset")
    user_id = fields.Many2one(
        "res.users",
        string="Salesperson",
        compute="_compute_user_id",
        readonly=False,
        store=True,
        help="The internal user in charge of this contact.",
    )
    vat = fields.Char(
        string="Tax ID",
        index=True,
        help="The Tax Identification Number. Values here will be validated based on "
        "the country format. You can use '/' to indicate that the partner is not "
        "subject to tax.",
    )
    vat_label = fields.Char(string="Tax ID Label", compute="_compute_vat_label")
    same_vat_partner_id = fields.Many2one(
        "res.partner",
        string="Partner with same Tax ID",
        compute="_compute_same_vat_partner_id",
        store=False,
    )
    same_company_registry_partner_id = fields.Many2one(
        "res.partner",
        string="Partner with same Company Registry",
        compute="_compute_same_vat_partner_id",
        store=False,
    )
    company_registry = fields.Char(
        string="Company ID",
        compute="_compute_company_registry",
        store=True,
        readonly=False,
        index="btree_not_null",
        help="The registry number of the company. Use it if it is different from the "
        "Tax ID. It must be unique across all partners of a same country",
    )
    company_registry_label = fields.Char(
        string="Company ID Label", compute="_compute_company_registry_label"
    )
    company_registry_placeholder = fields.Char(
        compute="_compute_company_registry_placeholder"
    )
    bank_ids = fields.One2many("res.partner.bank", "partner_id", string="Banks")
    website = fields.Char("Website Link")
    comment = fields.Html(string="Notes")
    category_id = fields.Many2many(
        "res.partner.category",
        column1="partner_id",
        column2="category_id",
        string="Tags",
        default=_default_category,
    )
    active = fields.Boolean(default=True)
    function = fields.Char(string="Job Position")
    type = fields.Selection(
        ADDRESS_TYPES,
        string="Address Type",
        default="contact",
    )
    type_address_label = fields.Char(
        "Address Type Description", compute="_compute_type_address_label"
    )
    street = fields.Char()
    street2 = fields.Char()
    zip = fields.Char(change_default=True)
    city = fields.Char()
    state_id = fields.Many2one(
        "res.country.state",
        string="State",
        ondelete="restrict",
        domain="[('country_id', '=?', country_id)]",
    )
    country_id = fields.Many2one("res.country", string="Country", ondelete="restrict")
    country_code = fields.Char(related="country_id.code", string="Country Code")
    partner_latitude = fields.Float(string="Geo Latitude", digits=(10, 7))
    partner_longitude = fields.Float(string="Geo Longitude", digits=(10, 7))
    email = fields.Char()
    email_formatted = fields.Char(
        "Formatted Email",
        compute="_compute_email_formatted",
        help='Format email address "Name <email@domain>"',
    )
    phone = fields.Char()
    is_company = fields.Boolean(
        string="Is a Company",
        default=False,
        help="Check if the contact is a company, otherwise it is a person",
    )
    is_public = fields.Boolean(compute="_compute_is_public", compute_sudo=True)
    industry_id = fields.Many2one("res.partner.industry", "Industry")
    company_type = fields.Selection(
        string="Company Type",
        selection=[("person", "Person"), ("company", "Company")],
        compute="_compute_company_type",
        inverse="_write_company_type",
    )
    company_id = fields.Many2one("res.company", "Company", index=True)
    color = fields.Integer(string="Color Index", default=0)
    user_ids = fields.One2many("res.users", "partner_id", string="Users")
    main_user_id = fields.Many2one(
        "res.users", string="Main User", compute="_compute_main_user_id"
    )
    partner_share = fields.Boolean(
        "Share Partner",
        compute="_compute_partner_share",
        store=True,
        help="Either customer (not a user), either shared user. Indicated the current "
        "partner is a customer without access or with a limited access created for "
        "sharing data.",
    )
    contact_address = fields.Char(
        compute="_compute_contact_address", string="Complete Address"
    )
    commercial_partner_id = fields.Many2one(
        "res.partner",
        string="Commercial Entity",
        compute="_compute_commercial_partner",
        store=True,
        recursive=True,
        index=True,
    )
    commercial_company_name = fields.Char(
        "Company Name Entity", compute="_compute_commercial_company_name", store=True
    )
    company_name = fields.Char("Company Name")
    barcode = fields.Char(
        help="Use a barcode to identify this contact.",
        copy=False,
        company_dependent=True,
        index="btree_not_null",
    )
    self = fields.Many2one("res.partner", compute="_compute_get_ids")
    application_statistics = fields.Json(
        string="Stats", compute="_compute_application_statistics"
    )

    _check_name = models.Constraint(
        "CHECK( (type='contact' AND name IS NOT NULL) or (type!='contact') )",
        "Contacts require a name",
    )

    # ---- computed when stored: on the path of every create and write
    @api.depends(
        "is_company", "name", "parent_id.name", "type", "company_name",
        "commercial_company_name",
    )
    def _compute_complete_name(self):
        for partner in self:
            partner.complete_name = partner._get_complete_name()

    def _get_complete_name(self):
        name = self.name or ""
        parent = self.parent_id
        if self.company_name or parent:
            if not name and self.type in NAMED_BY_TYPE:
                name = self._type_label()
            hide = self.env.context.get("partner_display_name_hide_company")
            if not self.is_company and not hide:
                owner = self.commercial_company_name or parent.sudo().name
                name = f"{owner or ''}, {name}"
        return name.strip()

    def _type_label(self):
        labels = dict(self._fields["type"]._description_selection(self.env))
        return labels.get(self.type, "")

    @api.depends("parent_id", "is_company", "parent_id.commercial_partner_id")
    def _compute_commercial_partner(self):
        for partner in self:
            parent = partner.parent_id
            if partner.is_company or not parent:
                partner.commercial_partner_id = partner
            else:
                partner.commercial_partner_id = parent.commercial_partner_id

    @api.depends(
        "company_name",
        "parent_id.is_company",
        "commercial_partner_id.name",
    )
    def _compute_commercial_company_name(self):
        for partner in self:
            owner = partner.commercial_partner_id
            partner.commercial_company_name = (
                owner.name if owner.is_company else partner.company_name
            )

    @api.depends("user_ids.share", "user_ids.active")
    def _compute_partner_share(self):
        superuser_partner_id = self._superuser_partner_id()
        for partner in self:
            partner.partner_share = partner.id != superuser_partner_id and (
                all(user.share for user in partner.user_ids)
            )

    @api.model
    @tools.ormcache()
    def _superuser_partner_id(self):
        rows = self.env.execute_query(
            SQL("SELECT partner_id FROM res_users WHERE id = %s", api.SUPERUSER_ID)
        )
        return rows[0][0] if rows else 0

    @api.depends("parent_id")
    def _compute_user_id(self):
        """A person takes over the salesperson of its company."""
        for partner in self:
            parent = partner.parent_id
            if parent and not partner.user_id and not partner.is_company:
                partner.user_id = parent.user_id

    @api.depends("parent_id")
    def _compute_lang(self):
        """A contact takes over the language of its company."""
        for partner in self:
            parent = partner.parent_id
            if parent:
                default = parent.lang or self.default_get(["lang"]).get("lang")
                partner.lang = default or self.env.lang

    @api.depends("vat")
    def _compute_company_registry(self):
        """Keep the value; localizations derive it from the tax id."""

    # ---- forms
    @api.onchange("company_type")
    def onchange_company_type(self):
        self.is_company = self.company_type == "company"

    @api.onchange("parent_id")
    def onchange_parent_id(self):
        """A new parent gives its address to a contact."""
        if not self.parent_id:
            return None
        result = {}
        partner = self._origin
        if partner.type == "contact" or self.type == "contact":
            values = self.parent_id._get_address_values()
            if values:
                result["value"] = values
        return result

    @api.onchange("country_id")
    def _onchange_country_id(self):
        if self.country_id and self.country_id != self.state_id.country_id:
            self.state_id = False

    @api.onchange("state_id")
    def _onchange_state(self):
        if self.state_id.country_id and self.country_id != self.state_id.country_id:
            self.country_id = self.state_id.country_id

    @api.onchange("parent_id", "company_id")
    def _onchange_company_id(self):
        if self.parent_id:
            self.company_id = self.parent_id.company_id.id

    @api.model
    def get_import_templates(self):
        """Return the spreadsheets that the import dialog offers."""
        return [{
            "label": _("Import Template for Contacts"),
            "template": "/base/static/xls/contacts_import_template.xlsx",
        }]

    # ---- for other models
    @api.model
    def _get_gravatar_image(self, email):
        return False

    def _get_company_currency(self):
        self.ensure_one()
        company = self.sudo().company_id or self.env.company
        return company.currency_id

    @api.model
    def view_header_get(self, view_id, view_type):
        """Name the tag in the title of a list of its partners."""
        category = self.env.context.get("category_id")
        if category:
            tag = self.env["res.partner.category"].browse(category)
            return _("Partners: %(category)s", category=tag.name)
        return super().view_header_get(view_id, view_type)

    @api.model
    def _get_all_addr(self):
        self.ensure_one()
        return [{
            "contact_type": self.street,
            "street": self.street,
            "zip": self.zip,
            "city": self.city,
            "country": self.country_id.code,
        }]
