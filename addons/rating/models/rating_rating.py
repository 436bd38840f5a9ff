"""One rating: asked for with a token, given once."""
import base64
import uuid

from odoo import api, fields, models
from odoo.tools.misc import file_open

from . import rating_data


class RatingRating(models.Model):
    _inherit = "rating.rating"

    _rating_range = models.Constraint(
        "CHECK(rating >= 0 and rating <= 5)", "Rating should be between 0 and 5")

    res_id = fields.Many2oneReference(model_field="res_model", required=True, index=True)
    rating = fields.Float(default=0)
    access_token = fields.Char(default=lambda self: self._default_access_token())
    res_name = fields.Char(compute="_compute_res_name", store=True)
    parent_res_name = fields.Char(compute="_compute_parent_res_name", store=True)
    resource_ref = fields.Reference(
        selection="_selection_target_model", compute="_compute_resource_ref")
    parent_ref = fields.Reference(
        selection="_selection_target_model", compute="_compute_parent_ref")
    rating_image = fields.Binary(compute="_compute_rating_image")
    rating_image_url = fields.Char(compute="_compute_rating_image")
    rating_text = fields.Selection(
        rating_data.TEXTS, compute="_compute_rating_text", store=True)

    @api.model
    def _default_access_token(self):
        return uuid.uuid4().hex

    @api.model
    def _selection_target_model(self):
        return [(m.model, m.name) for m in self.env["ir.model"].sudo().search([])]

    # ---- computed
    @api.depends("res_model", "res_id")
    def _compute_res_name(self):
        self.filtered(lambda one: not one.res_model).res_name = False
        for rating in self.filtered("res_model"):
            record = self.env[rating.res_model].sudo().browse(rating.res_id)
            rating.res_name = record.display_name or f"{rating.res_model}/{rating.res_id}"

    @api.depends("parent_res_model", "parent_res_id")
    def _compute_parent_res_name(self):
        for rating in self:
            name = False
            if rating.parent_res_model and rating.parent_res_id:
                record = self.env[rating.parent_res_model].sudo().browse(
                    rating.parent_res_id)
                name = record.display_name or \
                    f"{rating.parent_res_model}/{rating.parent_res_id}"
            rating.parent_res_name = name

    @api.depends("res_model", "res_id")
    def _compute_resource_ref(self):
        for rating in self:
            known = rating.res_model and rating.res_model in self.env
            rating.resource_ref = f"{rating.res_model},{rating.res_id or 0}" \
                if known else None

    @api.depends("parent_res_model", "parent_res_id")
    def _compute_parent_ref(self):
        for rating in self:
            known = rating.parent_res_model and rating.parent_res_model in self.env
            rating.parent_ref = f"{rating.parent_res_model},{rating.parent_res_id or 0}" \
                if known else None

    @api.depends("rating")
    def _compute_rating_image(self):
        for rating in self:
            value = rating_data.rating_to_threshold(rating.rating)
            path = f"rating/static/src/img/rating_{value}.png"
            rating.rating_image_url = f"/{path}"
            try:
                with file_open(path, "rb") as file:
                    rating.rating_image = base64.b64encode(file.read())
            except OSError:
                rating.rating_image = False

    @api.depends("rating")
    def _compute_rating_text(self):
        for rating in self:
            rating.rating_text = rating_data.rating_to_text(rating.rating)

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make ratings, under the parents of what is rated."""
        for vals in vals_list:
            if vals.get("res_model_id") and vals.get("res_id"):
                vals.update(self._find_parent_data(vals))
        return super().create(vals_list)

    def write(self, vals):
        """Change ratings; the parent follows what is rated."""
        if vals.get("res_model_id") and vals.get("res_id"):
            vals = {**vals, **self._find_parent_data(vals)}
        return super().write(vals)

    def unlink(self):
        """Delete ratings, and the messages that show them."""
        self.env["mail.message"].search([("rating_ids", "in", self.ids)]).unlink()
        return super().unlink()

    def _find_parent_data(self, values):
        """Return the parent's model and id, as the rated record names it."""
        name = self.env["ir.model"].sudo().browse(values["res_model_id"]).model
        found = {"parent_res_model_id": False, "parent_res_id": False}
        record = self.env[name].sudo().browse(values["res_id"])
        if name and hasattr(record, "_rating_get_parent_field_name"):
            parent = record._rating_get_parent_field_name()
            if parent:
                found["parent_res_model_id"] = self.env["ir.model"]._get_id(
                    record._fields[parent].comodel_name)
                found["parent_res_id"] = record[parent].id
        return found

    def reset(self):
        """Make ratings as if they were only asked for."""
        for rating in self:
            rating.write({
                "rating": 0, "access_token": rating._default_access_token(),
                "feedback": False, "consumed": False,
            })

    def action_open_rated_object(self):
        """Open what was rated."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": self.res_model,
            "res_id": self.res_id, "views": [[False, "form"]],
        }
