"""Functions that addons still take from `werkzeug.urls`."""
from __future__ import annotations

from odoolite.tools import werkzeug_urls


def test_functions_are_put_back():
    werkzeug_urls.restore()
    from werkzeug.urls import url_decode, url_encode, url_join, url_quote

    assert url_decode("a=1&a=2&b=").getlist("a") == ["1", "2"]
    assert url_encode({"a": [1, 2], "b": None, "c": "x y"}) == "a=1&a=2&c=x+y"
    assert url_join("http://h.example/a/", "b") == "http://h.example/a/b"
    assert url_quote("a b") == "a%20b"
