"""How partners are made, changed and removed, and what keeps them consistent."""
from __future__ import annotations

from odoo import _, api, models
from odoo.exceptions import RedirectWarning, UserError, ValidationError
from odoo.tools import SQL
from odoo.tools.mail import email_normalize_all, email_split_tuples

from .res_partner import ADDRESS_FIELDS, ADDRESS_TYPES


class ResPartner(models.Model):
    _inherit = "res.partner"

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
        self._refuse_for_users(
            _(
                "You cannot archive contacts linked to an active user.\n"
                "You first need to archive their associated user.\n\n"
                "Linked active users : %(names)s"
            ),
            _(
                "You cannot archive contacts linked to an active user.\n"
                "Ask an administrator to archive their associated user first.\n\n"
                "Linked active users :\n%(names)s"
            ),
        )

    def _refuse_for_users(self, advice, plea):
        """Raise when users are linked: with advice for those who may change users."""
        users = self._linked_users()
        if not users:
            return
        names = ", ".join(user.display_name for user in users)
        if self.env["res.users"].has_access("write"):
            raise RedirectWarning(
                advice % {"names": names}, users._action_show(), _("Go to users"))
        raise ValidationError(plea % {"names": names})

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
        self._refuse_for_users(
            _(
                "You cannot delete contacts linked to an active user.\n"
                "You should rather archive them after archiving their associated "
                "user.\n\nLinked active users : %(names)s"
            ),
            _(
                "You cannot delete contacts linked to an active user.\n"
                "Ask an administrator to archive their associated user first.\n\n"
                "Linked active users :\n%(names)s"
            ),
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
