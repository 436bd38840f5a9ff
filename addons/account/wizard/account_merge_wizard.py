"""The wizard that makes one account of those of several companies."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError


class AccountMergeWizard(models.TransientModel):
    _inherit = "account.merge.wizard"

    is_group_by_name = fields.Boolean(default=True)
    wizard_line_ids = fields.One2many(
        "account.merge.wizard.line", "wizard_id", compute="_compute_wizard_line_ids",
        store=True, readonly=False)
    disable_merge_button = fields.Boolean(compute="_compute_disable_merge_button")

    @api.model
    def default_get(self, fields):
        """Return the accounts of the context; UserError for others or too few."""
        values = super().default_get(fields)
        context = self.env.context
        if "account_ids" not in fields or values.get("account_ids"):
            return values
        if context.get("active_model") != "account.account" or \
                not context.get("active_ids"):
            raise UserError(_("This can only be used on accounts."))
        if len(context["active_ids"]) < 2:
            raise UserError(_("You must select at least 2 accounts."))
        return {**values, "account_ids": [(6, 0, context["active_ids"])]}

    def _get_grouping_key(self, account):
        """Return what accounts have in common that may become one."""
        labels = dict(account._fields["account_type"]._description_selection(self.env))
        return (account.non_trade, account.account_type, account.reconcile, account.active,
                labels[account.account_type],
                account.name if self.is_group_by_name else "",
                account.currency_id.name or "")

    def _get_label(self, account):
        """Return the name of the group that an account is in."""
        labels = dict(account._fields["account_type"]._description_selection(self.env))
        parts = [account.name] if self.is_group_by_name else []
        parts.append(labels[account.account_type])
        if account.currency_id:
            parts.append(account.currency_id.name)
        return " - ".join(parts)

    @api.depends("is_group_by_name", "account_ids")
    def _compute_wizard_line_ids(self):
        for wizard in self:
            groups = {}
            for account in wizard.account_ids:
                groups.setdefault(wizard._get_grouping_key(account), []).append(account)
            lines, sequence = [(5,)], 0
            for key, accounts in groups.items():
                common = {"grouping_key": str(key), "is_selected": len(accounts) > 1}
                lines.append((0, 0, {
                    **common, "sequence": sequence, "display_type": "line_section",
                    "account_id": accounts[0].id}))
                for account in accounts:
                    sequence += 1
                    lines.append((0, 0, {
                        **common, "sequence": sequence, "display_type": "account",
                        "account_id": account.id}))
                sequence += 1
            wizard.wizard_line_ids = lines

    def _get_groups(self):
        """Return the accounts to merge, group by group."""
        groups = {}
        for line in self.wizard_line_ids.sorted("sequence"):
            if line.display_type == "account" and line.is_selected and not line.info:
                groups[line.grouping_key] = groups.get(
                    line.grouping_key, self.env["account.account"]) | line.account_id
        return [accounts for accounts in groups.values() if len(accounts) > 1]

    @api.depends("wizard_line_ids.is_selected", "wizard_line_ids.info")
    def _compute_disable_merge_button(self):
        for wizard in self:
            wizard.disable_merge_button = not wizard._get_groups()

    def action_merge(self):
        """Merge the selected accounts of each group into their first."""
        self.ensure_one()
        groups = self._get_groups()
        for accounts in groups:
            accounts._check_companies()
        self.wizard_line_ids.unlink()
        for accounts in groups:
            accounts._action_merge()
        return {
            "type": "ir.actions.client", "tag": "display_notification", "params": {
                "type": "success", "sticky": False,
                "message": _("Accounts successfully merged!"),
                "next": {"type": "ir.actions.act_window_close"}},
        }


class AccountMergeWizardLine(models.TransientModel):
    _inherit = "account.merge.wizard.line"

    info = fields.Char(compute="_compute_info")
    account_has_hashed_entries = fields.Boolean(
        compute="_compute_account_has_hashed_entries")

    @api.depends("account_id")
    def _compute_account_has_hashed_entries(self):
        for line in self:
            line.account_has_hashed_entries = bool(
                self.env["account.move.line"].sudo().search_count([
                    ("account_id", "=", line.account_id.id),
                    ("move_id.inalterable_hash", "!=", False)], limit=1))

    @api.depends("is_selected", "wizard_id.wizard_line_ids.is_selected")
    def _compute_info(self):
        """Tell the name of a group, and why an account can't be merged with others."""
        for lines in self.wizard_id.wizard_line_ids.grouped(
                lambda line: (line.wizard_id, line.grouping_key)).values():
            seen, hashed = {}, None
            for line in lines.sorted("sequence"):
                if line.display_type != "account":
                    line.info = line.wizard_id._get_label(line.account_id)
                    continue
                line.info = False
                if not line.is_selected:
                    continue
                shared = [seen[company] for company in line.account_id.sudo().company_ids
                          if company in seen]
                if shared:
                    line.info = _("Belongs to the same company as %s.",
                                  shared[0].display_name)
                elif line.account_has_hashed_entries and hashed:
                    line.info = _(
                        "Contains hashed entries, but %s also has hashed entries.",
                        hashed.display_name)
                else:
                    seen.update(dict.fromkeys(
                        line.account_id.sudo().company_ids, line.account_id))
                    hashed = hashed or line.account_has_hashed_entries and line.account_id
