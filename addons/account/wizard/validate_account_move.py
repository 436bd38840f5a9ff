"""The wizard that posts drafts."""
from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError


class ValidateAccountMove(models.TransientModel):
    _inherit = "validate.account.move"

    display_force_post = fields.Boolean(compute="_compute_flags")
    display_force_hash = fields.Boolean(compute="_compute_flags")
    is_entries = fields.Boolean(compute="_compute_flags")

    @api.depends("move_ids")
    def _compute_flags(self):
        today = fields.Date.context_today(self)
        for wizard in self:
            moves = wizard.move_ids
            wizard.display_force_post = any(
                (move.date or today) > today for move in moves)
            wizard.display_force_hash = any(
                move.restrict_mode_hash_table for move in moves)
            wizard.is_entries = any(move.move_type == "entry" for move in moves)

    @api.model
    def default_get(self, fields_list):
        """Take the drafts from the context; UserError without any."""
        values = super().default_get(fields_list)
        context = self.env.context
        if "move_ids" not in fields_list or values.get("move_ids"):
            return values
        if context.get("active_model") == "account.move":
            domain = [("id", "in", context.get("active_ids", [])), ("state", "=", "draft")]
        elif context.get("active_model") == "account.journal":
            domain = [("journal_id", "=", context.get("active_id")), ("state", "=", "draft")]
        else:
            raise UserError(_("Missing 'active_model' in context."))
        moves = self.env["account.move"].search(domain).filtered("line_ids")
        if not moves:
            raise UserError(_("There are no journal items in the draft state to post."))
        values["move_ids"] = [Command.set(moves.ids)]
        return values

    def validate_move(self):
        """Post the drafts; those of days to come wait, unless told otherwise."""
        if self.force_post:
            self.move_ids.with_context(syncing=True).write({"auto_post": "no"})
        self.move_ids._post(soft=not self.force_post)
        if self.force_hash:
            self.move_ids.filtered(lambda move: move.state == "posted")._hash_moves()
        return {"type": "ir.actions.act_window_close"}
