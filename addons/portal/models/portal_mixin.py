"""Documents that people outside may see, by login or by a token in the address."""
import hashlib
import hmac
import uuid
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.tools import consteq


class PortalMixin(models.AbstractModel):
    _inherit = "portal.mixin"

    access_url = fields.Char(compute="_compute_access_url")
    access_token = fields.Char(copy=False)
    access_warning = fields.Text(compute="_compute_access_warning")

    def _compute_access_warning(self):
        self.access_warning = ""

    def _compute_access_url(self):
        self.access_url = "#"

    def _portal_ensure_token(self):
        """Return the record's token; one that lacks it gets one."""
        if not self.access_token:
            self.sudo().write({"access_token": str(uuid.uuid4())})
        return self.access_token

    def _get_share_url(self, redirect=False, signup_partner=False, pid=None,
                       share_token=True):
        """Return the address of a record, with what lets its reader in.

        `redirect` goes by the page that finds the way; `pid` signs in a partner who may
        then answer; `signup_partner` lets the record's customer sign up on the way.
        """
        self.ensure_one()
        params = {"model": self._name, "res_id": self.id} if redirect else {}
        if share_token:
            params["access_token"] = self._portal_ensure_token()
        if pid:
            params |= {"pid": pid, "hash": self._sign_token(pid)}
        if signup_partner and "partner_id" in self._fields and self.partner_id:
            params.update(self.partner_id.signup_get_auth_param()[self.partner_id.id])
        return f"{'/mail/view' if redirect else self.access_url}?{urlencode(params)}"

    def _get_access_action(self, access_uid=None, force_website=False):
        """Return the action that shows a record: its page to those outside."""
        self.ensure_one()
        user = self.env["res.users"].sudo().browse(access_uid) if access_uid \
            else self.env.user
        if (force_website or user.share) and self.access_url not in (False, "#"):
            return {
                "type": "ir.actions.act_url", "url": self.access_url, "target": "self",
                "res_id": self.id,
            }
        return self.get_formview_action(access_uid=access_uid)

    @api.model
    def action_share(self):
        """Open the wizard that shares the active record."""
        action = self.env["ir.actions.actions"]._for_xml_id("portal.portal_share_action")
        action["context"] = {
            "active_id": self.env.context["active_id"],
            "active_model": self.env.context["active_model"],
        }
        return action

    def get_portal_url(self, suffix=None, report_type=None, download=None,
                       query_string=None, anchor=None):
        """Return the address of the record's page, with its token."""
        self.ensure_one()
        return "".join((
            self.access_url, suffix or "",
            f"?access_token={self._portal_ensure_token()}",
            f"&report_type={report_type}" if report_type else "",
            "&download=true" if download else "",
            query_string or "",
            f"#{anchor}" if anchor else "",
        ))

    # ---- tokens
    def _sign_token(self, pid):
        """Return the sign by which a partner is known on the page of a record."""
        self.ensure_one()
        secret = self.env["ir.config_parameter"].sudo().get_param("database.secret")
        message = (self.env.cr.dbname, self.sudo().access_token, pid)
        return hmac.new(
            secret.encode(), repr(message).encode(), hashlib.sha256).hexdigest()

    def _check_portal_access(self, access_token=None, pid=None, sign=None):
        """Tell whether a token, or a partner's sign, opens the record."""
        self.ensure_one()
        known = self.sudo().access_token
        if access_token and known and consteq(known, access_token):
            return True
        return bool(pid and sign and known and consteq(self._sign_token(int(pid)), sign))
