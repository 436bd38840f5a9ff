"""Tests of two or more versions: a part gets each, the rest the best one."""
from __future__ import annotations

from markupsafe import Markup
from odoo import Command, _, api, models
from odoo.exceptions import UserError, ValidationError


class MailingMailing(models.Model):
    _inherit = "mailing.mailing"

    @api.model
    def _trigger_ab_testing(self, moments):
        moments = [moment for moment in moments if moment]
        cron = self.env.ref("mass_mailing.ir_cron_mass_mailing_ab_testing",
                            raise_if_not_found=False)
        if cron and moments and cron.sudo().active:
            cron.sudo()._trigger(at=moments)

    def _create_ab_testing_utm_campaigns(self):
        """Give tests the campaign that holds their versions together."""
        for mailing in self.filtered(lambda m: m.ab_testing_enabled and not m.campaign_id):
            mailing.campaign_id = self.env["utm.campaign"].create(
                mailing._get_default_ab_testing_campaign_values())

    def _get_default_ab_testing_campaign_values(self, values=None):
        values = values or {}
        title = values.get("subject") or self.subject
        return {
            "ab_testing_schedule_datetime": values.get("ab_testing_schedule_datetime")
            or self.ab_testing_schedule_datetime or self.default_get(
                ["ab_testing_schedule_datetime"])["ab_testing_schedule_datetime"],
            "ab_testing_winner_selection": values.get("ab_testing_winner_selection")
            or self.ab_testing_winner_selection or "opened_ratio",
            "mailing_mail_ids": [Command.link(self.id)],
            "title": _("A/B Test: %s", title), "user_id": (self.user_id or self.env.user).id,
        }

    def _check_ab_campaign(self, vals):
        tests = self.filtered("ab_testing_enabled")
        if "campaign_id" in vals and not vals["campaign_id"] and (
            vals.get("ab_testing_enabled")
            or tests and vals.get("ab_testing_enabled") is not False
        ):
            raise UserError(_("A campaign should be set when A/B test is enabled"))

    def _get_ab_testing_siblings_mailings(self):
        """Return the versions of a test."""
        return self.campaign_id.sudo().mailing_mail_ids.filtered(
            lambda m: m.ab_testing_enabled).sudo(self.env.su)

    def _get_winner_field(self):
        return self.ab_testing_winner_selection or "manual"

    def _describe_ab_testing(self):
        versions = self._get_ab_testing_siblings_mailings()
        percent = sum((versions | self).mapped("ab_testing_pc"))
        label = dict(self._fields["ab_testing_winner_selection"]._description_selection(
            self.env)).get(self._get_winner_field(), "")
        return Markup("<p>{}</p><p>{}</p>").format(
            _("A sample of %(percent)s%% of recipients will receive this version.",
              percent=self.ab_testing_pc),
            _("%(count)s versions are sent to %(total)s%% of the recipients; the winner is "
              "chosen by: %(label)s.", count=len(versions | self),
              total=min(percent, 100), label=label),
        )

    # ---- the winner
    def action_compare_versions(self):
        """Open the versions of the test."""
        self.ensure_one()
        if not self.campaign_id:
            raise ValueError(_("No mailing campaign has been found"))
        return {
            "name": _("A/B Tests"), "type": "ir.actions.act_window",
            "view_mode": "list,kanban,form,calendar,graph",
            "res_model": "mailing.mailing",
            "domain": [("campaign_id", "=", self.campaign_id.id),
                       ("ab_testing_enabled", "=", True),
                       ("mailing_type", "=", self.mailing_type)],
        }

    def action_send_winner_mailing(self):
        """Choose the version that did best and send it to all others."""
        if len(self.campaign_id) != 1:
            raise ValueError(_(
                "To send the winner mailing the same campaign should be used by the "
                "mailings"
            ))
        if any(mailing.ab_testing_completed for mailing in self):
            raise ValueError(_(
                "To send the winner mailing the campaign should not have been completed."
            ))
        best, name = self[0], self[0]._get_winner_field()
        if name != "manual":
            sent = best._get_ab_testing_siblings_mailings().filtered(
                lambda m: m.state == "done").sorted(name, reverse=True)
            if not sent:
                raise ValidationError(_(
                    "No mailing for this A/B testing campaign has been sent yet! Send one "
                    "first and try again later."
                ))
            best = sent[0]
        return best.action_select_as_winner()

    def action_select_as_winner(self):
        """Send this version to all who have had none."""
        self.ensure_one()
        if not self.ab_testing_enabled:
            raise ValueError(_("A/B test option has not been enabled"))
        final = self.copy({
            "ab_testing_enabled": True, "ab_testing_pc": 100,
            "campaign_id": self.campaign_id.id,
        })
        self.campaign_id.write({"ab_testing_winner_mailing_id": final.id})
        final.action_launch()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "mass_mailing.action_ab_testing_open_winner_mailing")
        return {**action, "res_id": final.id}
