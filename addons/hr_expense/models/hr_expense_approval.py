"""Expenses handed in, approved, refused, taken back."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError

ACTIVITY = "hr_expense.mail_act_expense_approval"
BOOKED = ("posted", "in_payment", "paid")


class HrExpense(models.Model):
    _inherit = "hr.expense"

    can_approve = fields.Boolean(compute="_compute_can_approve")
    can_reset = fields.Boolean(compute="_compute_can_reset")
    is_editable = fields.Boolean(compute="_compute_is_editable")

    # ---- who may what
    @api.depends_context("uid")
    @api.depends("employee_id", "manager_id", "state")
    def _compute_can_approve(self):
        for expense in self:
            expense.can_approve = not expense._get_cannot_approve_reason()

    def _get_cannot_approve_reason(self):
        """Return why the user may not approve; nothing when he may."""
        self.ensure_one()
        user, employee = self.env.user, self.employee_id.sudo()
        if self.env.su or user.has_group("hr_expense.group_hr_expense_manager"):
            return ""
        if not user.has_group("hr_expense.group_hr_expense_team_approver"):
            return _("%(expense_name)s:\nOnly Managers and HR Officers can approve "
                     "expenses.", expense_name=self.name)
        if employee.user_id == user:
            return _("%(expense_name)s:\nYou cannot approve your own expenses.",
                     expense_name=self.name)
        managers = employee.expense_manager_id | employee.parent_id.user_id | \
            employee.department_id.manager_id.user_id | self.manager_id
        if user not in managers and not user.has_group(
            "hr_expense.group_hr_expense_user"
        ):
            return _("%(expense_name)s:\nYou can only approve your department expenses.",
                     expense_name=self.name)
        return ""

    def _check_can_approve(self):
        reasons = [reason for expense in self
                   if (reason := expense._get_cannot_approve_reason())]
        if reasons:
            raise UserError(_("You cannot approve:\n %s", "\n".join(reasons)))

    def _check_can_refuse(self):
        if any(expense.state in BOOKED for expense in self):
            raise UserError(_(
                "You cannot refuse an expense that has a journal entry."))
        reasons = [reason for expense in self
                   if (reason := expense._get_cannot_approve_reason())]
        if reasons:
            raise UserError(_("You cannot refuse:\n %s", "\n".join(reasons)))

    @api.depends_context("uid")
    @api.depends("employee_id", "state")
    def _compute_can_reset(self):
        approver = self.env.user.has_group("hr_expense.group_hr_expense_team_approver")
        for expense in self:
            own = expense.employee_id.sudo().user_id == self.env.user
            expense.can_reset = approver or \
                own and expense.state in ("draft", "submitted")

    @api.depends_context("uid")
    @api.depends("employee_id", "state", "can_approve")
    def _compute_is_editable(self):
        for expense in self:
            own = expense.employee_id.sudo().user_id == self.env.user
            if expense.state in (*BOOKED, "refused"):
                expense.is_editable = self.env.su
            elif expense.state == "draft" and own:
                expense.is_editable = True
            else:
                expense.is_editable = expense.can_approve

    # ---- states
    def action_submit(self):
        """Hand expenses in; without a manager they are approved at once."""
        drafts = self.filtered(lambda e: e.state == "draft")
        for expense in drafts:
            if not expense.product_id:
                raise UserError(_("You can not submit an expense without a category."))
        drafts.write({"approval_state": "submitted"})
        drafts.sudo().update_activities_and_mails()
        drafts.filtered(lambda e: not e.manager_id).sudo()._do_approve(False)

    def action_approve(self):
        """Approve expenses; those that look like others are asked about first."""
        self._check_can_approve()
        others = self.duplicate_expense_ids.filtered(
            lambda e: e.state in ("submitted", "approved", *BOOKED))
        if others:
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "hr_expense.hr_expense_approve_duplicate_action")
            action["context"] = {"default_expense_ids": self.ids}
            return action
        self._do_approve(False)
        return None

    def _do_approve(self, check=True):
        if check:
            self._check_can_approve()
        todo = self.filtered(lambda e: e.state in ("submitted", "draft"))
        todo.write({"approval_state": "approved", "manager_id": self.env.uid
                    if not self.env.su else todo[:1].manager_id.id,
                    "approval_date": fields.Datetime.now()})
        todo.update_activities_and_mails()

    def action_approve_duplicates(self):
        """Approve expenses though they look like others."""
        root = self.env.ref("base.partner_root")
        for expense in self.duplicate_expense_ids:
            expense.message_post(
                body=_("%(user)s confirms this expense is not a duplicate with similar "
                       "expense.", user=self.env.user.name), author_id=root.id)

    def action_refuse(self):
        """Open the wizard that asks why."""
        self._check_can_refuse()
        return self.env["ir.actions.act_window"]._for_xml_id(
            "hr_expense.hr_expense_refuse_wizard_action")

    def _do_refuse(self, reason):
        """Refuse expenses, with a reason that their owners read."""
        self._check_can_refuse()
        self.write({"approval_state": "refused"})
        for expense in self:
            expense.message_post(
                body=_("Your Expense %(name)s has been refused. Reason: %(reason)s",
                       name=expense.name, reason=reason),
                subtype_xmlid="hr_expense.mt_expense_refused",
                partner_ids=expense.employee_id.sudo().user_id.partner_id.ids)
        self.update_activities_and_mails()

    def action_reset(self):
        """Take expenses back to draft."""
        if any(not expense.can_reset for expense in self):
            raise UserError(_(
                "Only HR Officers, accountants, or the concerned employee can reset to "
                "draft."))
        moves = self.sudo().account_move_id
        if any(move.state == "posted" for move in moves):
            raise UserError(_(
                "You cannot reset to draft an expense linked to a posted journal entry."))
        moves.unlink()
        self.sudo().write({"approval_state": False, "approval_date": False})
        self.update_activities_and_mails()

    def update_activities_and_mails(self):
        """Ask managers for their approval, and drop what is decided."""
        for expense in self:
            if expense.state == "submitted":
                user = expense.manager_id or expense.employee_id.parent_id.user_id
                if user and not expense.activity_search([ACTIVITY], user_id=user.id):
                    expense.activity_schedule(ACTIVITY, user_id=user.id)
        self.filtered(lambda e: e.state in ("approved", *BOOKED)).activity_feedback(
            [ACTIVITY])
        self.filtered(lambda e: e.state in ("draft", "refused")).activity_unlink(
            [ACTIVITY])

    def _track_subtype(self, initial_values):
        self.ensure_one()
        if "state" in initial_values:
            name = {"draft": "reset", "approved": "approved", "refused": "refused",
                    "paid": "paid"}.get(self.state)
            if name:
                return self.env.ref(f"hr_expense.mt_expense_{name}")
        return super()._track_subtype(initial_values)
