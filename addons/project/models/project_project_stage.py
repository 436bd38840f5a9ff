"""Stages of projects."""
from __future__ import annotations

from odoo import fields, models


class ProjectProjectStage(models.Model):
    _name = "project.project.stage"
    _description = "Project Stage"
    _order = "sequence, id"

    active = fields.Boolean(default=True)
    color = fields.Integer(default=0)
    company_id = fields.Many2one("res.company")
    fold = fields.Boolean(string="Folded")
    mail_template_id = fields.Many2one("mail.template", string="Email Template")
    name = fields.Char(required=True, translate=True)
    sequence = fields.Integer(default=50)
