"""Cases that the tests of other addons build on."""

from __future__ import annotations

from odoo.tests.common import (
    HttpCase,
    TransactionCase,
    new_test_user,
)

__all__ = [
    "BaseCommon",
    "DISABLED_MAIL_CONTEXT",
    "HttpCase",
    "HttpCaseWithUserDemo",
    "HttpCaseWithUserPortal",
    "SavepointCaseWithUserDemo",
    "TransactionCase",
    "TransactionCaseWithUserDemo",
    "TransactionCaseWithUserPortal",
    "new_test_user",
]

DISABLED_MAIL_CONTEXT = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notrack": True,
    "no_reset_password": True,
}


class BaseCommon(TransactionCase):
    """A case with a partner, the company and the usual groups at hand, and no mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env["base"].with_context(**DISABLED_MAIL_CONTEXT).env
        cls.company = cls.env.company
        cls.currency = cls.env.company.currency_id
        cls.partner = cls.env["res.partner"].create({"name": "Test Partner"})
        cls.group_portal = cls.env.ref("base.group_portal")
        cls.group_user = cls.env.ref("base.group_user")
        cls.group_system = cls.env.ref("base.group_system")
        cls.user = cls.env.user

    @classmethod
    def quick_ref(cls, xmlid):
        """Return a record by its external id, without a query for the record."""
        model, id_ = cls.env["ir.model.data"]._xmlid_to_res_model_res_id(xmlid)
        return cls.env[model].browse(id_)

    @classmethod
    def _enable_currency(cls, code):
        currency = (
            cls.env["res.currency"]
            .with_context(active_test=False)
            .search([("name", "=", code.upper())])
        )
        currency.action_unarchive()
        return currency

    @classmethod
    def _create_company(cls, **values):
        company = cls.env["res.company"].create(values)
        cls.env.user.company_ids += company
        return company

    @classmethod
    def _create_partner(cls, **values):
        return cls.env["res.partner"].create({"name": "Test Partner", **values})

    @classmethod
    def _create_new_internal_user(cls, **kwargs):
        return new_test_user(
            cls.env,
            **{"login": "internal_user", "groups": "base.group_user", **kwargs},
        )

    @classmethod
    def _create_new_portal_user(cls, **kwargs):
        return new_test_user(
            cls.env,
            **{"login": "portal_user", "groups": "base.group_portal", **kwargs},
        )


class TransactionCaseWithUserDemo(TransactionCase):
    """A case with a user of the office, `demo`."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_demo = _find_or_make(cls.env, "demo", "base.group_user")
        cls.partner_demo = cls.user_demo.partner_id


SavepointCaseWithUserDemo = TransactionCaseWithUserDemo


class HttpCaseWithUserDemo(HttpCase):
    """The same with a server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_demo = _find_or_make(cls.env, "demo", "base.group_user")
        cls.partner_demo = cls.user_demo.partner_id


class TransactionCaseWithUserPortal(TransactionCase):
    """A case with a customer who may log in, `portal`."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_portal = _find_or_make(cls.env, "portal", "base.group_portal")
        cls.partner_portal = cls.user_portal.partner_id


class HttpCaseWithUserPortal(HttpCase):
    """The same with a server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user_portal = _find_or_make(cls.env, "portal", "base.group_portal")
        cls.partner_portal = cls.user_portal.partner_id


def _find_or_make(env, login, group):
    known = env["res.users"].search([("login", "=", login)], limit=1)
    return known or new_test_user(env, login, groups=group, password=login)
