"""Short links: codes, clicks, where they lead, and bodies that hold them."""
from __future__ import annotations

import pytest

from odoolite.exceptions import UserError

INSTALL = ["link_tracker"]
SHOP = "https://client.example/shop?a=1"


def make_link(env, **values):
    return env["link.tracker"].create({"url": SHOP, **values})


def test_a_link_has_a_code_that_leads_to_it(env):
    campaign = env["utm.campaign"].create({"title": "Spring"})
    link = make_link(env, campaign_id=campaign.id)

    assert len(link.code) >= 3
    assert link.short_url == f"{link.get_base_url()}/r/{link.code}"
    assert link.display_name == link.short_url
    assert link.title == SHOP
    assert env["link.tracker"].get_url_from_code(link.code) == (
        "https://client.example/shop?a=1&utm_campaign=Spring")
    assert env["link.tracker"].get_url_from_code("none") is None


def test_codes_can_be_chosen(env):
    link = make_link(env, code="mine")
    assert link.link_code_ids.mapped("code") == ["mine"]

    link.code = "other"

    assert link.link_code_ids.mapped("code") == ["other"]


def test_others_sites_get_no_origin_if_so_set(env):
    env["ir.config_parameter"].set_param("link_tracker.no_external_tracking", "1")
    medium = env.ref("utm.utm_medium_email")

    assert make_link(env, medium_id=medium.id).redirected_url == SHOP
    here = make_link(env, url=f"{env['link.tracker'].get_base_url()}/x",
                     medium_id=medium.id)
    assert here.redirected_url.endswith("/x?utm_medium=Email")


def test_a_link_is_there_once_for_each_origin(env):
    link = make_link(env, label="go")

    with pytest.raises(UserError, match="must be unique"):
        make_link(env, label="go")
    found = env["link.tracker"].search_or_create([
        {"url": SHOP, "label": "go"}, {"url": "new.example"}, {"url": "new.example"},
    ])
    assert found[0] == link
    assert found[1] == found[2] != link
    assert found[1].url == "http://new.example"


def test_links_that_lead_nowhere_are_refused(env):
    with pytest.raises(UserError, match="not a valid link"):
        make_link(env, url="#top")
    with pytest.raises(ValueError, match="without URL"):
        env["link.tracker"].create({"label": "x"})


def test_clicks_count_once_for_each_address(env):
    campaign = env["utm.campaign"].create({"title": "Spring"})
    link = make_link(env, campaign_id=campaign.id)
    clicks = env["link.tracker.click"]

    clicks.add_click(link.code, ip="1.1.1.1", country_code="BE")
    assert clicks.add_click(link.code, ip="1.1.1.1") is None
    clicks.add_click(link.code, ip="1.1.1.2")

    assert (link.count, campaign.click_count) == (2, 2)
    assert link.link_click_ids.country_id.code == "BE"
    assert clicks.add_click("none", ip="1.1.1.1") is None
    assert link.action_view_statistics()["domain"] == [("link_id", "=", link.id)]


def test_recent_links(env):
    first, second = make_link(env, label="1"), make_link(env, label="2")
    env["link.tracker.click"].add_click(first.code, ip="1.1.1.1")

    found = env["link.tracker"].recent_links("newest", 1)
    assert [row["id"] for row in found] == [second.id]
    found = env["link.tracker"].recent_links("most-clicked", 5)
    assert [row["id"] for row in found] == [first.id]
    assert "Error" in env["link.tracker"].recent_links("nonsense", 5)


def test_links_of_a_body_become_short(env):
    body = ('<p><!-- <a href="https://not.example">x</a> -->'
            '<a href="https://one.example/?a=1&amp;b=2">One <b>two</b></a> '
            '<a href="mailto:a@b.example">mail</a> <a href="/unsubscribe">bye</a>'
            '<a href="/page"><img src="/i/cat.png"/></a></p>')

    short = env["link.tracker"].convert_links(body, {}, ["/unsubscribe"])

    links = env["link.tracker"].search([], order="id")
    assert links.mapped("url") == [
        "https://one.example/?a=1&b=2", f"{links[0].get_base_url()}/page"]
    assert links.mapped("label") == ["One two", "[media] cat"]
    assert all(f'href="{link.short_url}"' in short for link in links)
    assert 'href="mailto:a@b.example"' in short
    assert 'href="/unsubscribe"' in short
    assert "https://not.example" in short


def test_links_of_a_text_become_short(env):
    text = env["mail.render.mixin"]._shorten_links_text(
        "see https://one.example/a now", {})

    link = env["link.tracker"].search([])
    assert text == f"see {link.short_url} now"
    assert env["mail.render.mixin"]._shorten_links_text(text, {}) == text
