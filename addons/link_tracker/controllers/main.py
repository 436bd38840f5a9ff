"""Following short links."""
from __future__ import annotations

from odoo import http
from odoo.http import request
from werkzeug.exceptions import NotFound


class LinkTracker(http.Controller):
    """Leads on, and counts."""

    @http.route("/r/<string:code>", type="http", auth="public", save_session=False)
    def full_url_redirect(self, code, **post):
        """Lead to the page behind a code."""
        return follow_link(code)


def follow_link(code, **route_values):
    """Count who follows a link and lead to its page; robots count for nothing."""
    if not _is_robot():
        request.env["link.tracker.click"].sudo().add_click(
            code, ip=request.httprequest.remote_addr, **route_values
        )
    target = request.env["link.tracker"].sudo().get_url_from_code(code)
    if not target:
        raise NotFound
    return request.redirect(target, code=301, local=False)


def _is_robot():
    agent = (request.httprequest.user_agent.string or "").lower()
    return any(word in agent for word in ("bot", "crawl", "slurp", "spider"))
