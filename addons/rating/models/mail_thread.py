"""Asking for ratings and taking them, on whatever has messages."""
from datetime import timedelta

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.tools.mail import plaintext2html

DELAY = 10      # minutes within which a rating may be changed before followers are told


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    rating_ids = fields.One2many(
        "rating.rating", "res_id", string="Ratings", groups="base.group_user",
        domain=lambda self: [("res_model", "=", self._name)], bypass_search_access=True)

    def unlink(self):
        """Delete records with their ratings."""
        ids = self.ids
        result = super().unlink()
        self.env["rating.rating"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", ids)]).unlink()
        return result

    def message_post(self, *, rating_id=False, rating_value=False, rating_feedback=False,
                     **kwargs):
        """Post a message, which may carry a rating."""
        message = super().message_post(**kwargs)
        if rating_value:
            self.env["rating.rating"].sudo().create({
                "rating": float(rating_value), "feedback": rating_feedback,
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": self.id, "message_id": message.id, "consumed": True,
                "partner_id": self.env.user.partner_id.id,
            })
        elif rating_id:
            self.env["rating.rating"].sudo().browse(rating_id).write(
                {"message_id": message.id})
        return message

    # ---- hooks
    def _rating_get_parent_field_name(self):
        """Return the field that leads to what sums ratings up."""
        return None

    def _rating_get_partner(self):
        """Return who is asked."""
        if "partner_id" in self._fields and self.partner_id:
            return self.partner_id
        return self.env["res.partner"]

    def _rating_get_operator(self):
        """Return who is rated."""
        if "user_id" in self._fields and self.user_id.partner_id:
            return self.user_id.partner_id
        return self.env["res.partner"]

    def _rating_apply_get_default_subtype_id(self):
        return self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")

    # ---- tokens and requests
    def _rating_get_access_token(self, partner=None):
        """Return the token of an open request; one is made when there is none."""
        self.ensure_one()
        if not partner:
            partner = self._rating_get_partner()
        rated = self._rating_get_operator()
        rating = next((r for r in self.rating_ids.sudo()
                       if r.partner_id.id == partner.id and not r.consumed), None)
        if not rating:
            rating = self.env["rating.rating"].sudo().create({
                "partner_id": partner.id, "rated_partner_id": rated.id,
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": self.id, "is_internal": False,
            })
            self.invalidate_recordset(["rating_ids"])
        return rating.access_token

    def rating_send_request(self, template, lang=False, force_send=True):
        """Send the mail of a template that asks for a rating."""
        if lang:
            template = template.with_context(lang=lang)
        self.with_context(mail_notify_force_send=force_send).message_post_with_source(
            template, email_layout_xmlid="mail.mail_notification_light",
            subtype_xmlid="mail.mt_note")

    def rating_apply(self, rate, token=None, rating=None, feedback=None,
                     subtype_xmlid=None, notify_delay_send=False):
        """Note a rating from 0 to 5 of a token or a record, and post it; the rating."""
        if rate < 0 or rate > 5:
            raise ValueError(_(
                "Wrong rating value. A rate should be between 0 and 5 (received %d).",
                rate))
        if token:
            rating = self.env["rating.rating"].search(
                [("access_token", "=", token)], limit=1)
        if not rating:
            raise ValueError(_("Invalid token or rating."))
        rating.write({"rating": rate, "feedback": feedback, "consumed": True,
                      "rated_on": fields.Datetime.now()})
        body = Markup(
            "<img src='{}' alt=':{}/5' style='width:18px;height:18px;float:left;"
            "margin-right: 5px;'/>{}"
        ).format(rating.rating_image_url, rate, plaintext2html(feedback or ""))
        if rating.message_id:
            self._message_update_content(rating.message_id, body=body)
            return rating
        subtype = self.env["ir.model.data"]._xmlid_to_res_id(subtype_xmlid) \
            if subtype_xmlid else self._rating_apply_get_default_subtype_id()
        later = {"scheduled_date": fields.Datetime.now() + timedelta(minutes=DELAY)} \
            if notify_delay_send else {}
        self.message_post(
            author_id=rating.partner_id.id or None, body=body, rating_id=rating.id,
            subtype_id=subtype, **later)
        return rating

    # ---- statistics
    def _rating_domain(self):
        return [("res_model", "=", self._name), ("res_id", "in", self.ids),
                ("consumed", "=", True)]

    @api.model
    def _rating_counts(self, domain):
        """Return value -> number of ratings."""
        rows = self.env["rating.rating"]._read_group(domain, ["rating"], ["__count"])
        counts = {}
        for value, count in rows:
            counts[value] = counts.get(value, 0) + count
        return counts
