"""Tags of partners, in a tree."""
from __future__ import annotations

from random import randint

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError


class ResPartnerCategory(models.Model):
    _name = "res.partner.category"
    _description = "Partner Tags"
    _order = "name, id"
    _parent_store = True

    name = fields.Char("Name", required=True, translate=True)
    color = fields.Integer(
        string="Color", default=lambda self: randint(1, 11), aggregator=False
    )
    parent_id = fields.Many2one(
        "res.partner.category", string="Category", index=True, ondelete="cascade"
    )
    child_ids = fields.One2many(
        "res.partner.category", "parent_id", string="Child Tags"
    )
    active = fields.Boolean(
        default=True,
        help="The active field allows you to hide the category without removing it.",
    )
    parent_path = fields.Char(index=True)
    partner_ids = fields.Many2many(
        "res.partner",
        relation="res_partner_res_partner_category_rel",
        column1="category_id",
        column2="partner_id",
        string="Partners",
        copy=False,
    )

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if any(tag.parent_id for tag in self) and self._has_cycle():
            raise ValidationError(_("You can not create recursive tags."))

    @api.depends("parent_id")
    def _compute_display_name(self):
        """Give the names of the tag and of those above it, joined by slashes."""
        for tag in self:
            names = []
            current = tag
            while current and len(names) < 100:
                names.append(current.name or "")
                current = current.parent_id
            tag.display_name = " / ".join(reversed(names))
