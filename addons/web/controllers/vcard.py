"""Contacts as vCards."""
from __future__ import annotations

import io
import zipfile

from odoo import http
from odoo.http import content_disposition, request


def escape(text):
    """Return a text as a value of a vCard."""
    text = str(text or "")
    for char in ("\\", ",", ";"):
        text = text.replace(char, "\\" + char)
    return text.replace("\r", "").replace("\n", "\\n")


def make_vcard(partner):
    """Return the vCard of a contact."""
    company = partner.commercial_company_name or ""
    address = [
        "", "", partner.street or "", partner.city or "", partner.state_id.name or "",
        partner.zip or "", partner.country_id.name or "",
    ]
    lines = ["BEGIN:VCARD", "VERSION:3.0"]
    lines.append("ADR;TYPE=work:" + ";".join(escape(part) for part in address))
    if partner.email:
        lines.append(f"EMAIL;TYPE=INTERNET:{escape(partner.email)}")
    lines.append(f"FN:{escape(partner.name or partner.email)}")
    lines.append(f"N:{escape(partner.name or '')};;;;")
    if company:
        lines.append(f"ORG:{escape(company)}")
    if partner.phone:
        lines.append(f"TEL;TYPE=work:{escape(partner.phone)}")
    if partner.function:
        lines.append(f"TITLE:{escape(partner.function)}")
    if partner.website:
        lines.append(f"URL:{escape(partner.website)}")
    lines.append("END:VCARD")
    return "\r\n".join([*lines, ""]).encode()


class Partner(http.Controller):

    @http.route([
        '/web_enterprise/partner/<model("res.partner"):partner>/vcard',
        "/web/partner/vcard",
    ], type="http", auth="user")
    def download_vcard(self, partner_ids=None, partner=None, **kwargs):
        """Answer with one vCard, or with a zip of several."""
        if partner is None:
            ids = [int(word) for word in str(partner_ids or "").split(",") if word]
            partner = request.env["res.partner"].browse(ids).exists()
        if not partner:
            return request.not_found()
        partner.check_access("read")
        if len(partner) == 1:
            name = f"{partner.name or partner.email}.vcf"
            return self._send(make_vcard(partner), name, "text/vcard")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for contact in partner:
                name = f"{contact.name or contact.email}.vcf".replace("/", "_")
                archive.writestr(name, make_vcard(contact))
        return self._send(out.getvalue(), "Contacts.zip", "application/zip")

    def _send(self, content, name, kind):
        return request.make_response(content, [
            ("Content-Type", kind), ("Content-Length", str(len(content))),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Disposition", content_disposition(name)),
        ])
