"""Selections that records have of others: of their partner, of what they lead to."""
INSTALL = ["product"]


def test_inherited_selections_have_their_values(env):
    users, products = env["res.users"], env["product.product"]
    described = users.fields_get(["type"], ["selection"])["type"]["selection"]
    assert ("contact", "Contact") in described
    assert described == env["res.partner"].fields_get(["type"])["type"]["selection"]
    assert [value for value, _label in products.fields_get(["type"])["type"]["selection"]] \
        == ["consu", "service", "combo"]
    assert users._fields["type"].get_values(env)[:1] == ["contact"]


def test_selections_of_methods_are_those_of_their_model(env):
    field = env["res.users"]._fields["tz"]
    assert ("UTC", "UTC") in field._description_selection(env)
    assert not env["ir.model.fields.selection"].search([
        ("field_id", "=", env["ir.model.fields"]._get("res.users", "type").id)])
