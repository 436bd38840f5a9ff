"""What `ormcache` remembers is never about what was undone."""
from __future__ import annotations


def make_user(env, group):
    return env["res.users"].create({
        "name": "Some", "login": "some", "group_ids": [(6, 0, [env.ref(group).id])],
    })


def test_ids_given_again_after_a_rollback(odoo):
    env = odoo.env
    user = make_user(env, "base.group_system")
    assert user.has_group("base.group_system")
    env.cr.rollback()
    other = make_user(env, "base.group_portal")
    assert other.id == user.id
    assert not other.has_group("base.group_system")
    assert other.has_group("base.group_portal")
