"""Where records came from."""
from __future__ import annotations

from odoolite import Server


def test_campaigns_are_found_whatever_their_case():
    with Server(install=["utm"], strict=True) as server, server.env() as env:
        mixin = env["utm.mixin"]
        one = mixin.find_or_create_record("utm.campaign", "Spring Sale")
        assert one.is_auto_campaign
        assert mixin.find_or_create_record("utm.campaign", " spring sale") == one
        assert not mixin.find_or_create_record("utm.source", "  ")
        assert [row[1] for row in mixin.tracking_fields()] == [
            "campaign_id", "source_id", "medium_id",
        ]
