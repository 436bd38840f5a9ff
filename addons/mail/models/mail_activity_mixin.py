"""Records that have activities."""
from __future__ import annotations

from odoo import api, fields, models
from odoo.fields import Domain


class MailActivityMixin(models.AbstractModel):
    _name = "mail.activity.mixin"
    _description = "Activity Mixin"

    activity_date_deadline = fields.Date(
        string="Next Activity Deadline", compute="_compute_activity_date_deadline",
        search="_search_activity_date_deadline", groups="base.group_user",
    )
    activity_exception_decoration = fields.Selection(
        [("warning", "Alert"), ("danger", "Error")],
        compute="_compute_activity_exception_decoration",
        search="_search_activity_exception_decoration",
    )
    activity_exception_icon = fields.Char(
        string="Icon", compute="_compute_activity_exception_decoration",
    )
    activity_ids = fields.One2many(
        "mail.activity", "res_id", string="Activities", groups="base.group_user",
        bypass_search_access=True, domain=lambda self: [("res_model", "=", self._name)],
    )
    activity_state = fields.Selection(
        [("overdue", "Overdue"), ("today", "Today"), ("planned", "Planned")],
        compute="_compute_activity_state", search="_search_activity_state",
        groups="base.group_user",
    )
    activity_summary = fields.Char(
        string="Next Activity Summary", related="activity_ids.summary", readonly=False,
        groups="base.group_user",
    )
    activity_type_icon = fields.Char(
        string="Activity Type Icon", related="activity_ids.icon",
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type", string="Next Activity Type",
        related="activity_ids.activity_type_id", readonly=False, groups="base.group_user",
    )
    activity_user_id = fields.Many2one(
        "res.users", string="Responsible User", compute="_compute_activity_user_id",
        search="_search_activity_user_id", groups="base.group_user",
    )
    my_activity_date_deadline = fields.Date(
        string="My Activity Deadline", compute="_compute_my_activity_date_deadline",
        search="_search_my_activity_date_deadline", groups="base.group_user",
    )

    # ---- fields
    @api.depends("activity_ids.date_deadline")
    def _compute_activity_date_deadline(self):
        for record in self:
            record.activity_date_deadline = min(
                record.activity_ids.mapped("date_deadline"), default=False
            )

    @api.model
    def _search_activity_date_deadline(self, operator, operand):
        if operator == "in" and False in operand:
            rest = [day for day in operand if day]
            none = [("activity_ids", "=", False)]
            return ["|", *none, ("activity_ids.date_deadline", "in", rest)] if rest \
                else none
        return [("activity_ids.date_deadline", operator, operand)]

    @api.depends("activity_ids.activity_type_id.decoration_type",
                 "activity_ids.activity_type_id.icon")
    def _compute_activity_exception_decoration(self):
        for record in self:
            kinds = record.activity_ids.activity_type_id.filtered("decoration_type")
            worst = kinds.filtered(lambda k: k.decoration_type == "danger")[:1] or kinds[:1]
            record.activity_exception_decoration = worst.decoration_type or False
            record.activity_exception_icon = worst.icon or False

    @api.model
    def _search_activity_exception_decoration(self, operator, operand):
        return [("activity_ids.activity_type_id.decoration_type", operator, operand)]

    @api.depends("activity_ids.state")
    def _compute_activity_state(self):
        for record in self:
            states = set(record.activity_ids.mapped("state"))
            record.activity_state = next(
                (s for s in ("overdue", "today", "planned") if s in states), False
            )

    @api.model
    def _search_activity_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today = fields.Date.context_today(self)
        domains = []
        table = self._name
        for state in value:
            late = [("res_model", "=", table), ("date_deadline", "<", today)]
            due = [("res_model", "=", table), ("date_deadline", "=", today)]
            if state == "overdue":
                domains.append(Domain("activity_ids", "any", late))
            elif state == "today":
                domains.append(Domain("activity_ids", "any", due)
                               & Domain("activity_ids", "not any", late))
            elif state == "planned":
                domains.append(
                    Domain("activity_ids", "!=", False)
                    & Domain("activity_ids", "not any",
                             [("date_deadline", "<=", today)])
                )
            elif not state:
                domains.append(Domain("activity_ids", "=", False))
        return Domain.OR(domains)

    @api.depends("activity_ids.user_id")
    def _compute_activity_user_id(self):
        for record in self:
            record.activity_user_id = record.activity_ids[:1].user_id

    @api.model
    def _search_activity_user_id(self, operator, operand):
        if operator == "in" and False in operand:
            return [("activity_ids", "=", False)]
        return [("activity_ids", "any", [("user_id", operator, operand)])]

    @api.depends("activity_ids.date_deadline", "activity_ids.user_id")
    @api.depends_context("uid")
    def _compute_my_activity_date_deadline(self):
        for record in self:
            mine = record.activity_ids.filtered(lambda a: a.user_id.id == self.env.uid)
            record.my_activity_date_deadline = min(
                mine.mapped("date_deadline"), default=False
            )

    @api.model
    def _search_my_activity_date_deadline(self, operator, operand):
        return [("activity_ids", "any", [
            ("user_id", "=", self.env.uid), ("date_deadline", operator, operand),
        ])]

    # ---- life
    def unlink(self):
        """Delete the activities along with the records."""
        model, ids = self._name, self.ids
        result = super().unlink()
        self.env["mail.activity"].sudo().with_context(active_test=False).search([
            ("res_model", "=", model), ("res_id", "in", ids),
        ]).unlink()
        return result

    # ---- planning
    def activity_schedule(self, act_type_xmlid="", date_deadline=None, summary="",
                          note="", **act_values):
        """Plan an activity on each record, of the type with the given xml id."""
        if self.env.context.get("mail_activity_automation_skip"):
            return False
        if not date_deadline:
            date_deadline = fields.Date.context_today(self)
        kind = self.env["mail.activity.type"]
        if act_type_xmlid:
            kind = self.env.ref(act_type_xmlid, raise_if_not_found=False) \
                or self.env["mail.activity"]._default_activity_type_for_model(self._name)
        elif act_values.get("activity_type_id"):
            kind = kind.browse(act_values["activity_type_id"])
        model_id = self.env["ir.model"]._get_id(self._name)
        vals_list = []
        for record in self:
            vals = {
                "activity_type_id": kind.id, "automated": True,
                "date_deadline": date_deadline, "note": note or kind.default_note,
                "res_model_id": model_id, "res_id": record.id,
                "summary": summary or kind.summary, **act_values,
            }
            if not vals.get("user_id"):
                vals["user_id"] = kind.default_user_id.id or self.env.uid
            vals_list.append(vals)
        return self.env["mail.activity"].create(vals_list)

    def _activity_schedule_with_view(self, act_type_xmlid="", date_deadline=None,
                                     summary="", views_or_xmlid="", render_context=None,
                                     **act_values):
        """Plan an activity whose note a view renders."""
        view = self.env.ref(views_or_xmlid) if isinstance(views_or_xmlid, str) \
            else views_or_xmlid
        activities = self.env["mail.activity"]
        for record in self:
            note = self.env["ir.qweb"]._render(view.id, {
                **(render_context or {}), "object": record,
            })
            activities |= record.activity_schedule(
                act_type_xmlid, date_deadline, summary, note, **act_values
            )
        return activities

    def activity_search(self, act_type_xmlids="", user_id=None, additional_domain=None,
                        only_automated=True):
        """Return the activities of the records of the given types."""
        if self.env.context.get("mail_activity_automation_skip"):
            return self.env["mail.activity"]
        data = self.env["ir.model.data"]
        ids = [id_ for xmlid in act_type_xmlids
               if (id_ := data._xmlid_to_res_id(xmlid))] if act_type_xmlids else []
        domain = [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        if act_type_xmlids:
            domain.append(("activity_type_id", "in", ids))
        if only_automated:
            domain.append(("automated", "=", True))
        if user_id:
            domain.append(("user_id", "=", user_id))
        return self.env["mail.activity"].search([*domain, *(additional_domain or [])])

    def activity_reschedule(self, act_type_xmlids, user_id=None, date_deadline=None,
                            new_user_id=None, only_automated=True):
        """Move planned activities to another day or person."""
        found = self.activity_search(
            act_type_xmlids, user_id=user_id, only_automated=only_automated
        )
        vals = {}
        if date_deadline:
            vals["date_deadline"] = date_deadline
        if new_user_id:
            vals["user_id"] = new_user_id
        if vals:
            found.write(vals)
        return found

    def activity_feedback(self, act_type_xmlids, user_id=None, feedback=None,
                          attachment_ids=None, only_automated=True):
        """Mark planned activities as done."""
        found = self.activity_search(
            act_type_xmlids, user_id=user_id, only_automated=only_automated
        )
        if found:
            found.action_feedback(feedback=feedback, attachment_ids=attachment_ids)
        return True

    def activity_unlink(self, act_type_xmlids, user_id=None, only_automated=True):
        """Delete planned activities."""
        self.activity_search(
            act_type_xmlids, user_id=user_id, only_automated=only_automated
        ).unlink()
        return True

    def activity_send_mail(self, template_id):
        """Send a template about each record."""
        template = self.env["mail.template"].browse(template_id).exists()
        if not template:
            return False
        self.message_post_with_source(template, subtype_xmlid="mail.mt_comment")
        return True

    def _my_next(self):
        return self.env["mail.activity"].browse([
            record.activity_ids.filtered(lambda a: a.user_id.id == self.env.uid)[:1].id
            for record in self
        ]).filtered("id")

    def action_reschedule_my_next_today(self):
        """Move the user's next activity to today."""
        self._my_next().action_reschedule_today()

    def action_reschedule_my_next_tomorrow(self):
        """Move the user's next activity to tomorrow."""
        self._my_next().action_reschedule_tomorrow()

    def action_reschedule_my_next_nextweek(self):
        """Move the user's next activity to next Monday."""
        self._my_next().action_reschedule_nextweek()
