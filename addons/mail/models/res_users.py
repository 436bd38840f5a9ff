"""How users want to be told."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.modules.module import get_module_icon

OWN_FIELDS = ["notification_type", "out_of_office_from", "out_of_office_message",
              "out_of_office_to", "role_ids", "manual_im_status"]


class ResUsers(models.Model):
    _name = "res.users"
    _inherit = ["res.users", "bus.listener.mixin"]

    can_edit_role = fields.Boolean(compute="_compute_can_edit_role")
    has_external_mail_server = fields.Boolean(compute="_compute_has_external_mail_server")
    im_status = fields.Char(string="IM Status", compute="_compute_im_status")
    is_in_call = fields.Boolean(
        string="Is in call", related="partner_id.is_in_call", groups="base.group_system",
    )
    is_out_of_office = fields.Boolean(
        string="Out of Office", compute="_compute_is_out_of_office",
    )
    manual_im_status = fields.Selection(
        [("away", "Away"), ("busy", "Do Not Disturb"), ("offline", "Offline")],
        string="IM status manually set by the user",
    )
    notification_type = fields.Selection(
        [("email", "By Emails"), ("inbox", "In Odoo")], string="Notification",
        required=True, compute="_compute_notification_type", store=True,
        inverse="_inverse_notification_type", default="email", compute_sudo=True,
    )
    out_of_office_from = fields.Datetime()
    out_of_office_message = fields.Html(string="Vacation Responder")
    out_of_office_to = fields.Datetime()
    outgoing_mail_server_id = fields.Many2one(
        "ir.mail_server", compute="_compute_outgoing_mail_server_id",
        groups="base.group_user",
    )
    presence_ids = fields.One2many("mail.presence", "user_id", groups="base.group_system")
    role_ids = fields.Many2many(
        "res.role", "res_role_res_users_rel", "res_users_id", "res_role_id",
        string="User Roles",
    )

    @property
    def SELF_READABLE_FIELDS(self):
        """Users read their own settings of mail."""
        return [*super().SELF_READABLE_FIELDS, *OWN_FIELDS, "can_edit_role",
                "is_out_of_office", "has_external_mail_server", "im_status",
                "outgoing_mail_server_id"]

    @property
    def SELF_WRITEABLE_FIELDS(self):
        """Users change their own settings of mail."""
        return [*super().SELF_WRITEABLE_FIELDS, *OWN_FIELDS]

    def _compute_can_edit_role(self):
        for user in self:
            user.can_edit_role = self.env["res.role"].has_access("write")

    def _compute_has_external_mail_server(self):
        value = self.env["ir.config_parameter"].sudo().get_param(
            "base_setup.default_external_email_server"
        )
        for user in self:
            user.has_external_mail_server = bool(value)

    def _bus_channel(self):
        """What is for a user goes to who they are."""
        return self.partner_id

    @api.depends("partner_id.im_status")
    def _compute_im_status(self):
        for user in self:
            user.im_status = user.partner_id.im_status

    @api.depends("out_of_office_from", "out_of_office_to")
    def _compute_is_out_of_office(self):
        now = fields.Datetime.now()
        for user in self:
            start, end = user.out_of_office_from, user.out_of_office_to
            user.is_out_of_office = bool(start and start <= now and (
                not end or now <= end
            ))

    def _compute_outgoing_mail_server_id(self):
        for user in self:
            user.outgoing_mail_server_id = self.env["ir.mail_server"].sudo().search([
                ("owner_user_id", "=", user.id),
            ], limit=1)

    @api.depends("share", "all_group_ids")
    def _compute_notification_type(self):
        # who reads in Odoo is in the group of those who do; portal users never are
        inbox = self.env.ref("mail.group_mail_notification_type_inbox",
                             raise_if_not_found=False)
        for user in self:
            kind = user.notification_type or "email"
            if inbox and inbox in user.all_group_ids:
                kind = "inbox"
            elif kind == "inbox" and user.share:
                kind = "email"
            user.notification_type = kind

    def _inverse_notification_type(self):
        inbox = self.env.ref("mail.group_mail_notification_type_inbox",
                             raise_if_not_found=False)
        if not inbox:
            return
        for user in self.sudo():
            wanted = user.notification_type == "inbox"
            if wanted != (inbox in user.group_ids):
                user.write({"group_ids": [(4 if wanted else 3, inbox.id)]})

    _notification_type = models.Constraint(
        "CHECK (notification_type = 'email' OR NOT share)",
        "Only internal user can receive notifications in Odoo",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """New employees join the channels of their groups."""
        users = super().create(vals_list)
        self.env["discuss.channel"].sudo().search([
            ("group_ids", "in", users.all_group_ids.ids),
        ])._subscribe_users_automatically(users) if users else None
        return users

    def write(self, vals):
        """Who changes groups joins the channels of the new ones."""
        for name in vals:
            if name not in self._fields:
                raise ValueError(f"Invalid field {name!r} in {self._name!r}")
        result = super().write(vals)
        if "group_ids" in vals or vals.get("active"):
            self.env["discuss.channel"].sudo().search([
                ("group_ids", "in", self.sudo().all_group_ids.ids),
            ])._subscribe_users_automatically(self)
        return result

    # ---- what there is to do
    @api.model
    def _get_activity_groups(self):
        """Return what the current user has to do, by model.

        A record counts once, with the most urgent of its activities; activities without
        a record that the user may see count one by one.
        """
        activities = self.env["mail.activity"].search(
            [("user_id", "=", self.env.uid)], order="id desc",
            limit=int(self.env["ir.config_parameter"].sudo().get_param(
                "mail.activity.systray.limit", 1000)),
        )
        by_model = activities.filtered(
            lambda activity: activity.res_model in self.env).grouped("res_model")
        others = activities.filtered(lambda activity: activity.res_model not in self.env)
        groups = []
        for name, found in by_model.items():
            records = self.env[name].browse(set(found.mapped("res_id"))).exists()
            seen = set(records._filtered_access("read").ids)
            others |= found.filtered(lambda a, seen=seen: a.res_id not in seen)
            by_record = (found - others).grouped("res_id").values()
            if by_record:
                groups.append(self._prepare_activity_group(name, by_record))
        if others:
            group = self._prepare_activity_group("mail.activity", others)
            groups.append({**group, "name": _("Other activities")})
        return groups

    @api.model
    def _prepare_activity_group(self, model_name, lots):
        """Return the group of a model; each lot of activities counts once."""
        counts = dict.fromkeys(("today", "overdue", "planned"), 0)
        for activities in lots:
            states = set(activities.mapped("state"))
            urgent = [state for state in ("overdue", "today", "planned") if state in states]
            if urgent:
                counts[urgent[0]] += 1
        model = self.env["ir.model"]._get(model_name).sudo()
        return {
            "id": model.id, "name": model.name, "model": model_name, "type": "activity",
            "icon": get_module_icon(self.env[model_name]._original_module),
            "domain": [("active", "in", [True, False])],
            "total_count": counts["today"] + counts["overdue"],
            **{f"{state}_count": count for state, count in counts.items()},
            "view_type": "list",
        }
