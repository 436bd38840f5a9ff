"""Sales teams that were there before crm."""
from __future__ import annotations

from odoolite import Server


def test_every_team_has_an_alias():
    with Server(install=["crm"], strict=True) as server, server.env() as env:
        teams = env["crm.team"].with_context(active_test=False).search([])
        assert all(teams.mapped("alias_id"))
        assert teams.mapped("alias_name").count("info") == 1
        assert all(f"'team_id': {team.id}" in team.alias_defaults for team in teams)
