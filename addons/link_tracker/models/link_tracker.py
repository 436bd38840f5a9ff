"""Addresses behind short links."""
from __future__ import annotations

from collections import defaultdict
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

UTM = ("campaign_id", "medium_id", "source_id")
RECENT = {
    "newest": ([], "create_date DESC, id DESC"),
    "most-clicked": ([("count", "!=", 0)], "count DESC"),
    "recently-used": ([("count", "!=", 0)], "write_date DESC, id DESC"),
}


class LinkTracker(models.Model):
    _inherit = "link.tracker"

    absolute_url = fields.Char(compute="_compute_absolute_url")
    code = fields.Char(
        compute="_compute_code", inverse="_inverse_code", readonly=False, store=False,
    )
    count = fields.Integer(compute="_compute_count", store=True)
    redirected_url = fields.Char(compute="_compute_redirected_url")
    short_url = fields.Char(compute="_compute_short_url")
    short_url_host = fields.Char(compute="_compute_short_url_host")

    # ---- computed
    @api.depends("url")
    def _compute_absolute_url(self):
        for link in self:
            link.absolute_url = urljoin(f"{link.get_base_url()}/", link.url or "")

    @api.depends("link_click_ids.link_id")
    def _compute_count(self):
        found = dict(self.env["link.tracker.click"].sudo()._read_group(
            [("link_id", "in", self.ids)], ["link_id"], ["__count"],
        ))
        for link in self:
            link.count = found.get(link, 0)

    @api.depends("link_code_ids.code")
    def _compute_code(self):
        """The last of the codes counts."""
        found = {}
        for code in self.env["link.tracker.code"].sudo().search(
            [("link_id", "in", self.ids)], order="id"
        ):
            found[code.link_id.id] = code.code
        for link in self:
            link.code = found.get(link.id, False)

    def _inverse_code(self):
        """Change the last code, or give the first one."""
        codes = self.env["link.tracker.code"]
        for link in self.filtered("code"):
            last = codes.search([("link_id", "=", link.id)], order="id DESC", limit=1)
            if last:
                last.code = link.code
            else:
                codes.create({"link_id": link.id, "code": link.code})

    @api.depends("code")
    def _compute_short_url(self):
        for link in self:
            link.short_url = urljoin(link.short_url_host, link.code or "")

    def _compute_short_url_host(self):
        for link in self:
            link.short_url_host = f"{link.get_base_url()}/r/"

    @api.depends("url", *UTM)
    def _compute_redirected_url(self):
        """Campaign, medium and source go with who follows the link."""
        own_only = self.env["ir.config_parameter"].sudo().get_param(
            "link_tracker.no_external_tracking"
        )
        for link in self:
            parts = urlsplit(link.url or "")
            host = urlsplit(link.get_base_url()).netloc
            if own_only and parts.netloc and parts.netloc != host:
                link.redirected_url = link.url
                continue
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            for parameter, name, _cookie in self.env["utm.mixin"].tracking_fields():
                if link[name]:
                    query[parameter] = link[name].name
            link.redirected_url = parts._replace(query=urlencode(query)).geturl()

    # ---- life
    @api.constrains("url", "label", *UTM)
    def _check_unicity(self):
        """A link is there once for each label and origin."""
        found = self.search(Domain.OR(
            [("url", "=", link.url), ("label", "=", link.label or False),
             *((name, "=", link[name].id) for name in UTM)] for link in self
        ))
        seen = defaultdict(set)
        for link in found:
            seen[link._identity()].add(link.id)
        for link in self:
            if len(seen[link._identity()]) > 1:
                raise UserError(_(
                    "Combinations of Link Tracker values (URL, campaign, medium, source, "
                    "and label) must be unique (%s).",
                    ", ".join(str(part) for part in (
                        link.url, *(link[name].name for name in UTM), link.label)),
                ))

    def _identity(self):
        return (self.url, self.label or "", *(self[name].id for name in UTM))

    @api.model_create_multi
    def create(self, vals_list):
        """Clean the addresses, give each link a code."""
        links = super().create([self._clean_values(vals) for vals in vals_list])
        codes = self.env["link.tracker.code"].sudo()
        codes.create([
            {"link_id": link.id, "code": code}
            for link, vals, code in zip(
                links, vals_list, codes._get_random_code_strings(len(links)))
            if not vals.get("code")
        ])
        return links

    @api.model
    def _clean_values(self, vals):
        if "url" not in vals:
            raise ValueError(_("Creating a Link Tracker without URL is not possible"))
        if vals["url"].startswith(("?", "#")):
            raise UserError(_(
                "“%s” is not a valid link, links cannot redirect to the current page.",
                vals["url"],
            ))
        # what brought the user here says nothing about the link
        cleaned = {**dict.fromkeys(UTM, False), **vals, "url": _with_scheme(vals["url"])}
        # the page itself is not asked: nothing leaves the machine
        cleaned["title"] = vals.get("title") or cleaned["url"]
        return cleaned

    @api.model
    def search_or_create(self, vals_list):
        """Return the links of some values, in order; those that lack are made."""
        links = {}
        vals_list = [
            {**vals, "url": _with_scheme(vals["url"])} if vals.get("url") else vals
            for vals in vals_list
        ]
        keys = [self._identity_of(vals) for vals in vals_list]
        if keys:
            for link in self.search([("url", "in", [key[0] for key in keys])]):
                links.setdefault(link._identity(), link)
        missing = {key: vals for key, vals in zip(keys, vals_list) if key not in links}
        links.update(zip(missing, self.create(list(missing.values()))))
        return self.browse([links[key].id for key in keys])

    @api.model
    def _identity_of(self, vals):
        if "url" not in vals:
            raise ValueError(_("Cannot create or find a Link Tracker without a URL."))
        return (vals["url"], vals.get("label") or "",
                *(vals.get(name) or False for name in UTM))

    # ---- use
    @api.model
    def convert_links(self, html, vals, blacklist=None):
        """Return HTML whose links are short ones, all but those of the blacklist."""
        return self.env["mail.render.mixin"]._shorten_links(html, vals, blacklist)

    @api.model
    def get_url_from_code(self, code):
        """Return where a code leads; nothing when there is no such code."""
        found = self.env["link.tracker.code"].sudo().search([("code", "=", code)], limit=1)
        return found.link_id.redirected_url if found else None

    @api.model
    def recent_links(self, filter, limit):  # noqa: A002  Odoo's name
        """Return links, the newest or the most followed first."""
        if filter not in RECENT:
            return {"Error": "This filter doesn't exist."}
        domain, order = RECENT[filter]
        return self.search_read(domain, order=order, limit=limit)

    def action_view_statistics(self):
        """Open the clicks."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "link_tracker.link_tracker_click_action_statistics"
        )
        action["domain"] = [("link_id", "=", self.id)]
        action["context"] = {**self.env.context, "create": False}
        return action

    def action_visit_page(self):
        """Open the page."""
        return {"name": _("Visit Webpage"), "type": "ir.actions.act_url",
                "url": self.url, "target": "new"}


def _with_scheme(url):
    """Return an address with a scheme: http when there is none."""
    if url.startswith("/") or urlsplit(url).scheme in ("http", "https", "ftp", "ftps"):
        return url
    return f"http://{url}"
