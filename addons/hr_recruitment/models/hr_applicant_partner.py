"""Applicants and their contacts: address, phone, other applications."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import email_normalize


class HrApplicant(models.Model):
    _inherit = "hr.applicant"

    email_from = fields.Char(
        compute="_compute_partner_phone_email", inverse="_inverse_partner_email",
        store=True, readonly=False)
    partner_phone = fields.Char(
        compute="_compute_partner_phone_email", inverse="_inverse_partner_email",
        store=True, readonly=False)
    application_count = fields.Integer(compute="_compute_application_count")
    attachment_number = fields.Integer(compute="_compute_attachment_number")
    meeting_display_text = fields.Char(compute="_compute_meeting_display")
    meeting_display_date = fields.Date(compute="_compute_meeting_display")
    day_open = fields.Float(compute="_compute_day", compute_sudo=True)
    day_close = fields.Float(compute="_compute_day", compute_sudo=True)
    delay_close = fields.Float(
        compute="_compute_delay_close", store=True, aggregator="avg")

    # ---- the contact
    @api.depends("partner_id")
    def _compute_partner_phone_email(self):
        for applicant in self:
            partner = applicant.partner_id
            if not partner:
                continue
            applicant.email_from = partner.email
            if not applicant.partner_phone:
                applicant.partner_phone = partner.phone

    def _inverse_partner_email(self):
        """Find or make the contact of an address, and give it what is known."""
        addresses = {one: email_normalize(one.email_from or "") for one in self}
        self.filtered(lambda one: addresses[one] and not one.partner_id)._set_contacts()
        for applicant in self.filtered(lambda one: addresses[one]):
            address, partner = addresses[applicant], applicant.partner_id
            if applicant.partner_name and not partner.name:
                partner.name = applicant.partner_name
            if address and email_normalize(partner.email or "") != address:
                partner.email = applicant.email_from
            if applicant.partner_phone and not partner.phone:
                partner.phone = applicant.partner_phone

    def _set_contacts(self):
        """Give applicants the contacts of their addresses; those that miss are made."""
        if not all(self.mapped("partner_name")):
            raise UserError(_("You must define a Contact Name for this applicant."))
        partners = self.env["res.partner"].with_context(default_lang=self.env.lang)
        by_address = self.grouped(lambda one: email_normalize(one.email_from))
        known = partners.search([("email_normalized", "in", list(by_address))])
        found = {one.email_normalized: one for one in reversed(known)}
        missing = [address for address in by_address if address not in found]
        made = partners.create([
            {"name": by_address[address][0].partner_name,
             "email": by_address[address][0].email_from} for address in missing])
        found.update(zip(missing, made, strict=True))
        for address, applicants in by_address.items():
            applicants.partner_id = found[address]

    # ---- figures
    def _same_person_domain(self):
        self.ensure_one()
        found = []
        address = email_normalize(self.email_from or "")
        if address:
            found.append(("email_normalized", "=", address))
        if self.partner_phone_sanitized:
            found.append(("partner_phone_sanitized", "=", self.partner_phone_sanitized))
        if self.linkedin_profile:
            found.append(("linkedin_profile", "=", self.linkedin_profile))
        return ["|"] * (len(found) - 1) + found

    @api.depends("email_from", "partner_phone", "linkedin_profile")
    def _compute_application_count(self):
        everyone = self.with_context(active_test=False)
        for applicant in self:
            domain = applicant._same_person_domain()
            applicant.application_count = everyone.search_count(
                [("id", "!=", applicant._origin.id or applicant.id),
                 ("talent_pool_ids", "=", False), *domain]) if domain else 0

    def _compute_attachment_number(self):
        rows = self.env["ir.attachment"]._read_group(
            [("res_model", "=", "hr.applicant"), ("res_id", "in", self.ids)],
            ["res_id"], ["__count"])
        found = dict(rows)
        for applicant in self:
            applicant.attachment_number = found.get(applicant.id, 0)

    @api.depends("meeting_ids.start")
    def _compute_meeting_display(self):
        today = fields.Date.context_today(self)
        for applicant in self:
            days = applicant.meeting_ids.mapped("start")
            if not days:
                applicant.meeting_display_text = _("No Meeting")
                applicant.meeting_display_date = False
                continue
            first, last = min(days).date(), max(days).date()
            day = first if first >= today else last
            applicant.meeting_display_date = day
            if len(days) == 1:
                applicant.meeting_display_text = _("1 Meeting")
            else:
                applicant.meeting_display_text = _("Next Meeting") if day >= today \
                    else _("Last Meeting")

    @api.depends("date_open", "date_closed")
    def _compute_day(self):
        for applicant in self:
            made = applicant.create_date
            for name, moment in (("day_open", applicant.date_open),
                                 ("day_close", applicant.date_closed)):
                applicant[name] = (moment - made).total_seconds() / 86400 \
                    if made and moment else False

    @api.depends("day_open", "day_close")
    def _compute_delay_close(self):
        for applicant in self:
            applicant.delay_close = applicant.day_close - applicant.day_open \
                if applicant.date_open and applicant.day_close else False

    # ---- buttons
    def action_open_applications(self):
        """Open all applications of the same person."""
        self.ensure_one()
        people = self.with_context(active_test=False).search(
            ["|", ("id", "=", self.id), "&", ("talent_pool_ids", "=", False),
             *(self._same_person_domain() or [(0, "=", 1)])])
        return {
            "type": "ir.actions.act_window", "name": _("Job Applications"),
            "res_model": "hr.applicant", "view_mode": "list,kanban,form,pivot,graph",
            "domain": [("id", "in", people.ids)],
            "context": {"active_test": False, "search_default_stage": 1},
        }

    def action_open_attachments(self):
        """Open the documents of applicants."""
        return {
            "type": "ir.actions.act_window", "res_model": "ir.attachment",
            "name": _("Documents"), "view_mode": "kanban,list,form",
            "context": {"default_res_model": "hr.applicant",
                        "default_res_id": self.ids[:1] and self.ids[0]},
            "domain": [("res_model", "=", "hr.applicant"), ("res_id", "in", self.ids)],
        }

    def action_create_meeting(self):
        """Open the calendar for a meeting with the applicant."""
        self.ensure_one()
        if not self.partner_id and not self.partner_name:
            raise UserError(_("You must define a Contact Name for this applicant."))
        partners = self.partner_id | self.department_id.manager_id.user_id.partner_id
        if not self.env.user.has_group("hr_recruitment.group_hr_recruitment_user"):
            partners |= self.env.user.partner_id
        else:
            partners |= self.user_id.partner_id
        action = self.env["ir.actions.actions"]._for_xml_id(
            "calendar.action_calendar_event")
        action["context"] = {
            "default_applicant_id": self.id, "default_partner_ids": partners.ids,
            "default_user_id": self.env.uid, "default_name": self.partner_name,
            "search_default_applicant_id": self.id,
        }
        return action

    def action_send_email(self):
        """Open the wizard that writes to applicants."""
        return {
            "name": _("Send Email"), "type": "ir.actions.act_window", "target": "new",
            "view_mode": "form", "res_model": "applicant.send.mail",
            "context": {"default_applicant_ids": self.ids},
        }
