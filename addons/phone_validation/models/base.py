"""Phone numbers of any record."""
from __future__ import annotations

from odoo import api, models


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def _phone_get_number_fields(self):
        """Return the fields that hold phone numbers (hook)."""
        return [name for name in ("phone", "mobile") if name in self._fields]

    def _phone_get_country(self):
        """Return the country whose numbers need no prefix."""
        if self and "country_id" in self._fields and self.country_id:
            return self.country_id
        partner = next(iter(self._mail_get_partners().values()), None) if self.id else None
        return partner.country_id[:1] if partner and partner.country_id \
            else self.env.company.country_id

    def _phone_format(self, fname=False, number=False, country=False,
                      force_format="E164"):
        """Return a number in its international form; False when it is none."""
        text = number or (self[fname] if fname else False)
        if not text:
            return False
        import phonenumbers
        code = (country or self._phone_get_country()).code or None
        try:
            parsed = phonenumbers.parse(text, region=code)
        except phonenumbers.NumberParseException:
            return False
        if not phonenumbers.is_possible_number(parsed):
            return False
        kind = getattr(phonenumbers.PhoneNumberFormat, force_format)
        return phonenumbers.format_number(parsed, kind)
