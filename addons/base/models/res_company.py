"""Companies and their branches."""
from __future__ import annotations

import base64

from odoo import Command, _, api, fields, models, tools
from odoo.exceptions import UserError, ValidationError
from odoo.tools import file_open, is_html_empty

from ..bootstrap import make_first_rows

ADDRESS_FIELDS = ("street", "street2", "city", "zip", "state_id", "country_id")
PARTNER_FIELDS = ("name", "email", "phone", "website", "vat", "country_id")
DEFAULT_LOGO = "base/static/img/res_company_logo.png"
LOGO_WEB_WIDTH = 180
FONTS = ("Lato", "Roboto", "Open_Sans", "Montserrat", "Oswald", "Raleway", "Tajawal",
         "Fira_Mono")


class ResCompany(models.Model):
    _name = "res.company"
    _description = "Companies"
    _order = "sequence, name"
    _inherit = ["format.address.mixin", "format.vat.label.mixin"]
    _parent_store = True

    def _get_logo(self):
        with file_open(DEFAULT_LOGO, "rb") as file:
            return base64.b64encode(file.read())

    def _default_currency_id(self):
        return self.env.user.company_id.currency_id

    def _default_paperformat_id(self):
        return self.env.ref("base.paperformat_euro", raise_if_not_found=False)

    name = fields.Char(
        related="partner_id.name", string="Company Name", required=True, store=True,
        readonly=False,
    )
    active = fields.Boolean(default=True)
    sequence = fields.Integer(
        help="Used to order Companies in the company switcher", default=10
    )
    parent_id = fields.Many2one(
        "res.company", string="Parent Company", index=True, ondelete="restrict"
    )
    child_ids = fields.One2many("res.company", "parent_id", string="Branches")
    all_child_ids = fields.One2many(
        "res.company", "parent_id", context={"active_test": False}
    )
    parent_path = fields.Char(index=True)
    parent_ids = fields.Many2many(
        "res.company", compute="_compute_parent_ids", compute_sudo=True
    )
    root_id = fields.Many2one(
        "res.company", compute="_compute_parent_ids", compute_sudo=True
    )
    partner_id = fields.Many2one(
        "res.partner", string="Partner", required=True, index=True
    )
    report_header = fields.Html(
        string="Company Tagline",
        translate=True,
        help="Company tagline, which is included in a printed document's header or "
        "footer (depending on the selected layout).",
    )
    report_footer = fields.Html(
        string="Report Footer",
        translate=True,
        help="Footer text displayed at the bottom of all reports.",
    )
    company_details = fields.Html(
        string="Company Details",
        translate=True,
        help="Header text displayed at the top of all reports.",
    )
    is_company_details_empty = fields.Boolean(
        compute="_compute_is_company_details_empty"
    )
    logo = fields.Binary(
        related="partner_id.image_1920",
        default=_get_logo,
        string="Company Logo",
        readonly=False,
    )
    logo_web = fields.Binary(compute="_compute_logo_web", store=True, attachment=False)
    uses_default_logo = fields.Boolean(compute="_compute_uses_default_logo", store=True)
    currency_id = fields.Many2one(
        "res.currency",
        string="Currency",
        required=True,
        default=lambda self: self._default_currency_id(),
    )
    user_ids = fields.Many2many(
        "res.users", "res_company_users_rel", "cid", "user_id", string="Accepted Users"
    )
    street = fields.Char(compute="_compute_address", inverse="_inverse_street")
    street2 = fields.Char(compute="_compute_address", inverse="_inverse_street2")
    zip = fields.Char(compute="_compute_address", inverse="_inverse_zip")
    city = fields.Char(compute="_compute_address", inverse="_inverse_city")
    state_id = fields.Many2one(
        "res.country.state",
        compute="_compute_address",
        inverse="_inverse_state",
        string="Fed. State",
        domain="[('country_id', '=?', country_id)]",
    )
    bank_ids = fields.One2many(related="partner_id.bank_ids", readonly=False)
    country_id = fields.Many2one(
        "res.country",
        compute="_compute_address",
        inverse="_inverse_country",
        string="Country",
    )
    country_code = fields.Char(related="country_id.code", depends=["country_id"])
    email = fields.Char(related="partner_id.email", store=True, readonly=False)
    phone = fields.Char(related="partner_id.phone", store=True, readonly=False)
    website = fields.Char(related="partner_id.website", readonly=False)
    vat = fields.Char(related="partner_id.vat", string="Tax ID", readonly=False)
    company_registry = fields.Char(
        related="partner_id.company_registry", string="Company ID", readonly=False
    )
    paperformat_id = fields.Many2one(
        "report.paperformat",
        "Paper format",
        default=lambda self: self._default_paperformat_id(),
    )
    external_report_layout_id = fields.Many2one("ir.ui.view", "Document Template")
    font = fields.Selection(
        [(font, font.replace("_", " ")) for font in FONTS], default="Lato"
    )
    primary_color = fields.Char()
    secondary_color = fields.Char()
    color = fields.Integer(compute="_compute_color", inverse="_inverse_color")
    layout_background = fields.Selection(
        [("Blank", "Blank"), ("Demo logo", "Demo logo"), ("Custom", "Custom")],
        default="Blank",
        required=True,
    )
    layout_background_image = fields.Binary("Background Image")
    uninstalled_l10n_module_ids = fields.Many2many(
        "ir.module.module", compute="_compute_uninstalled_l10n_module_ids"
    )

    _name_uniq = models.Constraint(
        "unique (name)", "The company name must be unique!"
    )

    def init(self):
        """Make the first rows: no record can be made without a user and a company."""
        make_first_rows(self.env)

    # ---- computed fields
    @api.depends("parent_path")
    def _compute_parent_ids(self):
        for company in self.with_context(active_test=False):
            path = company.parent_path or ""
            ids = [int(id_) for id_ in path.split("/") if id_]
            company.parent_ids = self.browse(ids) or company
            company.root_id = company.parent_ids[:1]

    @api.depends("company_details")
    def _compute_is_company_details_empty(self):
        for company in self:
            company.is_company_details_empty = is_html_empty(
                company.company_details or ""
            )

    @api.depends("partner_id.image_1920")
    def _compute_logo_web(self):
        from odoo.tools.image import image_process

        for company in self:
            image = company.partner_id.image_1920
            company.logo_web = image and base64.b64encode(
                image_process(base64.b64decode(image), size=(LOGO_WEB_WIDTH, 0))
            )

    @api.depends("partner_id.image_1920")
    def _compute_uses_default_logo(self):
        default = self._get_logo()
        for company in self:
            company.uses_default_logo = not company.logo or company.logo == default

    @api.depends("parent_id", "partner_id.color")
    def _compute_color(self):
        for company in self:
            root = company.root_id
            company.color = root.partner_id.color or (root._origin.id % 12)

    def _inverse_color(self):
        for company in self:
            company.root_id.partner_id.color = company.color

    def _get_company_address_field_names(self):
        """Return the fields kept on the company's partner."""
        return list(ADDRESS_FIELDS)

    def _compute_address(self):
        for company in self.filtered("partner_id"):
            partner = company.partner_id.sudo()
            address_id = partner.address_get(["contact"])["contact"]
            address = partner.browse(address_id)
            for name in company._get_company_address_field_names():
                company[name] = address[name]
        for company in self - self.filtered("partner_id"):
            for name in company._get_company_address_field_names():
                company[name] = False

    def _inverse_street(self):
        for company in self:
            company.partner_id.street = company.street

    def _inverse_street2(self):
        for company in self:
            company.partner_id.street2 = company.street2

    def _inverse_zip(self):
        for company in self:
            company.partner_id.zip = company.zip

    def _inverse_city(self):
        for company in self:
            company.partner_id.city = company.city

    def _inverse_state(self):
        for company in self:
            company.partner_id.state_id = company.state_id

    def _inverse_country(self):
        for company in self:
            company.partner_id.country_id = company.country_id

    @api.depends("country_id")
    def _compute_uninstalled_l10n_module_ids(self):
        modules = self.env["ir.module.module"].sudo()
        for company in self:
            country = company.country_id
            company.uninstalled_l10n_module_ids = modules.search([
                ("country_ids", "in", country.ids),
                ("state", "=", "uninstalled"),
                ("auto_install", "=", True),
            ]) if country else modules.browse()

    # ---- branches
    def _get_company_root_delegated_field_names(self):
        """Return the fields that branches take over from the root company."""
        return ["currency_id"]

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(_("You cannot create recursive companies."))

    @api.constrains(lambda self: [
        *self._get_company_root_delegated_field_names(), "parent_id"
    ])
    def _check_root_delegated_fields(self):
        for company in self.filtered("parent_id"):
            for name in company._get_company_root_delegated_field_names():
                if company[name] != company.parent_id[name]:
                    label = self._fields[name].get_description(self.env)["string"]
                    raise ValidationError(_(
                        "The %s of a subsidiary must be the same as it's root company.",
                        label,
                    ))

    @api.constrains("active")
    def _check_active(self):
        for company in self.filtered(lambda c: not c.active):
            users = self.env["res.users"].sudo().search_count(
                [("company_id", "=", company.id), ("active", "=", True)]
            )
            if users:
                raise ValidationError(_(
                    "The company %(company_name)s cannot be archived because it is "
                    "still used as the default company of %(active_users)s users.",
                    company_name=company.name,
                    active_users=users,
                ))

    @property
    def __accessible_branches(self):
        return self.browse(self._accessible_branch_ids())

    @tools.ormcache("tuple(self.env.companies.ids)", "self.id", "self.env.uid")
    def _accessible_branch_ids(self):
        self.ensure_one()
        branches = self.sudo().search([("id", "child_of", self.root_id.ids)])
        return tuple((branches & self.env.companies).ids) or tuple(self.ids)

    def _accessible_branches(self):
        """Return the enabled companies of the same tree, at least this one."""
        return self.__accessible_branches

    def _all_branches_selected(self):
        """Tell whether every branch of the tree is enabled."""
        return self == self.sudo().search([("id", "child_of", self.root_id.ids)])

    def action_all_company_branches(self):
        """Return the action that lists the company's branches."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Branches"),
            "res_model": "res.company",
            "domain": [("parent_id", "=", self.id)],
            "context": {"active_test": False, "default_parent_id": self.id},
            "views": [[False, "list"], [False, "kanban"], [False, "form"]],
        }

    # ---- making and changing
    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [dict(vals) for vals in vals_list]
        self._create_partners([
            vals for vals in vals_list if vals.get("name") and not vals.get("partner_id")
        ])
        for vals in vals_list:
            if vals.get("parent_id"):
                parent = self.browse(vals["parent_id"])
                for name in self._get_company_root_delegated_field_names():
                    vals.setdefault(name, self._fields[name].convert_to_write(
                        parent[name], parent
                    ))
        self.env.registry.clear_cache()
        companies = super().create(vals_list)
        if companies:
            (self.env.user | self.env["res.users"].browse(api.SUPERUSER_ID)).write(
                {"company_ids": [Command.link(company.id) for company in companies]}
            )
            companies.currency_id.sudo().filtered(lambda c: not c.active).active = True
        return companies

    def _create_partners(self, vals_list):
        partners = self.env["res.partner"].with_context(
            default_parent_id=False
        ).create([
            {
                "name": vals["name"],
                "is_company": True,
                "image_1920": vals.get("logo"),
                **{name: vals.get(name) for name in PARTNER_FIELDS[1:]},
            }
            for vals in vals_list
        ])
        partners.flush_model()      # the company's related fields read them
        for vals, partner in zip(vals_list, partners, strict=True):
            vals["partner_id"] = partner.id

    def cache_invalidation_fields(self):
        """Return the fields whose change makes cached results stale."""
        return {"active", "sequence"}

    def write(self, vals):
        if self.cache_invalidation_fields() & set(vals):
            self.env.registry.clear_cache()
        if "parent_id" in vals and any(
            company.parent_id.id != (vals["parent_id"] or False) for company in self
        ):
            raise UserError(_("The company hierarchy cannot be changed."))
        if vals.get("currency_id"):
            currency = self.env["res.currency"].browse(vals["currency_id"])
            if not currency.active:
                currency.write({"active": True})
        res = super().write(vals)
        for company in self:
            delegated = set(self._get_company_root_delegated_field_names()) & set(vals)
            if delegated and not company.parent_id:
                branches = self.sudo().search(
                    [("id", "child_of", company.id), ("id", "!=", company.id)]
                )
                for name in sorted(delegated):
                    branches[name] = company[name]
        return res

    def copy(self, default=None):
        """Companies are not duplicated."""
        raise UserError(_(
            "Duplicating a company is not allowed. Please create a new company instead."
        ))

    @api.onchange("state_id")
    def _onchange_state(self):
        if self.state_id.country_id:
            self.country_id = self.state_id.country_id

    @api.onchange("country_id")
    def _onchange_country_id(self):
        if self.country_id:
            self.currency_id = self.country_id.currency_id

    @api.onchange("parent_id")
    def _onchange_parent_id(self):
        if self.parent_id:
            for name in self._get_company_root_delegated_field_names():
                self[name] = self.parent_id[name]

    @api.model
    def _search_display_name(self, operator, value):
        """Users pick among their own companies, whatever is enabled."""
        domain = super()._search_display_name(operator, value)
        if self.env.context.get("user_preference"):
            ids = self.env.user.company_ids.ids
            domain = fields.Domain(domain) & fields.Domain("id", "in", ids)
        return domain

    @api.model
    def _get_main_company(self):
        """Return the first company."""
        main = self.sudo().env.ref("base.main_company", raise_if_not_found=False)
        return main or self.sudo().search([], limit=1, order="id")
