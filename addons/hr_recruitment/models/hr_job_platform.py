"""Sites that send applications by mail, in the names of others."""
import re

from odoo import api, models
from odoo.tools import email_normalize, html2plaintext


class HrJobPlatform(models.Model):
    _inherit = "hr.job.platform"

    _email_uniq = models.Constraint(
        "UNIQUE (email)",
        "The Email must be unique, this one already corresponds to another Job Platform.")

    def _with_plain_email(self, vals):
        if not vals.get("email"):
            return vals
        return {**vals, "email": email_normalize(vals["email"]) or vals["email"]}

    @api.model_create_multi
    def create(self, vals_list):
        """Make platforms, known by plain addresses."""
        return super().create([self._with_plain_email(vals) for vals in vals_list])

    def write(self, vals):
        """Change platforms; their addresses stay plain."""
        return super().write(self._with_plain_email(vals))

    def _find_name(self, message):
        """Return the name that the pattern finds in the subject or body of a letter."""
        self.ensure_one()
        if not self.regex:
            return ""
        for text in (message.get("subject"), html2plaintext(message.get("body") or "")):
            match = re.search(self.regex, text or "")
            if match:
                return match[1] if match.re.groups else match[0]
        return ""
