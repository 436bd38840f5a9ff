"""What is done with leads: won, lost, converted, merged, made of mails."""
from __future__ import annotations

from odoo import SUPERUSER_ID, _, api, fields, models


class CrmLead(models.Model):
    _inherit = "crm.lead"

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Leads that are won or lost at once are closed."""
        for vals in vals_list:
            website = vals.get("website")
            if website and "://" not in website:
                vals["website"] = f"http://{website}"
        leads = super().create(vals_list)
        leads.filtered(lambda lead: lead.probability >= 100 or not lead.active).write({
            "date_closed": fields.Datetime.now(),
        })
        return leads

    def write(self, vals):
        """Note when leads are closed; a won stage means won."""
        vals = dict(vals)
        if vals.get("website") and "://" not in vals["website"]:
            vals["website"] = f"http://{vals['website']}"
        stage = self.env["crm.stage"].browse(vals.get("stage_id") or ())
        if stage.is_won:
            vals.setdefault("probability", 100)
        if vals.get("probability", 0) >= 100 or vals.get("active") is False:
            vals.setdefault("date_closed", fields.Datetime.now())
        elif vals.get("probability", 0) > 0 or stage and not stage.is_won:
            vals.setdefault("date_closed", False)
        return super().write(vals)

    def unlink(self):
        """Meetings about leads stay, about nothing."""
        self.env["calendar.event"].sudo().with_context(active_test=False).search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids),
        ]).write({"res_id": False, "res_model_id": False})
        return super().unlink()

    # ---- won and lost
    def action_set_won(self):
        """Move to the won stage."""
        self.action_unarchive()
        for lead in self:
            stages = lead._stage_find(domain=[("is_won", "=", True)], limit=None)
            stage = next((s for s in stages if s.sequence > lead.stage_id.sequence),
                         stages[-1:])
            lead.write({"stage_id": stage.id, "probability": 100})
        return True

    def action_set_lost(self, **additional_values):
        """Archive as lost. Returns nothing, as in Odoo."""
        self.action_archive()
        self.write({"probability": 0, "automated_probability": 0, **additional_values})

    def action_restore(self):
        """Take lost leads up again."""
        self.action_unarchive()
        return True

    def action_unarchive(self):
        """Lost leads that come back have no reason any more."""
        lost = self.filtered(lambda lead: not lead.active)
        result = super().action_unarchive()
        if lost:
            lost.write({"lost_reason_id": False})
        return result

    def action_set_automated_probability(self):
        """Take over the chance that was worked out."""
        self.write({"probability": self.automated_probability})

    # ---- converting
    def convert_opportunity(self, partner, user_ids=False, team_id=False):
        """Make opportunities of leads."""
        partner_id = partner.id if partner else False
        for lead in self:
            if not lead.active or lead.probability == 100:
                continue
            now = fields.Datetime.now()
            values = {"type": "opportunity", "date_conversion": now, "date_open": now}
            if partner_id and partner_id != lead.partner_id.id:
                values["partner_id"] = partner_id
            if not lead.stage_id:
                values["stage_id"] = lead._stage_find(team_id=team_id).id
            lead.write(values)
        if user_ids or team_id:
            self._handle_salesmen_assignment(user_ids=user_ids, team_id=team_id)
        return True

    def _handle_salesmen_assignment(self, user_ids=False, team_id=False):
        for index, lead in enumerate(self):
            values = {"team_id": team_id} if team_id else {}
            if user_ids:
                values["user_id"] = user_ids[index % len(user_ids)]
            if values:
                lead.write(values)

    # ---- messages
    def _creation_subtype(self):
        return self.env.ref("crm.mt_lead_create")

    def _creation_message(self):
        if self.team_id:
            return _('A new lead has been created for the team "%(team_name)s".',
                     team_name=self.team_id.name)
        return _("A new lead has been created and is not assigned to any team.")

    def _track_subtype(self, initial_values):
        self.ensure_one()
        if "won_status" in initial_values:
            if self.won_status == "won":
                return self.env.ref("crm.mt_lead_won")
            if self.won_status == "lost":
                return self.env.ref("crm.mt_lead_lost")
            if initial_values["won_status"] == "lost":
                return self.env.ref("crm.mt_lead_restored")
        if "stage_id" in initial_values:
            return self.env.ref("crm.mt_lead_stage")
        return super()._track_subtype(initial_values)

    def _notify_get_reply_to(self, default=None, author_id=False):
        """Answers go to the alias of the team."""
        aliases = {
            lead.id: team.alias_email for lead in self
            if (team := lead.sudo().team_id) and team.alias_name and team.alias_domain_id
        }
        found = super()._notify_get_reply_to(default=default, author_id=author_id)
        author = self.env["res.partner"].sudo().browse(author_id or ()).exists()
        name = author.name or (self.env.user.name if not author_id else "")
        for id_, email in aliases.items():
            found[id_] = self._format_reply_to(email, name)
        return found

    @api.model
    def message_new(self, msg_dict, custom_values=None):
        """Make a lead of a mail; nobody is responsible yet."""
        self = self.with_context(default_user_id=False)
        defaults = {
            "name": msg_dict.get("subject") or _("No Subject"),
            "email_from": msg_dict.get("email_from"),
            "partner_id": msg_dict.get("author_id", False),
            **(custom_values or {}),
        }
        if defaults["partner_id"]:
            self = self.with_context(keep_lead_values=True)
        if msg_dict.get("priority") in dict(self._fields["priority"].selection):
            defaults["priority"] = msg_dict["priority"]
        if self.env.uid == SUPERUSER_ID and not defaults.get("company_id"):
            defaults.pop("company_id", None)
        return super().message_new(msg_dict, defaults)

    def _message_post_after_hook(self, message, msg_values):
        """Leads of an address whose partner is known by now get it as customer."""
        if self.email_from and not self.partner_id:
            partner = message.sudo().partner_ids.filtered(
                lambda p: p.email_normalized == self.email_normalized
            )[:1]
            if partner:
                self.search([
                    ("partner_id", "=", False), ("stage_id.fold", "=", False),
                    ("email_normalized", "=", partner.email_normalized),
                ]).write({"partner_id": partner.id})
        return super()._message_post_after_hook(message, msg_values)
