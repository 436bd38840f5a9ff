"""Exceptions from lock dates: for a user or all, for a time or for ever."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

from .res_company import SOFT


class AccountLockException(models.Model):
    _inherit = "account.lock_exception"

    active = fields.Boolean(default=True)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    user_id = fields.Many2one(default=lambda self: self.env.user)
    state = fields.Selection(
        [("active", "Active"), ("revoked", "Revoked"), ("expired", "Expired")],
        compute="_compute_state", search="_search_state")
    fiscalyear_lock_date = fields.Date(compute="_compute_locks", string="Global Lock Date")
    tax_lock_date = fields.Date(compute="_compute_locks", string="Tax Return Lock Date")
    sale_lock_date = fields.Date(compute="_compute_locks", string="Sales Lock Date")
    purchase_lock_date = fields.Date(
        compute="_compute_locks", string="Purchase Lock Date")

    @api.depends("active", "end_datetime")
    def _compute_state(self):
        for exception in self:
            if not exception.active:
                exception.state = "revoked"
            elif exception.end_datetime and \
                    exception.end_datetime < fields.Datetime.now():
                exception.state = "expired"
            else:
                exception.state = "active"

    def _search_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = self.with_context(active_test=False).search([]).filtered(
            lambda exception: exception.state in value)
        return [("id", "in", found.ids), ("active", "in", (True, False))]

    @api.depends("lock_date_field", "lock_date")
    def _compute_locks(self):
        for exception in self:
            for name in SOFT:
                exception[name] = exception.lock_date \
                    if exception.lock_date_field == name else False

    @api.depends("lock_date_field", "lock_date")
    def _compute_display_name(self):
        for exception in self:
            exception.display_name = _("Lock Date Exception %s", exception.id)

    @api.model_create_multi
    def create(self, vals_list):
        """Make exceptions: of one lock date each, and earlier than it."""
        for vals in vals_list:
            named = [name for name in SOFT if name in vals]
            if not vals.get("lock_date_field") and len(named) != 1:
                raise UserError(_(
                    "A single exception must change exactly one lock date field."))
            for name in named:
                vals.setdefault("lock_date_field", name)
                vals["lock_date"] = vals.pop(name)
            company = self.env["res.company"].browse(
                vals.get("company_id") or self.env.company.id)
            vals.setdefault("company_lock_date", company[vals["lock_date_field"]])
        exceptions = super().create(vals_list)
        self.env["res.company"].invalidate_model()
        return exceptions

    def copy(self, default=None):
        """Refuse copies; UserError."""
        raise UserError(_("You cannot duplicate a Lock Date Exception."))

    def action_revoke(self):
        """End exceptions."""
        for exception in self.filtered(lambda exception: exception.state == "active"):
            exception.sudo().active = False
        self.env["res.company"].invalidate_model()

    def action_show_audit_trail_during_exception(self):
        """Open what was changed in the books while the exception held."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "account.action_account_audit_trail_report")
        end = self.end_datetime or fields.Datetime.now()
        if not self.active:
            end = min(end, self.write_date)
        domain = [("model", "=", "account.move"), ("message_type", "=", "notification"),
                  ("date", ">=", self.create_date), ("date", "<=", end)]
        if self.user_id:
            domain.append(("create_uid", "=", self.user_id.id))
        action["domain"] = domain
        return action
