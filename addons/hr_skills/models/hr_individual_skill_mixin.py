"""Skills that somebody has, or needs, at a level, from a day on.

Of a skill there is one level at a time: a new one ends the one before, which stays as
history. Certifications may be had several times, each for its time.
"""
from dateutil.relativedelta import relativedelta
from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command


class HrIndividualSkillMixin(models.AbstractModel):
    _inherit = "hr.individual.skill.mixin"

    skill_type_id = fields.Many2one(
        "hr.skill.type", required=True, ondelete="cascade",
        default=lambda self: self.env["hr.skill.type"].search([], limit=1))
    skill_id = fields.Many2one(
        "hr.skill", compute="_compute_skill_id", store=True, readonly=False, required=True,
        precompute=True, ondelete="cascade")
    skill_level_id = fields.Many2one(
        "hr.skill.level", compute="_compute_skill_level_id", store=True, readonly=False,
        required=True, precompute=True, ondelete="cascade")
    valid_from = fields.Date("Validity Start", default=fields.Date.context_today)
    certification_skill_type_count = fields.Integer(
        compute="_compute_certification_skill_type_count")

    def _linked_field_name(self):
        """Return the name of the field of whoever has the skill."""
        raise NotImplementedError

    # ---- computed
    @api.depends("skill_type_id")
    def _compute_skill_id(self):
        for own in self:
            if own.skill_id.skill_type_id != own.skill_type_id:
                own.skill_id = False

    @api.depends("skill_id")
    def _compute_skill_level_id(self):
        for own in self:
            levels = own.skill_type_id.skill_level_ids
            if own.skill_level_id not in levels or not own.skill_level_id:
                own.skill_level_id = levels.filtered("default_level")[:1] or levels[:1]

    def _compute_certification_skill_type_count(self):
        count = self.env["hr.skill.type"].search_count([("is_certification", "=", True)])
        for own in self:
            own.certification_skill_type_count = count

    @api.depends("skill_id.name", "skill_level_id.name")
    def _compute_display_name(self):
        for own in self:
            own.display_name = f"{own.skill_id.name}: {own.skill_level_id.name}"

    # ---- checks
    @api.constrains("skill_id", "skill_type_id")
    def _check_skill_type(self):
        for own in self:
            if own.skill_id not in own.skill_type_id.skill_ids:
                raise ValidationError(_(
                    "The skill %(name)s and skill type %(type)s doesn't match",
                    name=own.skill_id.name, type=own.skill_type_id.name))

    @api.constrains("skill_type_id", "skill_level_id")
    def _check_skill_level(self):
        for own in self:
            if own.skill_level_id not in own.skill_type_id.skill_level_ids:
                raise ValidationError(_(
                    "The skill level %(level)s is not valid for skill type: %(type)s",
                    level=own.skill_level_id.name, type=own.skill_type_id.name))

    @api.constrains("valid_from", "valid_to")
    def _check_date(self):
        if any(own.valid_to and own.valid_from and own.valid_from > own.valid_to
               for own in self):
            raise ValidationError(_("The stop date of a skill is before its start date."))

    @api.constrains("skill_id", "skill_level_id", "valid_from", "valid_to")
    def _check_not_overlapping_skill(self):
        linked = self._linked_field_name()
        for own in self:
            others = self.search([
                (linked, "=", own[linked].id), ("skill_id", "=", own.skill_id.id),
                ("id", "!=", own.id)])
            if any(own._excludes(other) for other in others):
                raise ValidationError(_("Two levels for the same skill is not allowed"))

    def _excludes(self, other):
        if self.is_certification:
            return (self.skill_level_id, self.valid_from, self.valid_to) == (
                other.skill_level_id, other.valid_from, other.valid_to)
        begins = max(self.valid_from, other.valid_from)
        return all(not one.valid_to or begins <= one.valid_to for one in (self, other))

    # ---- history
    def _is_current(self):
        today = fields.Date.context_today(self)
        return self.filtered(lambda own: own.valid_from <= today and (
            not own.valid_to or own.valid_to >= today))

    def _expire_commands(self):
        """Return commands that end the skills: those of today leave no history."""
        today = fields.Date.context_today(self)
        return [
            Command.delete(own.id) if own.valid_from >= today
            else Command.update(own.id, {"valid_to": today - relativedelta(days=1)})
            for own in self]

    def _gather(self, vals, names):
        """Return values whose commands on these skills are all those of the first field.

        `names` are the fields that show the skills; their history is kept.
        """
        given = [name for name in names if name in vals]
        if not given:
            return vals
        vals = dict(vals)
        commands = [command for name in given for command in vals.pop(name) or ()]
        vals[names[0]] = self._with_history(self, commands)
        return vals

    @api.model
    def _with_history(self, owned, commands):
        """Return the commands on somebody's skills that keep the history of `owned`."""
        result = []
        today = fields.Date.context_today(self)
        for command in commands:
            kind, id_ = command[0], command[1] if len(command) > 1 else 0
            own = self.browse(id_) if kind in (1, 2, 3) else self
            if kind in (2, 3):
                result += own._expire_commands()
            elif kind == 5:
                result += owned._is_current()._expire_commands()
            elif kind == 1 and not own.is_certification and own.valid_from < today \
                    and {"skill_id", "skill_level_id", "skill_type_id"} & set(command[2]):
                result += own._expire_commands()
                result.append(Command.create({
                    "skill_type_id": own.skill_type_id.id, "skill_id": own.skill_id.id,
                    "skill_level_id": own.skill_level_id.id, **command[2]}))
            elif kind == 0:
                result += owned._replace_commands(command[2])
            else:
                result.append(command)
        return result

    def _replace_commands(self, vals):
        """Return commands that add a skill to those of `self`, instead of its level now."""
        same = self._is_current().filtered(
            lambda own: own.skill_id.id == vals.get("skill_id") and not own.is_certification)
        if vals.get("valid_to") or not same:
            return [Command.create(vals)]
        return [*same._expire_commands(), Command.create(vals)]
