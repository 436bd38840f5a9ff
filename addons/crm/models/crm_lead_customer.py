"""What leads take over from their customers, give back to them, and make of them."""
from __future__ import annotations

from odoo import _, api, models
from odoo.tools.mail import email_normalize, email_split, email_split_tuples

ADDRESS = ("street", "street2", "zip", "city", "state_id", "country_id")


class CrmLead(models.Model):
    _inherit = "crm.lead"

    @api.depends("partner_id")
    def _compute_name(self):
        for lead in self:
            if not lead.name and lead.partner_id and lead.partner_id.name:
                lead.name = _("%s's opportunity", lead.partner_id.name)

    @api.depends("partner_id")
    def _compute_contact_name(self):
        for lead in self:
            partner = lead.partner_id
            lead.contact_name = (False if partner.is_company else partner.name) \
                or lead.contact_name

    @api.depends("partner_id")
    def _compute_partner_name(self):
        for lead in self:
            partner = lead.partner_id
            lead.partner_name = partner.parent_id.name \
                or partner.is_company and partner.name \
                or partner.company_name or lead.partner_name

    # ---- address and number: both ways
    @api.depends("partner_id.email")
    def _compute_email_from(self):
        for lead in self:
            keep = lead.email_from and self.env.context.get("keep_lead_values")
            if lead.partner_id.email and not keep and lead._get_partner_email_update():
                lead.email_from = lead.partner_id.email
            else:
                lead.email_from = lead.email_from

    def _inverse_email_from(self):
        for lead in self:
            if lead._get_partner_email_update(force_void=False):
                lead.partner_id.email = lead.email_from

    def _get_partner_email_update(self, force_void=True):
        """Tell whether the customer has another address; a void one may not count."""
        self.ensure_one()
        ours, theirs = self.email_from, self.partner_id.email
        if not self.partner_id or (not ours and not force_void):
            return False
        return (email_normalize(ours) or ours or False) \
            != (email_normalize(theirs) or theirs or False)

    @api.depends("partner_id.phone")
    def _compute_phone(self):
        for lead in self:
            if lead.partner_id.phone and lead._get_partner_phone_update():
                lead.phone = lead.partner_id.phone
            else:
                lead.phone = lead.phone

    def _inverse_phone(self):
        for lead in self:
            if lead._get_partner_phone_update(force_void=False):
                lead.partner_id.phone = lead.phone

    def _get_partner_phone_update(self, force_void=True):
        """Tell whether the customer has another number; a void one may not count."""
        self.ensure_one()
        ours, theirs = self.phone, self.partner_id.phone
        if not self.partner_id or ours == theirs or (not ours and not force_void):
            return False
        return (self._phone_format(fname="phone") or ours or False) \
            != (self.partner_id._phone_format(fname="phone") or theirs or False)

    @api.depends("partner_id", "email_from")
    def _compute_partner_email_update(self):
        for lead in self:
            lead.partner_email_update = lead._get_partner_email_update()

    @api.depends("partner_id", "phone")
    def _compute_partner_phone_update(self):
        for lead in self:
            lead.partner_phone_update = lead._get_partner_phone_update()

    # ---- taken over
    def _take_over(self, name):
        for lead in self:
            lead[name] = lead.partner_id[name] or lead[name]

    @api.depends("partner_id")
    def _compute_function(self):
        self._take_over("function")

    @api.depends("partner_id")
    def _compute_website(self):
        self._take_over("website")

    @api.depends("partner_id")
    def _compute_lang_id(self):
        for lead in self:
            code = lead.partner_id.lang
            lead.lang_id = self.env["res.lang"].search([("code", "=", code)]) if code \
                else lead.lang_id

    def _take_address(self, name):
        """An address is taken over as a whole, or not at all."""
        for lead in self:
            partner = lead.partner_id
            whole = any(partner[part] for part in ADDRESS)
            lead[name] = partner[name] if whole else lead[name]

    @api.depends("partner_id")
    def _compute_street(self):
        self._take_address("street")

    @api.depends("partner_id")
    def _compute_street2(self):
        self._take_address("street2")

    @api.depends("partner_id")
    def _compute_zip(self):
        self._take_address("zip")

    @api.depends("partner_id")
    def _compute_city(self):
        self._take_address("city")

    @api.depends("partner_id")
    def _compute_state_id(self):
        self._take_address("state_id")

    @api.depends("partner_id")
    def _compute_country_id(self):
        self._take_address("country_id")

    # ---- who it is
    def _find_matching_partner(self, email_only=False):
        """Return the customer, or the first partner with the lead's address."""
        self.ensure_one()
        if self.partner_id and not email_only:
            return self.partner_id
        return self.env["res.partner"].search([
            ("email_normalized", "=", self.email_normalized),
        ], limit=1) if self.email_normalized else self.env["res.partner"]

    def _handle_partner_assignment(self, force_partner_id=False, create_missing=True):
        """Give leads their customers: the one given, or one made of what is known."""
        for lead in self:
            if force_partner_id:
                lead.partner_id = force_partner_id
            if not lead.partner_id and create_missing:
                lead.partner_id = lead._create_customer()

    def _create_customer(self):
        """Return a partner made of what is known of the customer."""
        self.ensure_one()
        partners = self.env["res.partner"]
        pairs = email_split_tuples(self.email_from) if self.email_from else []
        contact = self.contact_name or (pairs[0][0] if pairs else False)
        company = self.partner_id
        if self.partner_name:
            company = partners.create(
                self._prepare_customer_values(self.partner_name, is_company=True)
            )
        if contact:
            return partners.create(self._prepare_customer_values(
                contact, parent_id=company.id,
            ))
        return company or partners.create(self._prepare_customer_values(self.name))

    def _prepare_customer_values(self, partner_name, is_company=False, parent_id=False):
        """Return the values of a customer."""
        emails = email_split(self.email_from) if self.email_from else []
        values = {
            "name": partner_name, "is_company": is_company, "parent_id": parent_id,
            "user_id": self.env.context.get("default_user_id") or self.user_id.id,
            "comment": self.description, "email": emails[0] if emails else False,
            "phone": self.phone, "function": self.function, "website": self.website,
            "type": "contact", **{
                name: self[name].id if name.endswith("_id") else self[name]
                for name in ADDRESS
            },
        }
        if self.lang_id.active:
            values["lang"] = self.lang_id.code
        return values
