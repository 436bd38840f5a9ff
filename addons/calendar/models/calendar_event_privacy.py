"""What others see of private meetings: when they are, not what they are about."""
from odoo import _, api, fields, models

from .calendar_event_recurrence import RULE

TIMES = ("start", "stop", "start_date", "stop_date")
PUBLIC = {
    *RULE, *TIMES, "rrule", "rrule_type_ui", "recurrence_update", "id", "active", "allday",
    "duration", "user_id", "interval", "partner_id", "count", "recurrence_id", "recurrency",
    "show_as", "privacy", "effective_privacy", "display_name", "display_time",
    "create_uid", "create_date", "write_uid", "write_date", "user_can_edit",
}


class CalendarEvent(models.Model):
    _inherit = "calendar.event"

    effective_privacy = fields.Selection(compute="_compute_effective_privacy")

    @api.depends("privacy", "user_id.calendar_default_privacy")
    def _compute_effective_privacy(self):
        for event in self:
            event.effective_privacy = event.privacy \
                or event.user_id.sudo().calendar_default_privacy or "public"

    def _get_hidden_events(self):
        """Return the private meetings that the user has no part in."""
        user = self.env.user
        if self.env.is_system():
            return self.browse()
        return self.browse([
            event.id for event in self.sudo()
            if event.effective_privacy == "private" and event.user_id != user
            and user.partner_id not in event.partner_ids])

    @api.depends("name", "privacy", "user_id", "partner_ids")
    @api.depends_context("uid")
    def _compute_display_name(self):
        hidden = self._get_hidden_events()
        hidden.display_name = _("Busy")
        return super(CalendarEvent, self - hidden)._compute_display_name()

    def _is_shown(self, name):
        return name in PUBLIC or self._fields[name].manual

    def _read_format(self, fnames, load="_classic_read"):
        rows = super()._read_format(fnames, load)
        if all(self._is_shown(name) for name in fnames):
            return rows
        hidden = set(self._get_hidden_events().ids)
        for row in rows if hidden else ():
            if row["id"] in hidden:
                self._hide_values(row)
        return rows

    def _hide_values(self, row):
        for name in row:
            if self._is_shown(name):
                continue
            row[name] = _("Busy") if name == "name" else \
                [] if self._fields[name].type in ("one2many", "many2many") else False

    @api.model
    def _read_group(self, domain, groupby=(), aggregates=(), having=(), offset=0,
                    limit=None, order=None):
        """Group meetings; by what private ones hide, without those of others."""
        names = {spec.split(":")[0].split(".")[0] for spec in (*groupby, *aggregates)}
        if not self.env.is_system() and any(
                name in self._fields and not self._is_shown(name) for name in names):
            domain = fields.Domain(domain) & self._get_default_privacy_domain()
        return super()._read_group(
            domain, groupby, aggregates, having, offset, limit, order)

    @api.model
    def _get_default_privacy_domain(self):
        """Return a domain of the meetings whose contents the user may see."""
        user = self.env.user
        private = self.env["res.users.settings"].sudo().search(
            [("calendar_default_privacy", "=", "private")]).user_id
        return fields.Domain("privacy", "in", ["public", "confidential"]) \
            | fields.Domain("user_id", "=", user.id) \
            | fields.Domain("partner_ids", "in", user.partner_id.ids) \
            | (fields.Domain("privacy", "=", False)
               & fields.Domain("user_id", "not in", private.ids))
