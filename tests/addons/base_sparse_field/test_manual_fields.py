"""Manual fields that are kept in a field of JSON."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError

INSTALL = ["base_sparse_field"]


def test_manual_fields_live_in_a_serialized_one(env):
    model_id = env["ir.model"]._get_id("res.partner")
    make = env["ir.model.fields"].create
    data = make({"name": "x_data", "model_id": model_id, "ttype": "serialized"})
    text, land = make([
        {"name": "x_text", "model_id": model_id, "ttype": "char",
         "serialization_field_id": data.id},
        {"name": "x_land", "model_id": model_id, "ttype": "many2one",
         "relation": "res.country", "serialization_field_id": data.id},
    ])
    belgium = env.ref("base.be")
    partner = env["res.partner"].create(
        {"name": "P", "x_text": "hi", "x_land": belgium.id})
    env.invalidate_all()

    assert (partner.x_text, partner.x_land) == ("hi", belgium)
    assert partner.x_data == {"x_text": "hi", "x_land": belgium.id}
    assert not {"x_text", "x_land"} & set(env.cr.schema.columns("res_partner"))

    partner.x_text = False
    assert partner.x_data == {"x_land": belgium.id}
    with pytest.raises(UserError, match="Changing the storing system"):
        land.serialization_field_id = False
    with pytest.raises(UserError, match="Renaming sparse field"):
        text.name = "x_other"
