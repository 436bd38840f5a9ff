"""Merging lists."""
from __future__ import annotations

from odoo import _, api, fields, models
from odoo.exceptions import UserError


class MailingListMerge(models.TransientModel):
    _inherit = "mailing.list.merge"

    merge_options = fields.Selection(default="new")

    @api.model
    def default_get(self, fields):
        """The lists of the context are merged, into the first of them."""
        values = super().default_get(fields)
        if not values.get("src_list_ids") and "src_list_ids" in fields:
            if self.env.context.get("active_model") != "mailing.list":
                raise UserError(_("You can only apply this action from Mailing Lists."))
            values["src_list_ids"] = [(6, 0, self.env.context["active_ids"])]
        if not values.get("dest_list_id") and "dest_list_id" in fields:
            ids = self.env.context.get("active_ids") or []
            values["dest_list_id"] = ids[0] if ids else False
        return values

    def action_mailing_lists_merge(self):
        """Merge the lists. Returns where they went."""
        if self.merge_options == "new":
            self.dest_list_id = self.env["mailing.list"].create({
                "name": self.new_list_name}).id
        self.dest_list_id.action_merge(self.src_list_ids, self.archive_src_lists)
        return self.dest_list_id
