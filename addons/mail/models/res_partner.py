"""Partners carry messages and activities."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.tools.mail import email_normalize, email_split_tuples


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["res.partner", "mail.activity.mixin", "mail.thread.blacklist",
                "bus.listener.mixin"]

    channel_ids = fields.Many2many(
        "discuss.channel", "discuss_channel_member", "partner_id", "channel_id",
        string="Channels", copy=False,
    )
    channel_member_ids = fields.One2many("discuss.channel.member", "partner_id")
    contact_address_inline = fields.Char(
        string="Inlined Complete Address", compute="_compute_contact_address_inline",
        tracking=True,
    )
    email = fields.Char(tracking=1)
    im_status = fields.Char(string="IM Status", compute="_compute_im_status")
    is_in_call = fields.Boolean(compute="_compute_is_in_call", groups="base.group_system")
    offline_since = fields.Datetime(
        string="Offline since", compute="_compute_offline_since",
    )
    parent_id = fields.Many2one(tracking=3)
    phone = fields.Char(tracking=2)
    rtc_session_ids = fields.One2many("discuss.channel.rtc.session", "partner_id")
    user_id = fields.Many2one(tracking=4)
    vat = fields.Char(tracking=5)

    _primary_email = "email"
    _email_normalized_idx = models.Index("(email_normalized)")

    @api.depends("contact_address")
    def _compute_contact_address_inline(self):
        for partner in self:
            text = partner.contact_address or ""
            partner.contact_address_inline = ", ".join(
                line.strip() for line in text.splitlines() if line.strip()
            )

    @api.depends("user_ids.manual_im_status", "user_ids.presence_ids.status")
    def _compute_im_status(self):
        bot = self.env["ir.model.data"]._xmlid_to_res_id("base.partner_root")
        present = {
            presence.user_id: presence for presence in self.env["mail.presence"].sudo()
            .search([("user_id", "in", self.user_ids.ids), ("status", "!=", "offline")])
        }
        nobody = self.env["mail.presence"]
        for partner in self:
            users = partner.user_ids.filtered("active")
            presence = next((present[u] for u in users if u in present), nobody)
            if partner.id == bot:
                partner.im_status = "bot"
            elif not users:
                partner.im_status = "im_partner"
            else:
                chosen = presence.user_id.manual_im_status      # rather than observed
                partner.im_status = chosen or presence.status or "offline"

    @api.depends("rtc_session_ids")
    def _compute_is_in_call(self):
        for partner in self:
            partner.is_in_call = bool(partner.sudo().rtc_session_ids)

    def _compute_offline_since(self):
        for partner in self:
            presences = partner.user_ids.sudo().presence_ids
            offline = presences.filtered(lambda p: p.status == "offline")
            partner.offline_since = offline[:1].last_poll

    def _mail_get_partners(self, introspect_fields=False):
        """A partner is its own customer."""
        return {partner.id: partner for partner in self}

    def _message_add_default_recipients(self):
        """A mail to a partner goes to the partner."""
        return {
            partner.id: {"email_cc_lst": [], "email_to_lst": [], "partners": partner}
            for partner in self
        }

    def _message_get_default_recipients(self):
        """A mail to a partner goes to the partner."""
        return {
            partner.id: {"email_cc": False, "email_to": False, "partner_ids": partner.ids}
            for partner in self
        }

    @api.model
    def find_or_create(self, email, assert_valid_email=False):
        """Return the partner of an address, made when there is none."""
        if not email:
            raise ValueError(_("An email is required for find_or_create to work"))
        pairs = email_split_tuples(email)
        normalized = email_normalize(email, strict=False)
        if not normalized:
            if assert_valid_email:
                raise ValueError(_(
                    "A valid email is required for find_or_create to work properly."
                ))
            return self.create({"name": email})
        found = self.search([("email_normalized", "=", normalized)], limit=1)
        name = pairs[0][0] if pairs else ""
        return found or self.create({"name": name or normalized, "email": normalized})

    @api.model
    def get_mention_suggestions(self, search, limit=8):
        """Return partners to mention, internal users first."""
        domain = ["|", ("name", "ilike", search), ("email", "ilike", search),
                  ("active", "=", True)]
        users = self.search([*domain, ("user_ids.share", "=", False)], limit=limit)
        rest = self.search([*domain, ("id", "not in", users.ids)],
                           limit=limit - len(users)) if len(users) < limit else self
        return {"res.partner": [{
            "id": p.id, "name": p.name, "email": p.email, "active": p.active,
        } for p in users | rest]}

    def _get_needaction_count(self):
        """Return how many messages the partner has still to read."""
        self.ensure_one()
        return self.env["mail.notification"].sudo().search_count([
            ("res_partner_id", "=", self.id), ("is_read", "=", False),
            ("notification_type", "=", "inbox"),
        ])

    @api.model
    def get_empty_list_help(self, help_message):
        """Return the help of an empty list."""
        return super().get_empty_list_help(help_message)
