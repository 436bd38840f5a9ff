"""Pages made into PDF files by the library weasyprint, which comes with the extra [pdf]."""

from __future__ import annotations

import io
import logging
from urllib.parse import parse_qsl, unquote, urlsplit

from lxml import html
from odoo import _
from odoo.exceptions import UserError

BASE = "http://report.invalid/"       # what addresses without a host are relative to
# heads and feet of a report stand on every page, as do the numbers in them
RUNNING = """
@page {
    size: %(width)smm %(height)smm;
    margin: %(top)smm %(right)smm %(bottom)smm %(left)smm;
    @top-left { content: element(head); width: 100%%; vertical-align: top;
                padding-top: 5mm }
    @bottom-left { content: element(foot); width: 100%%; vertical-align: bottom;
                   padding-bottom: 5mm }
}
.header { position: running(head) }
.footer { position: running(foot) }
.page-number::after { content: counter(page) }
.page-count::after { content: counter(pages) }
"""


def make_pdf(page, paperformat, fetch, base_url):
    """Return the PDF of a page on the paper of a format; UserError without the library.

    `fetch` returns (content, type) of an address at `base_url`, which the page may also
    name without it.
    """
    try:
        from weasyprint import CSS, HTML
    except (ImportError, OSError):      # OSError: the library is there, Pango is not
        raise UserError(_(
            "The PDF can not be created: the library weasyprint is missing (it comes with "
            "the extra [pdf])."
        )) from None
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    style = CSS(string=RUNNING % _measure(paperformat))
    source = HTML(
        string=_lift_feet(page), base_url=BASE, url_fetcher=_make_fetcher(fetch, base_url)
    )
    return source.write_pdf(stylesheets=[style])


def _lift_feet(page):
    """Return the page with the feet before what they stand under.

    Otherwise they would begin on the last page.
    """
    root = html.document_fromstring(page)
    for foot in root.find_class("footer"):
        before = foot.getprevious()
        if before is not None and "article" in before.get("class", "").split():
            before.addprevious(foot)
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")


def merge_pdf(files):
    """Return PDF files one after the other as one."""
    if len(files) == 1:
        return files[0]
    try:
        from pypdf import PdfWriter
    except ImportError:
        raise UserError(_(
            "The PDF can not be created: the library pypdf is missing (it comes with the "
            "extra [pdf])."
        )) from None
    writer, out = PdfWriter(), io.BytesIO()
    for content in files:
        writer.append(io.BytesIO(content))
    writer.write(out)
    return out.getvalue()


def _measure(paper):
    """Return the sizes of a paper format in mm; A4 when there is none."""
    return {
        "width": paper.print_page_width or 210, "height": paper.print_page_height or 297,
        "top": paper.margin_top if paper else 40, "left": max(paper.margin_left, 7),
        "bottom": paper.margin_bottom if paper else 20, "right": max(paper.margin_right, 7),
    }


def _make_fetcher(fetch, base_url):
    """Return what fetches only what the page carries itself, and files of this server."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):
        def fetch(self, url, headers=None):
            for start in (BASE, f"{base_url}/"):
                if url.startswith(start):
                    parts = urlsplit(url.removeprefix(start))
                    query = dict(parse_qsl(parts.query))
                    found = fetch(unquote(parts.path), query)
                    if found is None:
                        break
                    content, kind = found
                    return URLFetcherResponse(url, content, {"Content-Type": kind})
            return super().fetch(url, headers)

    return Fetcher(allowed_protocols=["data"])
