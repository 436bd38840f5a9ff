"""Asking for the password again before something grave is done.

A method marked `check_identity` answers the wizard's action instead of working, unless
the session's user gave the password within the last minutes.
"""
from __future__ import annotations

import functools
import json
import time

from odoo import _, api, fields, models
from odoo.exceptions import AccessDenied, UserError
from odoo.http import request

VALID_FOR = 10 * 60     # seconds
CHECKED = "identity-check-last"


def check_identity(method):
    """Make a method ask for the password first; it works over HTTP sessions only."""
    @functools.wraps(method)
    def wrapped(self, *args, **kwargs):
        if not request:
            raise UserError(_("This method can only be accessed over HTTP"))
        if request.session.get(CHECKED, 0) > time.time() - VALID_FOR:
            return method(self, *args, **kwargs)
        wizard = self.sudo().env["res.users.identitycheck"].create({
            "request": json.dumps([
                {key: value for key, value in self.env.context.items()
                 if isinstance(value, (str, int, float, bool, list, dict))},
                self._name, self.ids, method.__name__, args, kwargs,
            ]),
        })
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.users.identitycheck",
            "res_id": wizard.id,
            "name": _("Access Control"),
            "target": "new",
            "views": [(False, "form")],
            "context": {"dialog_size": "medium"},
        }

    wrapped.__has_check_identity = True
    return wrapped


class ResUsersIdentitycheck(models.TransientModel):
    _name = "res.users.identitycheck"
    _description = "Password Check Wizard"

    request = fields.Char(readonly=True, groups=".")
    password = fields.Char(store=False)

    def _check_identity(self):
        credential = {
            "login": self.env.user.login,
            "password": self.env.context.get("password"),
            "type": "password",
        }
        try:
            self.env.user._check_credentials(credential, {"interactive": True})
        except AccessDenied:
            raise UserError(_(
                "Incorrect Password, try again or click on Forgot Password to reset "
                "your password."
            )) from None

    @api.private
    def _allowed_call(self):
        context, model, ids, name, args, kwargs = json.loads(self.sudo().request)
        method = getattr(self.env(context=context)[model].browse(ids), name)
        assert getattr(method, "__has_check_identity", False)
        return functools.partial(method, *args, **kwargs)

    def run_check(self):
        """Check the password of the context and do what was asked for."""
        if not request:
            raise UserError(_("This method can only be accessed over HTTP"))
        self._check_identity()
        request.session[CHECKED] = time.time()
        return self._allowed_call()()
