"""Users and companies."""
from __future__ import annotations


def test_who_works_in_several_companies_is_in_their_group(env):
    group = env.ref("base.group_multi_company")
    other = env["res.company"].create({"name": "Other"})
    user = env["res.users"].create({
        "name": "U", "login": "u", "company_ids": [(4, env.company.id), (4, other.id)]})
    assert group in user.group_ids

    user.company_ids = [(3, other.id)]

    assert group not in user.group_ids
