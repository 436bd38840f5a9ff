"""How well somebody can do something."""
from odoo import api, fields, models


class HrSkillLevel(models.Model):
    _inherit = "hr.skill.level"
    _order = "level_progress"

    technical_is_new_default = fields.Boolean(compute="_compute_technical_is_new_default")

    _check_level_progress = models.Constraint(
        "CHECK(level_progress BETWEEN 0 AND 100)",
        "Progress should be a number between 0 and 100.")

    @api.depends("level_progress")
    @api.depends_context("from_skill_level_dropdown")
    def _compute_display_name(self):
        if not self.env.context.get("from_skill_level_dropdown"):
            return super()._compute_display_name()
        for level in self:
            level.display_name = f"{level.name} ({level.level_progress}%)"
        return None

    @api.depends("default_level")
    def _compute_technical_is_new_default(self):
        for level in self:
            level.technical_is_new_default = False

    @api.model_create_multi
    def create(self, vals_list):
        """Make levels; a new default one takes the place of that before."""
        levels = super().create(vals_list)
        levels._keep_one_default()
        return levels

    def write(self, vals):
        """Change levels; a new default one takes the place of that before."""
        result = super().write(vals)
        if vals.get("default_level"):
            self._keep_one_default()
        return result

    def _keep_one_default(self):
        for level in self.filtered("default_level"):
            others = level.skill_type_id.skill_level_ids - level
            others.filtered("default_level").default_level = False
