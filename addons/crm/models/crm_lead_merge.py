"""Making one lead of several."""
from __future__ import annotations

from odoo import _, models
from odoo.exceptions import UserError
from odoo.tools import is_html_empty

from .crm_lead_customer import ADDRESS

FIRST = ("campaign_id", "medium_id", "source_id", "email_cc", "name", "user_id", "color",
         "company_id", "lang_id", "team_id", "referred", "stage_id", "expected_revenue",
         "recurring_plan", "recurring_revenue", "date_automation_last", "partner_id",
         "partner_name", "contact_name", "email_from", "function", "phone", "website")


class CrmLead(models.Model):
    _inherit = "crm.lead"

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
        ordered = self._sort_by_confidence_level(reverse=True)
        head, tail = ordered[0], ordered[1:]
        values = ordered._merge_data()
        if user_id:
            values["user_id"] = user_id
        if team_id:
            values["team_id"] = team_id
        head._merge_dependences(tail)
        stage = head._stage_after_merge(values)
        if stage:
            values["stage_id"] = stage.id
        head.write(values)
        if auto_unlink:
            tail.sudo().unlink()
        return head

    def _sort_by_confidence_level(self, reverse=False):
        """Return the leads by how likely they are to be won; of equals the older."""
        return self.sorted(lambda lead: (
            lead.type == "opportunity" or lead.active, lead.type == "opportunity",
            lead.stage_id.sequence, lead.probability, -lead.id,
        ), reverse=reverse)

    def _merge_data(self):
        """Return the values of the result; leads come in order of confidence."""
        values = {
            name: next((lead[name] for lead in self if lead[name]), False)
            for name in FIRST
        }
        addressed = next(
            (lead for lead in self if any(lead[name] for name in ADDRESS)), self[0]
        )
        values.update({name: addressed[name] for name in ADDRESS})
        values = self._convert_to_write(values)
        texts = [str(lead.description) for lead in self
                 if not is_html_empty(lead.description)]
        values.update({
            "description": "<br/><br/>".join(texts) or False,
            "priority": max((lead.priority for lead in self if lead.priority),
                            default=False),
            "tag_ids": [(6, 0, self.tag_ids.ids)],
            "type": "opportunity" if any(lead.type == "opportunity" for lead in self)
            else "lead",
        })
        if self.filtered("active"):
            values["lost_reason_id"] = False
        return values

    def _stage_after_merge(self, values):
        """Return the first stage of the team when the one taken over is none of its."""
        if not values.get("team_id"):
            return self.env["crm.stage"]
        stages = self._stage_find(team_id=values["team_id"], limit=None)
        return stages[:1] if values.get("stage_id") not in stages.ids \
            else self.env["crm.stage"]

    def _merge_dependences(self, tail):
        """Move what belongs to the others: messages, followers, files, what is planned."""
        followers = tail.sudo().message_follower_ids.partner_id.filtered(
            lambda partner: not partner.partner_share
        )
        if followers:
            self._message_subscribe(partner_ids=followers.ids)
        for lead in tail:
            lead.message_change_thread(self)
        about = [("res_model", "=", self._name), ("res_id", "in", tail.ids)]
        for model in ("ir.attachment", "mail.activity", "calendar.event"):
            self.env[model].sudo().with_context(active_test=False).search(about).write({
                "res_id": self.id,
                **({"opportunity_id": self.id} if model == "calendar.event" else {}),
            })
