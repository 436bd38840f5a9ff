"""How long records stayed in their stages."""
from __future__ import annotations

from odoo import fields, models
from odoo.fields import Domain


class MailTrackingDurationMixin(models.AbstractModel):
    _name = "mail.tracking.duration.mixin"
    _inherit = ["mail.thread"]
    _description = "Mixin to compute the time a record has spent in each value a many2one field can take"  # noqa: E501

    duration_tracking = fields.Json(
        string="Status time", compute="_compute_duration_tracking",
    )
    is_rotting = fields.Boolean(
        string="Rotting", compute="_compute_is_rotting", search="_search_is_rotting",
    )
    rotting_days = fields.Integer(string="Days Rotting", compute="_compute_is_rotting")

    def _compute_duration_tracking(self):
        """Seconds in each value of the tracked field, from the tracking values."""
        name = getattr(self, "_track_duration_field", None)
        field = self._fields.get(name) if name else None
        if field is None or field.type != "many2one":
            self.duration_tracking = False
            return
        self.env.flush_all()
        meta = self.env["ir.model.fields"].sudo()._get(self._name, name)
        values = self.env["mail.tracking.value"].sudo().search([
            ("field_id", "=", meta.id), ("mail_message_id.model", "=", self._name),
            ("mail_message_id.res_id", "in", self.ids),
        ], order="id")
        moves = {}
        for value in values:
            moves.setdefault(value.mail_message_id.res_id, []).append(
                (value.create_date, value.old_value_integer)
            )
        now = fields.Datetime.now()
        for record in self:
            spent, since = {}, record.create_date or now
            for moment, old_id in moves.get(record.id, []):
                key = str(old_id)
                spent[key] = spent.get(key, 0) + int((moment - since).total_seconds())
                since = moment
            key = str(record.sudo()[name].id)      # groups may keep it from the user
            spent[key] = spent.get(key, 0) + int((now - since).total_seconds())
            record.duration_tracking = spent

    def _get_rotting_domain(self):
        """Return which records can rot (hook)."""
        return Domain(f"{self._track_duration_field}.rotting_threshold_days", "!=", 0)

    def _is_rotting_feature_enabled(self):
        name = getattr(self, "_track_duration_field", None)
        field = self._fields.get(name) if name else None
        return bool(
            field is not None and "date_last_stage_update" in self._fields
            and "rotting_threshold_days" in self.env[field.comodel_name]._fields
        )

    def _compute_is_rotting(self):
        self.is_rotting = False
        self.rotting_days = 0
        if not self._is_rotting_feature_enabled():
            return
        now = fields.Datetime.now()
        for record in self.filtered_domain(self._get_rotting_domain()):
            days = record[self._track_duration_field].rotting_threshold_days
            since = record.date_last_stage_update or record.create_date or now
            if days and (now - since).days >= days:
                record.is_rotting = True
                record.rotting_days = (now - since).days

    def _search_is_rotting(self, operator, value):
        if operator != "in":
            return NotImplemented
        if not self._is_rotting_feature_enabled():
            return Domain.FALSE if True in value else Domain.TRUE
        rotten = self.search(self._get_rotting_domain()).filtered("is_rotting")
        return [("id", "in" if True in value else "not in", rotten.ids)]
