"""Kinds of skills, each with levels of its own."""
from random import randint

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class HrSkillType(models.Model):
    _inherit = "hr.skill.type"

    active = fields.Boolean(default=True)
    color = fields.Integer(default=lambda self: randint(1, 11))
    levels_count = fields.Integer(compute="_compute_levels_count")

    @api.depends("skill_level_ids")
    def _compute_levels_count(self):
        for kind in self:
            kind.levels_count = len(kind.skill_level_ids)

    @api.depends("name", "is_certification")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for kind in self:
            kind.display_name = f"{kind.name}\U0001F396" if kind.is_certification \
                else kind.name

    @api.constrains("skill_ids", "skill_level_ids")
    def _check_no_null_skill_or_skill_level(self):
        # a kind that is only named gets both from records of their own
        empty = self.filtered(lambda kind: bool(kind.skill_ids) != bool(kind.skill_level_ids))
        if empty:
            raise ValidationError(_(
                "The following skills type must contain at least one skill and one level: "
                "%s", "\n".join(empty.mapped("name"))))

    def copy_data(self, default=None):
        """Return the values of copies, whose names say so, with skills and levels."""
        values = super().copy_data(default)
        for kind, vals in zip(self, values, strict=True):
            if "name" not in (default or {}):
                vals["name"] = _("%s (copy)", kind.name)
            vals["color"] = 0
        return values
