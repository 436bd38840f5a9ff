"""Followers of records: by hand, by being responsible, by following a parent."""
from __future__ import annotations

from odoo import models


class MailThread(models.AbstractModel):
    _inherit = "mail.thread"

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Make partners follow; archived and missing ones are left out.

        Without subtypes new followers get the defaults and old ones keep theirs.
        """
        if not self or not partner_ids:
            return True
        partner_ids = list(partner_ids)
        own = set(partner_ids) == {self.env.user.partner_id.id}
        if own:
            self._check_follow_access("read")
        else:
            self._check_follow_access("write")
        return self._message_subscribe(partner_ids, subtype_ids)

    def _check_follow_access(self, operation):
        if not self.env.su:
            self.check_access(operation)

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        """Make partners follow, without looking at rights."""
        if not self or not partner_ids:
            return True
        active = self.env["res.partner"].sudo().browse(partner_ids).exists().filtered(
            "active"
        )
        subtypes = {p.id: list(subtype_ids) for p in active} if subtype_ids else None
        self.env["mail.followers"]._insert_followers(
            self._name, self.ids, active.ids, subtypes, existing="replace"
        )
        self.invalidate_recordset(["message_follower_ids", "message_partner_ids"])
        return True

    def message_unsubscribe(self, partner_ids=None):
        """Make partners stop following. Returns nothing, as in Odoo."""
        if not partner_ids:
            return
        if set(partner_ids) == {self.env.user.partner_id.id}:
            self._check_follow_access("read")
        else:
            self._check_follow_access("write")
        self.env["mail.followers"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids),
            ("partner_id", "in", list(partner_ids)),
        ]).unlink()

    def message_get_followers(self, after=None, limit=100, filter_recipients=False):
        """Return the followers of a record as clients of the web get them."""
        self.ensure_one()
        domain = [("res_id", "=", self.id), ("res_model", "=", self._name),
                  ("partner_id", "!=", self.env.user.partner_id.id)]
        if filter_recipients:
            comment = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_comment")
            domain += [("subtype_ids", "in", [comment]), ("partner_id.active", "=", True)]
        if after:
            domain.append(("id", ">", after))
        followers = self.env["mail.followers"].sudo().search(
            domain, limit=limit, order="id"
        )
        partners = followers.partner_id
        return {
            "mail.followers": [{
                "id": f.id, "display_name": f.display_name, "email": f.email,
                "is_active": f.is_active, "name": f.name, "partner_id": f.partner_id.id,
                "thread": {"id": self.id, "model": self._name},
            } for f in followers],
            "mail.thread": [{
                "id": self.id, "model": self._name,
                "recipients" if filter_recipients else "followers": followers.ids,
            }],
            "res.partner": [{
                "id": p.id, "name": p.name, "email": p.email, "active": p.active,
                "main_user_id": p.main_user_id.id,
            } for p in partners],
            "res.users": [{"id": u.id, "share": u.share} for u in partners.main_user_id],
        }

    # ---- following by itself
    def _message_auto_subscribe_followers(self, updated_values, default_subtype_ids):
        """Return (partner, subtypes, template) of people made responsible (hook)."""
        found = []
        field = self._fields.get("user_id")
        user_id = updated_values.get("user_id")
        if field is None or not user_id or not getattr(field, "tracking", None):
            return found
        user = self.env["res.users"].sudo().browse(user_id)
        try:
            if user.active:
                found.append((
                    user.partner_id.id, default_subtype_ids,
                    "mail.message_user_assigned" if user != self.env.user else False,
                ))
        except TypeError:
            return found
        return found

    def _message_auto_subscribe(self, updated_values, followers_existing_policy="skip"):
        """Make those follow who follow a parent or became responsible."""
        if not self:
            return True
        types = self.env["mail.message.subtype"]
        child_ids, default_ids, internal_ids, parents, relations = (
            types._auto_subscription(self._name)
        )
        new_subtypes, notify = {}, {}
        documents = [
            (model, updated_values[name]) for model, names in relations.items()
            for name in names if updated_values.get(name)
        ]
        for model, res_id in documents:
            followers = self.env["mail.followers"].sudo().search([
                ("res_model", "=", model), ("res_id", "=", res_id),
            ])
            for follower in followers.filtered("is_active"):
                ids = {parents[s] for s in follower.subtype_ids.ids if parents.get(s)}
                ids |= {s for s in follower.subtype_ids.ids
                        if s not in parents and s in child_ids}
                if follower.partner_id.partner_share:
                    ids -= set(internal_ids)
                if ids:
                    new_subtypes.setdefault(follower.partner_id.id, set()).update(ids)
        for partner_id, subtype_ids, template in self._message_auto_subscribe_followers(
            updated_values, default_ids
        ):
            new_subtypes.setdefault(partner_id, set()).update(subtype_ids)
            if template and partner_id != self.env.user.partner_id.id \
                    and not self.env.context.get("mail_auto_subscribe_no_notify"):
                notify.setdefault(template, []).append(partner_id)
        if new_subtypes:
            self.env["mail.followers"]._insert_followers(
                self._name, self.ids, list(new_subtypes),
                {pid: sorted(ids) for pid, ids in new_subtypes.items()},
                existing=followers_existing_policy,
            )
            self.invalidate_recordset(["message_follower_ids", "message_partner_ids"])
        for template, partner_ids in notify.items():
            self._message_auto_subscribe_notify(partner_ids, template)
        return True

    def _message_auto_subscribe_notify(self, partner_ids, template):
        """Tell people that they were made responsible."""
        if not self or self.env.context.get("mail_auto_subscribe_no_notify"):
            return
        if not self.env.registry.ready:
            return
        view = self.env["ir.ui.view"].sudo().search([("key", "=", template)], limit=1)
        if not view:
            return
        for record in self:
            values = {
                "object": record,
                "model_description": self.env["ir.model"]._get(
                    record._name
                ).display_name.lower(),
                "access_link": record._notify_get_action_link("view"),
            }
            body = self.env["ir.qweb"]._render(view.id, values)
            record.message_notify(
                subject=self.env._(
                    "You have been assigned to %s", record.display_name
                ),
                body=body, partner_ids=partner_ids,
                email_layout_xmlid="mail.mail_notification_layout",
                model_description=values["model_description"],
                force_record_name=record.display_name,
            )
