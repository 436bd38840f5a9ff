"""What the cache holds, and when it goes to the database."""
from __future__ import annotations

from odoolite.tools.sql import SQL


def test_cache_of_a_record_is_a_mapping_of_names(env):
    firm = env["res.partner"].create({"name": "Firm"})
    draft = env["res.partner"].new({"name": "Kid", "parent_id": firm.id, "color": 3})

    assert draft._cache["name"] == "Kid"
    assert "day" not in draft._cache and "nope" not in draft._cache
    values = draft._convert_to_write(draft._cache)

    assert (values["name"], values["parent_id"], values["color"]) == ("Kid", firm.id, 3)


def test_query_flushes_what_it_names_alone(env):
    tag = env["tag"].create({"name": "T"})
    partner = env["res.partner"].create({"name": "O"})
    env.flush_all()
    tag.name, partner.name = "U", "P"

    rows = env.execute_query(SQL("SELECT name FROM res_partner WHERE id = %s", partner.id))

    assert rows == [("P",)]
    assert [field.name for field in env.transaction.dirty if field.model_name == "tag"]


def test_emptied_text_is_empty_in_all_languages_before_it_is_written(env):
    env.cr.execute("INSERT INTO res_lang VALUES ('fr_FR', TRUE, '1')")
    tag = env["tag"].create({"name": "T"})
    french = tag.with_context(lang="fr_FR")
    french.name = "Té"
    assert (tag.name, french.name) == ("T", "Té")

    tag.name = False

    assert (tag.name, french.name) == (False, False)
    env.transaction.dirty.clear()       # the column is required


def test_inherited_value_stays_while_it_is_written(env):
    user = env["res.users"].create({"login": "u", "partner_id": env["res.partner"].create(
        {"name": "A"}).id})
    seen = []
    Partner = env.registry["res.partner"]
    original = Partner._validate_fields
    Partner._validate_fields = lambda self, *args: (
        seen.append(user.name), original(self, *args))[1]
    try:
        user.name = "B"
    finally:
        del Partner._validate_fields

    assert seen == ["B"]
