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
