"""What is done with leads: won, lost, converted, merged, made of mails."""
from __future__ import annotations

from odoo import SUPERUSER_ID, _, api, fields, models
from odoo.exceptions import UserError

MERGED = ("partner_id", "contact_name", "partner_name", "email_from", "phone", "website",
          "function", "street", "street2", "zip", "city", "state_id", "country_id",
          "expected_revenue", "recurring_revenue", "recurring_plan", "user_id", "team_id",
          "company_id", "campaign_id", "medium_id", "source_id", "priority", "referred")


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

    def copy_data(self, default=None):
        """Copies of a user's leads belong to the user who may see them."""
        return super().copy_data(default=default)

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
            values = {"type": "opportunity", "date_conversion": fields.Datetime.now()}
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

    def _create_customer(self):
        """Return a partner made of what is known of the customer."""
        self.ensure_one()
        partners = self.env["res.partner"]
        company = partners
        if self.partner_name:
            company = partners.create({
                "name": self.partner_name, "is_company": True, **self._address(),
            })
        if self.contact_name or not company:
            return partners.create({
                "name": self.contact_name or self.email_from or self.name,
                "parent_id": company.id, "email": self.email_from, "phone": self.phone,
                "function": self.function, "user_id": self.user_id.id,
                **({} if company else self._address()),
            })
        company.write({"email": self.email_from, "phone": self.phone})
        return company

    def _address(self):
        return {
            "street": self.street, "street2": self.street2, "zip": self.zip,
            "city": self.city, "state_id": self.state_id.id,
            "country_id": self.country_id.id, "website": self.website,
        }

    # ---- merging
    def merge_opportunity(self, user_id=False, team_id=False, auto_unlink=True):
        """Merge leads into the best of them; the result."""
        return self._merge_opportunity(user_id, team_id, auto_unlink)

    def _merge_opportunity(self, user_id=False, team_id=False, auto_unlink=True,
                           max_length=5):
        if len(self.ids) <= 1:
            raise UserError(_("Please select more than one element from the list view."))
        if max_length and len(self.ids) > max_length and not self.env.su:
            raise UserError(_(
                "To prevent data loss, Leads and Opportunities can only be merged by "
                "groups of %(max_length)s.", max_length=max_length,
            ))
        ordered = self.sorted(lambda lead: (
            lead.type == "opportunity" and lead.active, lead.type == "opportunity",
            lead.stage_id.sequence, lead.probability, -lead.id,
        ), reverse=True)
        head, tail = ordered[0], ordered[1:]
        values = {
            name: next((lead[name] for lead in ordered if lead[name]), False)
            for name in MERGED
        }
        values = head._convert_to_write(values)
        values["tag_ids"] = [(6, 0, ordered.tag_ids.ids)]
        values["description"] = "<br/><br/>".join(
            str(lead.description) for lead in ordered if lead.description
        ) or False
        if any(lead.type == "opportunity" for lead in ordered):
            values["type"] = "opportunity"
        if user_id:
            values["user_id"] = user_id
        if team_id:
            values["team_id"] = team_id
        for lead in tail:
            lead.message_change_thread(head)
            self.env["ir.attachment"].sudo().search([
                ("res_model", "=", self._name), ("res_id", "=", lead.id),
            ]).write({"res_id": head.id})
            self.env["mail.activity"].sudo().search([
                ("res_model", "=", self._name), ("res_id", "=", lead.id),
            ]).write({"res_id": head.id})
        head.write(values)
        if auto_unlink:
            tail.sudo().unlink()
        return head

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
