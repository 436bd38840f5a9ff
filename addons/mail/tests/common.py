"""Users for the tests of addons with messages."""
from __future__ import annotations

from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT
from odoo.tests.common import TransactionCase, new_test_user

__all__ = ["DISABLED_MAIL_CONTEXT", "MailCommon", "mail_new_test_user"]


def mail_new_test_user(env, login="", groups="base.group_user", context=None, **kwargs):
    """Make a user without mails about it, who is told of messages by mail."""
    context = {"mail_create_nolog": True, "mail_create_nosubscribe": True,
               "mail_notrack": True, "no_reset_password": True, **(context or {})}
    kwargs.setdefault("notification_type", "email")
    return new_test_user(env, login=login, groups=groups, context=context, **kwargs)


class MailCommon(TransactionCase):
    """A case with an employee, an administrator and their company at hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company_admin = cls.env.ref("base.main_company")
        cls.user_admin = cls.env.ref("base.user_admin")
        cls.partner_admin = cls.env.ref("base.partner_admin")
        cls.user_root = cls.env.ref("base.user_root")
        cls.partner_root = cls.user_root.partner_id
        cls.user_employee = mail_new_test_user(
            cls.env, login="employee", name="Ernest Employee", signature="--\nErnest",
            groups="base.group_user,base.group_partner_manager",
            email="e.e@example.com", company_id=cls.company_admin.id,
        )
        cls.partner_employee = cls.user_employee.partner_id
