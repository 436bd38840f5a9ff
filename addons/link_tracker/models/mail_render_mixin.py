"""Bodies whose links are short ones."""
from __future__ import annotations

from odoo import api, models

from ..tools.links import PLAIN, absolute, find_links, replace_links


class MailRenderMixin(models.AbstractModel):
    _inherit = "mail.render.mixin"

    @api.model
    def _shorten_links(self, html, link_tracker_vals, blacklist=None, base_url=None):
        """Return HTML whose links are short ones; those of the blacklist stay."""
        return self._shorten_links_batch([html], link_tracker_vals, blacklist, base_url)[0]

    @api.model
    def _shorten_links_batch(self, bodies, link_tracker_vals, blacklist=None,
                             base_url=None):
        """Return bodies whose links are short ones; each link is looked up once."""
        base = base_url or self.env["ir.config_parameter"].sudo().get_param(
            "web.base.url"
        ) or ""
        rows = {}
        for body in dict.fromkeys(bodies):
            for link in find_links(str(body or "")):
                url = absolute(link.href, base)
                if url and not self._keeps_link(url, base, blacklist):
                    rows[link] = {**link_tracker_vals, "url": url, "label": link.label}
        if not rows:
            return list(bodies)
        trackers = self.env["link.tracker"].search_or_create(list(rows.values()))
        targets = {link: tracker.short_url for link, tracker in zip(rows, trackers)}
        return [
            type(body)(replace_links(str(body), targets)) if body else body
            for body in bodies
        ]

    @api.model
    def _shorten_links_text(self, content, link_tracker_vals, blacklist=None,
                            base_url=None):
        """Return a text whose addresses of the web are short ones."""
        base = base_url or self.env["ir.config_parameter"].sudo().get_param(
            "web.base.url"
        ) or ""
        urls = [
            url for url in dict.fromkeys(PLAIN.findall(content or ""))
            if not self._keeps_link(url, base, blacklist)
        ]
        if not urls:
            return content
        trackers = self.env["link.tracker"].search_or_create(
            [{**link_tracker_vals, "url": url} for url in urls]
        )
        short = {url: tracker.short_url for url, tracker in zip(urls, trackers)}
        return PLAIN.sub(lambda found: short.get(found.group(0), found.group(0)), content)

    @api.model
    def _keeps_link(self, url, base, blacklist):
        """Tell whether a link stays as it is: it is short, or of the blacklist."""
        if url.startswith(f"{base}/r/"):
            return True
        return any(item in url for item in blacklist or ())
