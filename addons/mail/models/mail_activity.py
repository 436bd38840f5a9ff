"""What is to be done on records."""
from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from odoo import _, api, fields, models
from odoo.addons.mail.tools.discuss import Store
from odoo.exceptions import AccessError


class MailActivity(models.Model):
    _name = "mail.activity"
    _description = "Activity"
    _order = "date_deadline ASC, id ASC"
    _rec_name = "summary"

    active = fields.Boolean(default=True)
    activity_category = fields.Selection(
        string="Action", related="activity_type_id.category",
    )
    activity_decoration = fields.Selection(
        string="Decoration Type", related="activity_type_id.decoration_type",
    )
    activity_type_id = fields.Many2one(
        "mail.activity.type", ondelete="restrict",
        default=lambda self: self._default_activity_type(),
    )
    attachment_ids = fields.Many2many(
        "ir.attachment", "activity_attachment_rel", "activity_id", "attachment_id",
        string="Attachments",
    )
    automated = fields.Boolean(string="Automated activity", readonly=True)
    can_write = fields.Boolean(compute="_compute_can_write")
    chaining_type = fields.Selection(
        string="Chaining Type", related="activity_type_id.chaining_type",
    )
    date_deadline = fields.Date(
        string="Due Date", required=True, index=True, default=fields.Date.context_today,
    )
    date_done = fields.Date(string="Done Date", compute="_compute_date_done", store=True)
    feedback = fields.Text()
    has_recommended_activities = fields.Boolean(
        string="Next activities available", compute="_compute_has_recommended_activities",
    )
    icon = fields.Char(string="Icon", related="activity_type_id.icon")
    mail_template_ids = fields.Many2many(
        "mail.template", string="Email templates",
        related="activity_type_id.mail_template_ids",
    )
    note = fields.Html(sanitize_style=True)
    previous_activity_type_id = fields.Many2one("mail.activity.type", readonly=True)
    recommended_activity_type_id = fields.Many2one("mail.activity.type")
    res_id = fields.Many2oneReference(
        string="Related Document ID", index=True, model_field="res_model",
    )
    res_model = fields.Char(
        string="Related Document Model", related="res_model_id.model", store=True,
        index=True, precompute=True,
    )
    res_model_id = fields.Many2one(
        "ir.model", string="Document Model", index=True, ondelete="cascade",
    )
    res_name = fields.Char(string="Document Name", compute="_compute_res_name", store=True)
    state = fields.Selection(
        [
            ("overdue", "Overdue"), ("today", "Today"), ("planned", "Planned"),
            ("done", "Done"),
        ],
        compute="_compute_state",
    )
    summary = fields.Char()
    user_id = fields.Many2one(
        "res.users", string="Assigned to", index=True, ondelete="cascade",
    )
    user_tz = fields.Selection(
        lambda self: self.env["res.partner"]._fields["tz"]._description_selection(
            self.env
        ), string="Timezone", related="user_id.tz", store=True,
    )

    _check_res_id_is_set = models.Constraint(
        "CHECK((res_model IS NOT NULL AND res_id IS NOT NULL AND res_id != 0) "
        "OR (res_model IS NULL AND (res_id IS NULL OR res_id = 0)))",
        "Activities have to be linked to records with a not null res_id.",
    )

    # ---- fields
    @api.model
    def _model_selection(self):
        """Return the models whose records can have activities."""
        models_ = self.env["ir.model"].sudo().search([
            ("is_mail_thread", "=", True), ("transient", "=", False),
        ])
        return [(m.model, m.name) for m in models_ if m.model in self.env
                and not self.env[m.model]._abstract]

    @api.model
    def _default_activity_type(self):
        model = self.env.context.get("default_res_model")
        if not model and self.env.context.get("default_res_model_id"):
            model = self.env["ir.model"].browse(
                self.env.context["default_res_model_id"]
            ).model
        return self._default_activity_type_for_model(model)

    @api.model
    def _default_activity_type_for_model(self, model):
        todo = self.env["ir.model.data"]._xmlid_to_res_id("mail.mail_activity_data_todo")
        found = self.env["mail.activity.type"].browse(todo or ()).exists()
        if found and found.active and found.res_model in (model, False):
            return found
        return self.env["mail.activity.type"].search(
            ["|", ("res_model", "=", False), ("res_model", "=", model)], limit=1
        )

    @api.depends("active")
    def _compute_date_done(self):
        today = fields.Date.context_today(self)
        for activity in self:
            activity.date_done = False if activity.active \
                else activity.date_done or today

    @api.depends("activity_type_id")
    def _compute_has_recommended_activities(self):
        for activity in self:
            activity.has_recommended_activities = bool(
                activity.previous_activity_type_id.suggested_next_type_ids
            )

    @api.depends("res_model", "res_id")
    def _compute_res_name(self):
        for activity in self:
            name = False
            if activity.res_model in self.env and activity.res_id:
                record = self.env[activity.res_model].sudo().browse(activity.res_id)
                name = record.display_name if record.exists() else False
            activity.res_name = name

    @api.depends("active", "date_deadline")
    def _compute_state(self):
        for activity in self:
            if not activity.active:
                activity.state = "done"
            elif activity.date_deadline:
                activity.state = self._state_of(activity.date_deadline, activity.user_tz)
            else:
                activity.state = False

    @api.model
    def _state_of(self, deadline, tz=False):
        """Return overdue, today or planned, by the day in a time zone."""
        try:
            zone = ZoneInfo(tz) if tz else ZoneInfo("UTC")
        except (KeyError, ValueError):
            zone = ZoneInfo("UTC")
        now = fields.Datetime.now().replace(tzinfo=ZoneInfo("UTC"))
        today = now.astimezone(zone).date()
        if deadline == today:
            return "today"
        return "overdue" if deadline < today else "planned"

    @api.depends("res_model", "res_id", "user_id")
    @api.depends_context("uid")
    def _compute_can_write(self):
        writable = self._filtered_access("write")
        for activity in self:
            activity.can_write = activity in writable

    @api.depends("summary", "activity_type_id")
    def _compute_display_name(self):
        for activity in self:
            activity.display_name = activity.summary \
                or activity.activity_type_id.display_name

    @api.onchange("activity_type_id")
    def _onchange_activity_type_id(self):
        kind = self.activity_type_id
        if kind:
            self.summary = self.summary or kind.summary
            self.date_deadline = kind._get_date_deadline()
            self.user_id = kind.default_user_id or self.user_id
            if kind.default_note:
                self.note = kind.default_note

    # ---- access: that of the record
    def _check_access(self, operation):
        """Activities are for their users, and for those who may write the record."""
        refusal = super()._check_access(operation)
        if refusal or not any(self._ids) or self.env.su:
            return refusal
        lost = self._get_forbidden(operation)
        if lost:
            return lost, lambda: AccessError(_(
                "The requested operation cannot be completed due to security "
                "restrictions. Please contact your system administrator.\n\n(Document "
                "type: %(type)s, Operation: %(operation)s)",
                type=self._description, operation=operation,
            ))
        return None

    def _get_forbidden(self, operation):
        wanted = "read" if operation == "read" else "write"
        lost = self.browse()
        by_model = {}
        for activity in self.sudo():
            if not activity.exists():
                continue
            if activity.user_id.id == self.env.uid and operation in ("read", "write"):
                continue
            if activity.res_model in self.env and activity.res_id:
                by_model.setdefault(activity.res_model, {}).setdefault(
                    activity.res_id, []
                ).append(activity.id)
            elif activity.create_uid.id != self.env.uid:
                lost |= self.browse(activity.id)
        for model, by_id in by_model.items():
            records = self.env[model].browse(by_id).exists()
            operation_ = "read" if wanted == "write" and getattr(
                records, "_mail_post_access", "write"
            ) == "read" else wanted
            allowed = set(records._filtered_access(operation_).ids)
            for res_id, ids in by_id.items():
                if res_id not in allowed:
                    lost |= self.browse(ids)
        return lost

    # ---- life
    @api.model
    def default_get(self, fields_list):
        """The model goes by the name that the context gives."""
        values = super().default_get(fields_list)
        if "res_model_id" in fields_list and not values.get("res_model_id"):
            model = values.get("res_model") or self.env.context.get("default_res_model")
            if model:
                values["res_model_id"] = self.env["ir.model"]._get_id(model)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        """Plan activities: those planned for follow the record and are told."""
        activities = super().create([self._with_type(vals) for vals in vals_list])
        for activity in activities.sudo():
            activity._follow_record()
        quick = self.env.context.get("mail_activity_quick_update")
        others = activities.filtered(lambda a: a.user_id and a.user_id != self.env.user)
        if others and not quick:
            others.sudo().action_notify()
        activities._forget_documents()
        return activities

    @api.model
    def _with_type(self, vals):
        if vals.get("res_model") and not vals.get("res_model_id"):
            vals = {**vals, "res_model_id": self.env["ir.model"]._get_id(
                vals["res_model"]
            )}
            vals.pop("res_model")
        return vals

    def _follow_record(self):
        user = self.user_id
        if user and self.res_model in self.env and self.res_id:
            record = self.env[self.res_model].browse(self.res_id)
            if "message_follower_ids" in record._fields and record.exists():
                record._message_subscribe(partner_ids=user.partner_id.ids)

    def write(self, vals):
        """Change activities; new people are told."""
        changed = self.browse()
        if vals.get("user_id"):
            changed = self.filtered(lambda a: a.user_id.id != vals["user_id"])
        result = super().write(vals)
        if changed:
            for activity in changed.sudo():
                activity._follow_record()
            if vals["user_id"] != self.env.uid \
                    and not self.env.context.get("mail_activity_quick_update"):
                changed.sudo().action_notify()
        self._forget_documents()
        return result

    def unlink(self):
        """Delete activities; no message tells."""
        self._forget_documents()
        return super().unlink()

    def _forget_documents(self):
        """The records know their activities anew."""
        for model, ids in self._group_documents().items():
            record = self.env[model].browse(ids)
            names = [n for n, f in record._fields.items()
                     if n.startswith(("activity_", "my_activity_")) and not (
                         f.store and f.is_column)]
            record.invalidate_recordset(names, flush=False)

    def _classify_by_model(self):
        """Return the activities and the ids of their records, by model."""
        found = {}
        for activity in self.filtered(lambda a: a.res_model and a.res_id):
            known = found.setdefault(
                activity.res_model, {"activities": self.browse(), "record_ids": []}
            )
            known["activities"] |= activity
            known["record_ids"].append(activity.res_id)
        return found

    def _group_documents(self):
        found = {}
        for activity in self.sudo():
            if activity.res_model in self.env and activity.res_id:
                found.setdefault(activity.res_model, []).append(activity.res_id)
        return found

    # ---- telling
    def action_notify(self):
        """Write to the people that the activities are for."""
        view = self.env["ir.ui.view"].sudo().search([
            ("key", "=", "mail.message_activity_assigned"),
        ], limit=1)
        for activity in self:
            if not activity.res_model or not activity.user_id or not view:
                continue
            record = self.env[activity.res_model].browse(activity.res_id)
            if not hasattr(record, "message_notify"):
                continue
            description = self.env["ir.model"]._get(activity.res_model).display_name
            body = self.env["ir.qweb"].sudo()._render(view.id, {
                "activity": activity, "model_description": description,
                "is_html_empty": self.env["mail.render.mixin"]._is_html_empty,
            })
            record.message_notify(
                partner_ids=activity.user_id.partner_id.ids, body=body,
                model_description=description,
                email_layout_xmlid="mail.mail_notification_layout",
                subject=_(
                    '"%(activity_name)s: %(summary)s" assigned to you',
                    activity_name=activity.res_name,
                    summary=activity.summary or activity.activity_type_id.name or "",
                ),
            )

    # ---- being done
    def action_done(self):
        """Mark as done; the id of the message that tells."""
        return self.filtered("active").action_feedback()

    def action_done_redirect_to_other(self):
        """Mark as done and show what else the user has to do on hidden records."""
        self.action_done()
        return self.env["ir.actions.actions"]._for_xml_id(
            "mail.mail_activity_without_access_action"
        )

    def action_feedback(self, feedback=False, attachment_ids=None):
        """Mark as done with what was found; the id of the message that tells."""
        messages, _next = self.with_context(
            {k: v for k, v in self.env.context.items() if not k.startswith("default_")}
        )._action_done(feedback=feedback, attachment_ids=attachment_ids)
        return messages[0].id if messages else False

    def action_done_schedule_next(self):
        """Mark as done and plan the next one."""
        return self.action_feedback_schedule_next()

    def action_feedback_schedule_next(self, feedback=False, attachment_ids=None):
        """Mark as done with what was found and plan the next one."""
        context = {
            **{k: v for k, v in self.env.context.items() if not k.startswith("default_")},
            "default_previous_activity_type_id": self.activity_type_id.id,
            "activity_previous_deadline": fields.Date.to_string(self.date_deadline),
            "default_res_id": self.res_id, "default_res_model": self.res_model,
        }
        _messages, following = self._action_done(
            feedback=feedback, attachment_ids=attachment_ids
        )
        if following:
            return False
        return {
            "name": _("Schedule an Activity"), "context": context, "view_mode": "form",
            "res_model": "mail.activity", "views": [(False, "form")],
            "type": "ir.actions.act_window", "target": "new",
        }

    def _action_done(self, feedback=False, attachment_ids=None):
        """Mark as done: archive, tell, plan what follows. Returns (messages, next)."""
        messages = self.env["mail.message"]
        following = [
            activity._prepare_next_activity_values() for activity in self
            if activity.chaining_type == "trigger"
        ]
        for activity in self:
            if activity.res_model and activity.res_id:
                messages |= activity._tell_done(feedback, attachment_ids)
        self.sudo().write({
            "active": False, **({"feedback": feedback} if feedback else {}),
            **({"attachment_ids": [(4, i) for i in attachment_ids]}
               if attachment_ids else {}),
        })
        following = [vals for vals in following if vals]
        created = self.env["mail.activity"].create(following) if following \
            else self.env["mail.activity"]
        return messages, created

    def _tell_done(self, feedback, attachment_ids):
        record = self.env[self.res_model].browse(self.res_id)
        if not record.exists() or not hasattr(record, "message_post"):
            return self.env["mail.message"]
        view = self.env["ir.ui.view"].sudo().search([
            ("key", "=", "mail.message_activity_done"),
        ], limit=1)
        body = self.env["ir.qweb"].sudo()._render(view.id, {
            "activity": self, "feedback": feedback,
            "display_assignee": self.user_id != self.env.user,
            "is_html_empty": self.env["mail.render.mixin"]._is_html_empty,
        })
        return record.sudo().message_post(
            body=body, author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_activities",
            mail_activity_type_id=self.activity_type_id.id,
            attachment_ids=list(attachment_ids or ()),
        )

    def _prepare_next_activity_values(self):
        """Return the values of the activity that this one triggers."""
        self.ensure_one()
        kind = self.activity_type_id.triggered_next_type_id
        if not kind:
            return {}
        following = self.with_context(activity_previous_deadline=self.date_deadline).new({
            "activity_type_id": kind.id, "res_id": self.res_id,
            "res_model_id": self.res_model_id.id, "summary": kind.summary or self.summary,
            "previous_activity_type_id": self.activity_type_id.id,
            "user_id": self.user_id.id or self.env.uid,
        })
        # what addons let follow from the type
        following._onchange_activity_type_id()
        values = following._convert_to_write(following._cache)
        return {name: value for name, value in values.items()
                if not self._fields[name].related and self._fields[name].store}

    def action_cancel(self):
        """Delete the activities."""
        return self.unlink()

    def action_close_dialog(self):
        """Close the window."""
        return {"type": "ir.actions.act_window_close"}

    def action_open_document(self):
        """Open the record of the activity."""
        self.ensure_one()
        return {
            "res_id": self.res_id, "res_model": self.res_model, "target": "current",
            "type": "ir.actions.act_window", "view_mode": "form",
        }

    def action_reschedule_today(self):
        """Move to today."""
        return self._reschedule(fields.Date.context_today(self))

    def action_reschedule_tomorrow(self):
        """Move to tomorrow."""
        return self._reschedule(fields.Date.context_today(self) + timedelta(days=1))

    def action_reschedule_nextweek(self):
        """Move to next Monday."""
        today = fields.Date.context_today(self)
        return self._reschedule(today + timedelta(days=7 - today.weekday()))

    def _reschedule(self, day):
        self.date_deadline = day
        return True

    def activity_format(self):
        """Return the activities as clients of the web get them."""
        return Store().add(self).get_result()

    def _to_store_defaults(self, target):
        """Return what clients get of an activity."""
        return [
            "active", "activity_category", "activity_type_id",
            Store.Many("attachment_ids", ["name"]), "automated", "can_write",
            "chaining_type", "create_date", "create_uid", "date_deadline", "date_done",
            "display_name", "feedback", "icon", Store.Many("mail_template_ids", ["name"]),
            "note", "res_id", "res_model", "res_name", "state", "summary",
            Store.One("user_id", [Store.One("partner_id", ["name"])]),
        ]

    @api.autovacuum
    def _gc_delete_old_overdue_activities(self):
        years = int(self.env["ir.config_parameter"].sudo().get_param(
            "mail.activity.gc.delete_overdue_years", 0
        ))
        if years:
            limit = fields.Date.subtract(fields.Date.today(), years=years)
            self.search([("date_deadline", "<", limit)], limit=10000).unlink()
