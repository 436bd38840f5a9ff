"""Providers of payments: what they can do, and whether they do it."""
from __future__ import annotations

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError, ValidationError

MESSAGES = {
    "pending_msg": "Your payment has been processed but is waiting for approval.",
    "auth_msg": "Your payment has been authorized.",
    "done_msg": "Your payment has been processed.",
    "cancel_msg": "Your payment has been cancelled.",
}


def _message(name):
    return lambda self: self.env._(MESSAGES[name])


class PaymentProvider(models.Model):
    _inherit = "payment.provider"

    auth_msg = fields.Html(default=_message("auth_msg"))
    available_currency_ids = fields.Many2many(
        compute="_compute_available_currency_ids", store=True, readonly=False,
        context={"active_test": False})
    cancel_msg = fields.Html(default=_message("cancel_msg"))
    code = fields.Selection(default="none")
    color = fields.Integer(compute="_compute_color", store=True)
    done_msg = fields.Html(default=_message("done_msg"))
    pending_msg = fields.Html(default=_message("pending_msg"))
    state = fields.Selection(default="disabled")
    support_express_checkout = fields.Boolean(compute="_compute_feature_support_fields")
    support_manual_capture = fields.Selection(compute="_compute_feature_support_fields")
    support_refund = fields.Selection(compute="_compute_feature_support_fields")
    support_tokenization = fields.Boolean(compute="_compute_feature_support_fields")

    # ---- computed
    @api.depends("code")
    def _compute_available_currency_ids(self):
        """All currencies, unless the provider takes some only."""
        everything = self.env["res.currency"].with_context(active_test=False).search([])
        for provider in self:
            found = provider._get_supported_currencies()
            provider.available_currency_ids = found if found < everything else None

    def _get_supported_currencies(self):
        """Return the currencies that the provider takes (hook)."""
        return self.env["res.currency"].with_context(active_test=False).search([])

    @api.depends("state", "module_state")
    def _compute_color(self):
        for provider in self:
            if provider.module_id and provider.module_state != "installed":
                provider.color = 4
            else:
                provider.color = {"disabled": 3, "test": 2, "enabled": 7}[provider.state]

    @api.depends("code")
    def _compute_feature_support_fields(self):
        """A provider can nothing of its own (hook)."""
        for provider in self:
            provider.support_express_checkout = None
            provider.support_manual_capture = None
            provider.support_refund = None
            provider.support_tokenization = None

    # ---- forms
    @api.onchange("state")
    def _onchange_state_switch_is_published(self):
        """What works is shown; what is tried out or off is not."""
        self.is_published = self.state == "enabled"

    @api.onchange("code")
    def _onchange_code(self):
        """Another code offers other methods."""
        self.payment_method_ids = [Command.clear()] if self.code == "none" else \
            self.payment_method_ids

    # ---- checks
    @api.constrains("capture_manually")
    def _check_manual_capture_supported_by_payment_methods(self):
        wrong = self.filtered("capture_manually").payment_method_ids.filtered(
            lambda method: method.active and method.support_manual_capture == "none")
        if wrong:
            raise ValidationError(_(
                "The following payment methods must be disabled in order to enable manual "
                "capture: %s", ", ".join(wrong.mapped("name"))))

    def _check_required_if_provider(self):
        """Fields with `required_if_provider` are to be filled by what is not disabled."""
        for provider in self.filtered(lambda one: one.state in ("enabled", "test")):
            missing = [
                field for name, field in provider._fields.items()
                if getattr(field, "required_if_provider", None) == provider.code
                and not provider[name]]
            if missing:
                names = [f._description_string(self.env) for f in missing]
                raise ValidationError(_(
                    "The following fields must be filled: %s", ", ".join(names)))

    def _valid_field_parameter(self, field, name):
        return name == "required_if_provider" or super()._valid_field_parameter(field, name)

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Check what is needed; look after transactions as soon as one is possible."""
        providers = super().create(vals_list)
        providers._check_required_if_provider()
        if any(provider.state != "disabled" for provider in providers):
            self._toggle_post_processing_cron()
        return providers

    def write(self, vals):
        """Tokens of a provider that goes, or goes elsewhere, are of no use."""
        before = {provider: provider.state for provider in self}
        moved = self.browse()
        if "state" in vals:
            moved = self.filtered(lambda one: one.state not in ("disabled", vals["state"]))
            moved._archive_linked_tokens()
        result = super().write(vals)
        self._check_required_if_provider()
        if "state" in vals:
            changed = self.filtered(lambda one: one.state != before[one])
            changed.filtered(
                lambda one: before[one] == "disabled")._activate_default_pms()
            changed.filtered(
                lambda one: one.state == "disabled")._deactivate_unsupported_payment_methods()
            if changed:
                self._toggle_post_processing_cron()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_master_data(self):
        """What came with the module stays."""
        known = set(self.env["ir.model.data"].sudo().search([
            ("model", "=", self._name), ("module", "=like", "payment%"),
            ("res_id", "in", self.ids),
        ]).mapped("res_id"))
        for provider in self:
            if provider.id in known:
                raise UserError(_(
                    "You cannot delete the payment provider %s; disable it or uninstall it "
                    "instead.", provider.name))

    def copy_data(self, default=None):
        """A copy has a name of its own, and is off."""
        return [
            {**vals, "name": (default or {}).get("name") or _("%s (copy)", provider.name)}
            for provider, vals in zip(self, super().copy_data(default=default))]

    def _archive_linked_tokens(self):
        self.env["payment.token"].search(
            [("provider_id", "in", self.ids)]).write({"active": False})

    def _activate_default_pms(self):
        """Switch on the methods that go with the providers by default, and their brands."""
        for provider in self:
            codes = provider._get_default_payment_method_codes()
            methods = provider.with_context(active_test=False).payment_method_ids
            methods.filtered(lambda m, codes=codes: m.code in codes).write(
                {"active": True})
            methods.brand_ids.filtered(lambda m, codes=codes: m.code in codes).write(
                {"active": True})

    def _deactivate_unsupported_payment_methods(self):
        """Switch off the methods that no provider offers any longer."""
        methods = self.with_context(active_test=False).payment_method_ids
        methods.filtered(
            lambda m: all(p.state == "disabled" for p in m.provider_ids)
        ).write({"active": False})

    def _get_default_payment_method_codes(self):
        """Return the codes of methods that come with the provider (hook)."""
        return set()

    @api.model
    def _toggle_post_processing_cron(self):
        cron = self.env.ref("payment.cron_post_process_payment_tx",
                            raise_if_not_found=False)
        if cron:
            found = self.sudo().search_count([("state", "!=", "disabled")], limit=1)
            if cron.sudo().active != bool(found):
                cron.sudo().active = bool(found)

    # ---- buttons
    def button_immediate_install(self):
        """Install the provider's module."""
        if self.module_id and self.module_state != "installed":
            self.module_id.button_immediate_install()
            return {"type": "ir.actions.client", "tag": "reload"}
        return None

    def action_toggle_is_published(self):
        """Show the provider to customers, or hide it."""
        if self.state == "disabled":
            raise UserError(_("You cannot publish a disabled provider."))
        self.is_published = not self.is_published

    def action_view_payment_methods(self):
        """Open the methods of the provider."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Payment Methods"),
            "res_model": "payment.method", "view_mode": "list,kanban,form",
            "domain": [("id", "in", self.with_context(
                active_test=False).payment_method_ids.ids)],
            "context": {"active_test": False, "create": False},
        }

    def action_start_onboarding(self, menu_id=None):
        """Ask the provider for an account: only those with a way to it can (hook)."""
        return None

    def action_reset_credentials(self):
        """Forget the account: the provider is off."""
        self.ensure_one()
        self.write({"state": "disabled", **self._get_reset_values()})

    def _get_reset_values(self):
        """Return the fields of the account, emptied (hook)."""
        return {}

    def _get_code(self):
        """Return the code of the provider."""
        self.ensure_one()
        return self.code
