"""Partners: companies, people and the addresses below them.

How addresses and commercial fields (tax id, ...) are kept equal between a company and
its contacts is in `res_partner_address.py`.
"""
from __future__ import annotations

import datetime
import functools
import re
import zoneinfo
from collections import defaultdict

from odoo import _, api, fields, models, tools
from odoo.exceptions import RedirectWarning, UserError, ValidationError
from odoo.tools import SQL
from odoo.tools.mail import email_normalize_all, email_split_tuples, formataddr

ADDRESS_FIELDS = ("street", "street2", "zip", "city", "state_id", "country_id")
ADDRESS_TYPES = [
    ("contact", "Contact"),
    ("invoice", "Invoice"),
    ("delivery", "Delivery"),
    ("other", "Other"),
]
NAMED_BY_TYPE = ("invoice", "delivery", "other")
DISPLAY_KEYS = (
    "show_address",
    "partner_show_db_id",
    "show_email",
    "show_vat",
    "lang",
    "formatted_display_name",
    "partner_display_name_hide_company",
)


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

    # ---- computed when read
    @api.depends("complete_name", "email", "vat", *ADDRESS_FIELDS)
    @api.depends_context(*DISPLAY_KEYS)
    def _compute_display_name(self):
        context = self.env.context
        if not any(context.get(key) for key in DISPLAY_KEYS if key != "lang"):
            translated = context.get("lang") not in (None, False, "en_US")
            for partner in self:
                if translated and not partner.name:
                    partner.display_name = partner._get_complete_name()
                else:
                    partner.display_name = partner.complete_name or ""
            return
        for partner in self:
            partner.display_name = partner._get_display_name(context)

    def _get_display_name(self, context):
        """Return the name with what the context asks for."""
        if context.get("formatted_display_name"):
            name = self.name or ""
            if self.parent_id or self.company_name:
                owner = self.company_name or self.parent_id.name
                name = f"{owner} \t --{name or self._type_label()}--"
        else:
            name = self._get_complete_name()
            if context.get("partner_show_db_id"):
                name = f"{name} ({self.id})"
            if context.get("show_email") and self.email:
                name = f"{name} <{self.email}>"
        if context.get("show_address"):
            name = f"{name}\n{self._display_address(without_company=True)}"
        name = re.sub(r"\s+\n", "\n", name)
        if context.get("show_vat") and self.vat:
            name = f"{name} - {self.vat}"
        return name.strip()

    @api.depends("lang")
    def _compute_active_lang_count(self):
        self.active_lang_count = len(self.env["res.lang"].get_installed())

    @api.depends("tz")
    def _compute_tz_offset(self):
        now = datetime.datetime.now(datetime.timezone.utc)
        for partner in self:
            zone = zoneinfo.ZoneInfo(partner.tz or "GMT")
            partner.tz_offset = now.astimezone(zone).strftime("%z")

    @api.depends("parent_id", "type")
    def _compute_type_address_label(self):
        for partner in self:
            if partner.type == "invoice":
                partner.type_address_label = _("Invoice Address")
            elif partner.type == "delivery":
                partner.type_address_label = _("Delivery Address")
            elif partner.type == "contact" and partner.parent_id:
                partner.type_address_label = _("Company Address")
            else:
                partner.type_address_label = _("Address")

    @api.depends_context("company")
    def _compute_vat_label(self):
        self.vat_label = self.env.company.country_id.vat_label or _("Tax ID")

    @api.depends("vat", "company_id", "company_registry", "country_id")
    def _compute_same_vat_partner_id(self):
        for partner in self:
            partner.same_vat_partner_id = partner._find_twin("vat")
            partner.same_company_registry_partner_id = partner._find_twin(
                "company_registry"
            )

    def _find_twin(self, field_name):
        """Return another partner with the same number; none for a contact's number."""
        value = self[field_name]
        if not value or self.parent_id or len(value) == 1:
            return self.browse()
        domain = [(field_name, "=", value)]
        if self.company_id:
            domain.append(("company_id", "in", [False, self.company_id.id]))
        if self._origin.id:
            domain += ["!", ("id", "child_of", self._origin.id)]
        twin = self.with_context(active_test=False).sudo().search(domain, limit=1)
        return twin.with_env(self.env)

    def _compute_company_registry_label(self):
        self.company_registry_label = _("Company ID")

    def _compute_company_registry_placeholder(self):
        self.company_registry_placeholder = False

    @api.depends("user_ids.group_ids")
    def _compute_is_public(self):
        for partner in self.with_context(active_test=False):
            users = partner.user_ids
            partner.is_public = bool(users) and any(u._is_public() for u in users)

    @api.depends("user_ids.active", "user_ids.share")
    @api.depends_context("uid")
    def _compute_main_user_id(self):
        current = self.env.user
        for partner in self:
            users = partner.user_ids
            if partner == current.partner_id:
                partner.main_user_id = current
            else:
                internal = users.filtered(lambda user: not user.share)
                partner.main_user_id = (internal or users)[:1]

    @api.depends(lambda self: self._display_address_depends())
    def _compute_contact_address(self):
        for partner in self:
            partner.contact_address = partner._display_address()

    def _compute_get_ids(self):
        for partner in self:
            partner.self = partner.id

    def _compute_application_statistics(self):
        statistics = self._compute_application_statistics_hook()
        for partner in self:
            partner.application_statistics = statistics.get(partner.id, [])

    def _compute_application_statistics_hook(self):
        """Return partner id -> list of counters; other modules add theirs."""
        return defaultdict(list)

    @api.depends("name", "email")
    def _compute_email_formatted(self):
        for partner in self:
            partner.email_formatted = False
            normalized = email_normalize_all(partner.email)
            if normalized:
                partner.email_formatted = formataddr(
                    (partner.name or "False", ",".join(normalized))
                )
            elif partner.email:
                partner.email_formatted = formataddr(
                    (partner.name or "False", partner.email)
                )

    @api.depends("is_company")
    def _compute_company_type(self):
        for partner in self:
            partner.company_type = "company" if partner.is_company else "person"

    def _write_company_type(self):
        for partner in self:
            partner.is_company = partner.company_type == "company"

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

    # ---- constraints
    @api.constrains("parent_id")
    def _check_parent_id(self):
        if any(partner.parent_id for partner in self) and self._has_cycle():
            raise ValidationError(
                _("You cannot create recursive Partner hierarchies.")
            )

    def _check_barcode_unicity(self):
        for partner in self:
            barcode = partner.barcode
            if barcode and self.search_count([("barcode", "=", barcode)], limit=2) > 1:
                raise ValidationError(_("Another partner already has this barcode"))

    @api.constrains("company_id")
    def _check_partner_company(self):
        """A company's own partner belongs to that company or to none."""
        partners = self.filtered(lambda partner: partner.is_company)
        linked = partners.filtered("company_id")
        if not linked:
            return
        companies = self.env["res.company"].search([("partner_id", "in", linked.ids)])
        for company in companies:
            if company != company.partner_id.company_id:
                raise ValidationError(
                    _(
                        "The company assigned to this partner does not match the "
                        "company this partner represents."
                    )
                )

    # ---- create, write, unlink
    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        if "parent_id" in fields and values.get("parent_id"):
            parent = self.browse(values["parent_id"])
            values["company_id"] = parent.company_id.id
            if "lang" in fields:
                values["lang"] = values.get("lang") or parent.lang or self.env.lang
        elif "lang" in fields and not values.get("lang") and self.env.lang:
            values["lang"] = self.env.lang
        # a type meant for another model that leaked from the context
        if values.get("type") and values["type"] not in dict(ADDRESS_TYPES):
            values["type"] = False
        return values

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._clean_values(vals) for vals in vals_list]
        partners = super().create(vals_list)
        if any(vals.get("barcode") for vals in vals_list):
            partners._check_barcode_unicity()
        default_parent = self.env.context.get("default_parent_id")
        if not default_parent and not any(vals.get("parent_id") for vals in vals_list):
            return partners
        skip_sync = self.env.context.get("_partners_skip_fields_sync")
        for partner, vals in zip(partners, vals_list, strict=True):
            if not partner.parent_id:
                continue
            if "lang" not in vals:
                partner._compute_lang()
            if not skip_sync:
                partner._fields_sync({**vals, "parent_id": partner.parent_id.id})
                partner._handle_first_contact_creation()
        return partners

    def _clean_values(self, vals):
        if not vals.get("website") and not vals.get("parent_id"):
            return vals
        vals = dict(vals)
        if vals.get("website"):
            vals["website"] = self._clean_website(vals["website"])
        if vals.get("parent_id"):
            vals["company_name"] = False
        return vals

    def write(self, vals):
        if vals.get("active") is False:
            self._check_archivable()
        vals = self._clean_values(vals)
        if "company_id" in vals:
            self._check_company_change(vals["company_id"])
        plain = vals
        if "is_company" in vals and not self.env.su and self.env.user.has_group(
            "base.group_partner_manager"
        ):
            # partner managers may, whatever is derived from it
            super(ResPartner, self.sudo()).write({"is_company": vals["is_company"]})
            plain = {k: v for k, v in vals.items() if k != "is_company"}
        result = super().write(plain)
        if vals.get("barcode"):
            self._check_barcode_unicity()
        self._check_users_writable()
        if self._synced_names() & vals.keys():
            for partner in self:
                partner._fields_sync(vals)
        return result

    @api.model
    def _synced_names(self):
        """Return the fields whose change may reach other partners."""
        return {"parent_id", "type", *ADDRESS_FIELDS, *self._commercial_fields()}

    def _check_users_writable(self):
        """Only who may write users may write the partner of another internal user."""
        if self.env.su or self.env["res.users"].has_access("write"):
            return
        rows = self.env.execute_query(SQL(
            "SELECT 1 FROM res_users WHERE partner_id IN %s AND active "
            "AND NOT share AND id <> %s LIMIT 1",
            tuple(self.ids) or (0,), self.env.uid,
        ))
        if rows:
            self.env["res.users"].check_access("write")

    def _write_without_sync(self, vals):
        """Write on this partner only, leaving its family alone."""
        return super().write(vals)

    def _linked_users(self):
        return self.env["res.users"].sudo().search([("partner_id", "in", self.ids)])

    def _check_archivable(self):
        users = self._linked_users()
        if not users:
            return
        names = ", ".join(user.display_name for user in users)
        if self.env["res.users"].has_access("write"):
            raise RedirectWarning(
                _(
                    "You cannot archive contacts linked to an active user.\n"
                    "You first need to archive their associated user.\n\n"
                    "Linked active users : %(names)s",
                    names=names,
                ),
                users._action_show(),
                _("Go to users"),
            )
        raise ValidationError(
            _(
                "You cannot archive contacts linked to an active user.\n"
                "Ask an administrator to archive their associated user first.\n\n"
                "Linked active users :\n%(names)s",
                names=names,
            )
        )

    def _check_company_change(self, company_id):
        company = self.env["res.company"].browse(company_id)
        for partner in self:
            if company_id and partner.user_ids:
                users = partner.sudo().user_ids
                allowed = set(users.company_ids.ids)
                if len(allowed) > 1 or company not in users.company_ids:
                    raise UserError(
                        _(
                            "The selected company is not compatible with the companies "
                            "of the related user(s)"
                        )
                    )
            if partner.child_ids:
                partner.child_ids.write({"company_id": company_id})

    @api.ondelete(at_uninstall=False)
    def _unlink_except_user(self):
        users = self._linked_users()
        if not users:
            return
        names = ", ".join(user.display_name for user in users)
        if self.env["res.users"].has_access("write"):
            raise RedirectWarning(
                _(
                    "You cannot delete contacts linked to an active user.\n"
                    "You should rather archive them after archiving their associated "
                    "user.\n\nLinked active users : %(names)s",
                    names=names,
                ),
                users._action_show(),
                _("Go to users"),
            )
        raise ValidationError(
            _(
                "You cannot delete contacts linked to an active user.\n"
                "Ask an administrator to archive their associated user first.\n\n"
                "Linked active users :\n%(names)s",
                names=names,
            )
        )

    def copy_data(self, default=None):
        default = dict(default or {})
        vals_list = super().copy_data(default=default)
        for partner, vals in zip(self, vals_list, strict=True):
            if "name" not in default:
                vals["name"] = _("%s (copy)", partner.name)
            vals.pop("child_ids", None)
        return vals_list

    def _clean_website(self, website):
        """Add the scheme that a typed address lacks."""
        return website if "://" in website else f"http://{website}"

    @api.model
    def name_create(self, name):
        """Create a partner from a name or from `Name <address>`."""
        if self.env.context.get("default_type") not in (None, *dict(ADDRESS_TYPES)):
            context = dict(self.env.context)
            context.pop("default_type")
            self = self.with_context(context)
        name, email = self._parse_partner_name(name)
        if self.env.context.get("force_email") and not email:
            raise ValidationError(
                _("Couldn't create contact without email address!")
            )
        values = {self._rec_name: name or email}
        if email:       # keep default_email of the context otherwise
            values["email"] = email
        partner = self.create([values])
        return partner.id, partner.display_name

    @api.model
    def _parse_partner_name(self, text):
        """Split what was typed into a name and a normalized address ('' for none)."""
        text = (text or "").strip()
        pairs = email_split_tuples(text)
        if not pairs:
            return text, ""
        name, address = pairs[0]
        normalized = email_normalize_all(address)
        if not normalized:
            return text, ""
        if not name:
            name = text.replace(address, "").strip(" <>,;\"'")
        return name.strip(), normalized[0]

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
