"""Definitions for the tests of the engine, as an addon's author would write them."""
from __future__ import annotations

from odoolite.exceptions import ValidationError
from odoolite.orm import decorators as api
from odoolite.orm import fields as F
from odoolite.orm.model_classes import module_to_models
from odoolite.orm.models.base import AbstractModel, Model
from odoolite.orm.table_objects import Constraint

MODULE = "tiny"


def define() -> None:
    """Make the definitions once, under the module `tiny`."""
    if module_to_models.get(MODULE):
        return

    class Base(AbstractModel):
        _name = "base"
        _module = MODULE

    class Users(Model):
        _name = "res.users"
        _module = MODULE
        _inherits = {"res.partner": "partner_id"}

        login = F.Char(required=True)
        partner_id = F.Many2one("res.partner", required=True, ondelete="restrict")

    class Tag(Model):
        _name = "tag"
        _module = MODULE
        _parent_store = True

        name = F.Char(required=True, translate=True)
        parent_id = F.Many2one("tag", ondelete="cascade")
        parent_path = F.Char(index=True)
        active = F.Boolean(default=True)

    class Partner(Model):
        _name = "res.partner"
        _module = MODULE
        _order = "complete_name, id desc"
        _rec_names_search = ["complete_name"]

        name = F.Char()
        complete_name = F.Char(compute="_compute_complete_name", store=True)
        parent_id = F.Many2one("res.partner")
        child_ids = F.One2many("res.partner", "parent_id")
        tag_ids = F.Many2many("tag")
        color = F.Integer()
        latitude = F.Float(digits=(10, 7))
        is_company = F.Boolean()
        kind = F.Selection(
            [("firm", "Firm"), ("person", "Person")],
            compute="_compute_kind", inverse="_inverse_kind",
        )
        parent_name = F.Char(related="parent_id.name")
        day = F.Date()
        color_sum = F.Integer(compute="_compute_color_sum", store=True)
        day_count = F.Integer(compute="_compute_day_count")
        has_days = F.Boolean(compute="_compute_has_days")

        _name_required = Constraint("CHECK (name IS NOT NULL)", "A name is needed.")

        @api.constrains("latitude")
        def _check_latitude(self):
            if any(abs(partner.latitude) > 90 or partner.color == 99 for partner in self):
                raise ValidationError("No such place.")

        @api.constrains("kind")
        def _check_kind(self):
            if any(partner.is_company and partner.color == 13 for partner in self):
                raise ValidationError("No firm has this color.")

        @api.depends("child_ids.color")
        def _compute_color_sum(self):
            for partner in self:
                partner.color_sum = sum(partner.child_ids.mapped("color"))

        @api.depends("child_ids.day")
        def _compute_day_count(self):
            for partner in self:
                partner.day_count = len(partner.child_ids.filtered("day"))

        @api.depends("day_count")
        def _compute_has_days(self):
            for partner in self:
                partner.has_days = bool(partner.day_count)

        @api.depends("name", "parent_id.complete_name")
        def _compute_complete_name(self):
            for partner in self:
                names = [partner.parent_id.complete_name, partner.name]
                partner.complete_name = ", ".join(n for n in names if n)

        @api.depends("complete_name")
        def _compute_display_name(self):
            for partner in self:
                partner.display_name = partner.complete_name

        @api.depends("is_company")
        def _compute_kind(self):
            for partner in self:
                partner.kind = "firm" if partner.is_company else "person"

        def _inverse_kind(self):
            for partner in self:
                partner.is_company = partner.kind == "firm"

    for definition in (Base, Users, Tag, Partner):
        if definition not in module_to_models[MODULE]:
            module_to_models[MODULE].append(definition)
