"""The buttons of mailings."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.fields import Domain


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    # ---- states
    def action_launch(self):
        """Send as soon as the queue is worked on."""
        self.write({"schedule_type": "now"})
        return self.action_put_in_queue()

    def action_schedule(self):
        """Send at the moment that is set; ask for one that is to come."""
        self.ensure_one()
        if self.schedule_date and self.schedule_date > fields.Datetime.now():
            return self.action_put_in_queue()
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.mailing_mailing_schedule_date_action")
        return {**action, "context": {
            **self.env.context, "default_mass_mailing_id": self.id,
            "dialog_size": "medium"}}

    def action_put_in_queue(self):
        """Put the mailings into the queue, and ask for its cron. Returns nothing."""
        self.write({"state": "in_queue"})
        cron = self.env.ref("mass_mailing.ir_cron_mass_mailing_queue")
        cron.sudo()._trigger(
            [mailing.schedule_date or fields.Datetime.now() for mailing in self])

    def action_cancel(self):
        """Take the mailings out of the queue. Returns nothing."""
        self.write({"state": "draft", "schedule_date": False, "schedule_type": "now"})

    def action_retry_failed(self):
        """Try again what failed: it waits in the queue as if it was new."""
        failed = self.env["mail.mail"].sudo().search([
            ("mailing_id", "in", self.ids), ("state", "=", "exception")])
        failed.mailing_trace_ids.unlink()
        failed.unlink()
        self.action_put_in_queue()

    def action_test(self):
        """Open the wizard that sends a sample."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mass_mailing.action_mail_mass_mailing_test")
        return {**action, "context": {
            **self.env.context, "default_mass_mailing_id": self.id,
            "dialog_size": "medium"}}

    def action_duplicate(self):
        """Open a copy."""
        self.ensure_one()
        copy = self.copy()
        return {
            "type": "ir.actions.act_window", "view_mode": "form",
            "res_model": self._name, "res_id": copy.id,
            "context": {**self.env.context, "form_view_initial_mode": "edit"},
        }

    def action_reload(self):
        """Show what has changed."""
        return {"type": "ir.actions.client", "tag": "reload"}

    # ---- favorites
    def action_set_favorite(self):
        """Offer the body for new mailings."""
        self.favorite = True
        return self._tell_favorite(_(
            "Design added to the %s Templates!",
            ", ".join(self.mailing_model_id.mapped("name"))))

    def action_remove_favorite(self):
        """Offer the body no longer."""
        self.favorite = False
        return self._tell_favorite(_(
            "Design removed from the %s Templates!",
            ", ".join(self.mailing_model_id.mapped("name"))))

    def _tell_favorite(self, message):
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "message": message, "sticky": False, "type": "info",
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    @api.model
    def action_fetch_favorites(self, extra_domain=None):
        """Return the bodies that are offered, each once, the latest first."""
        domain = Domain("favorite", "=", True)
        if extra_domain:
            domain &= Domain(extra_domain)
        values = self.search_read(
            domain=domain, order="favorite_date DESC",
            fields=["id", "subject", "body_arch", "user_id", "mailing_model_id"])
        seen, found = set(), []
        for row in values:
            if row["body_arch"] not in seen:
                seen.add(row["body_arch"])
                found.append(row)
        return found

    # ---- windows
    def action_view_mailing_contacts(self):
        """Open those that the mailing is for."""
        self.ensure_one()
        return self._open_records(self._parse_mailing_domain(), _("Recipients"))

    def _open_records(self, domain, name):
        return {
            "name": name, "type": "ir.actions.act_window", "view_mode": "list",
            "res_model": self.mailing_model_real, "domain": domain,
            "context": {**self.env.context, "create": False},
        }

    def _action_view_traces_filtered(self, view_filter):
        action = self.env["ir.actions.actions"]._for_xml_id(
            "mass_mailing.mailing_trace_action")
        return {
            **action, "name": _("%s Traces", self.subject),
            "domain": [("mass_mailing_id", "in", self.ids)],
            "context": {"search_default_mass_mailing_id": self.id,
                        f"search_default_{view_filter}": True},
            "views": [(self.env.ref("mass_mailing.mailing_trace_view_tree_mail").id,
                       "list"), (False, "form")],
        }

    def action_view_traces_scheduled(self):
        """Open the traces of what waits."""
        return self._action_view_traces_filtered("filter_scheduled")

    def action_view_traces_canceled(self):
        """Open the traces of what is not sent."""
        return self._action_view_traces_filtered("filter_canceled")

    def action_view_traces_failed(self):
        """Open the traces of what could not be sent."""
        return self._action_view_traces_filtered("filter_failed")

    def action_view_traces_process(self):
        """Open the traces of what is being sent."""
        return self._action_view_traces_filtered("filter_process")

    def action_view_traces_sent(self):
        """Open the traces of what was sent."""
        return self._action_view_traces_filtered("filter_sent")

    def action_view_clicked(self):
        """Open those who followed a link."""
        return self._action_view_documents_filtered("clicked")

    def action_view_opened(self):
        """Open those who read the mail."""
        return self._action_view_documents_filtered("open")

    def action_view_replied(self):
        """Open those who answered."""
        return self._action_view_documents_filtered("reply")

    def action_view_bounced(self):
        """Open those whose mail came back."""
        return self._action_view_documents_filtered("bounce")

    def action_view_delivered(self):
        """Open those who got the mail."""
        return self._action_view_documents_filtered("delivered")

    def _action_view_documents_filtered(self, kind):
        chosen = {
            "reply": lambda t: t.trace_status == "reply",
            "bounce": lambda t: t.trace_status == "bounce",
            "clicked": lambda t: t.links_click_datetime,
            "open": lambda t: t.trace_status in ("open", "reply"),
            "delivered": lambda t: t.trace_status in ("sent", "open", "reply"),
        }[kind]
        ids = self.mailing_trace_ids.filtered(chosen).mapped("res_id")
        name = self.env["ir.model"]._get(self.mailing_model_real).display_name
        return self._open_records([("id", "in", ids)], name)

    def action_view_link_trackers(self):
        """Open the short links."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "link_tracker.link_tracker_action")
        return {**action, "domain": [("mass_mailing_id", "in", self.ids)],
                "context": {**self.env.context, "create": False}}
