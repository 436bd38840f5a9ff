"""What web clients call on every model."""
from __future__ import annotations


def test_one_value_for_all_languages(odoo):
    env = odoo.env
    env["res.lang"]._activate_lang("fr_FR")
    country = env.ref("base.be")
    country.with_context(lang="fr_FR").name = "Belgique"
    assert country.name == "Belgium"
    country.web_override_translations({"name": "Belgia"})
    assert country.name == "Belgia"
    assert country.with_context(lang="fr_FR").name == "Belgia"


def test_models_by_name(odoo):
    env = odoo.env
    assert env["ir.model"].display_name_for(["res.partner", "no.model"]) == [
        {"display_name": "Contact", "model": "res.partner"},
        {"display_name": "no.model", "model": "no.model"},
    ]
    names = [item["model"] for item in env["ir.model"].get_available_models()]
    assert "res.partner" in names and "base" not in names
    assert env["ir.ui.view"].get_view_info()["list"]["multi_record"] is True


def test_settings_of_embedded_actions(odoo):
    env = odoo.env
    settings = env["res.users.settings"]._find_or_create_for_user(env.user)
    action = env["ir.actions.act_window"].search([], limit=1)
    settings.set_embedded_actions_setting(action.id, 7, {
        "res_model": "res.partner", "embedded_actions_order": [False, 3],
    })
    settings.set_embedded_actions_setting(action.id, 7, {"embedded_visibility": True})
    assert settings.get_embedded_actions_settings() == {f"{action.id}+7": {
        "embedded_actions_order": [False, 3], "embedded_actions_visibility": [],
        "embedded_visibility": True,
    }}
