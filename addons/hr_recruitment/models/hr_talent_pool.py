"""People who may be asked again."""
from odoo import fields, models


class HrTalentPool(models.Model):
    _inherit = "hr.talent.pool"

    active = fields.Boolean(default=True)
    color = fields.Integer(default=0)
    company_id = fields.Many2one(default=lambda self: self.env.company)
    pool_manager = fields.Many2one("res.users", default=lambda self: self.env.user)
    no_of_talents = fields.Integer(compute="_compute_no_of_talents")

    def _compute_no_of_talents(self):
        for pool in self:
            pool.no_of_talents = len(pool.talent_ids)

    def action_talent_pool_add_talents(self):
        """Open the wizard that puts applicants into the pool."""
        return {
            "name": self.env._("Create Talent"), "type": "ir.actions.act_window",
            "res_model": "talent.pool.add.applicants", "target": "new",
            "views": [[False, "form"]], "context": {"default_talent_pool_ids": self.ids},
        }
