"""Platform and browser of what a browser says about itself."""
from __future__ import annotations

import re

from werkzeug.user_agent import UserAgent as BaseUserAgent

# the first that fits counts: a phone says what it imitates too
PLATFORMS = (
    ("chromeos", r" cros "), ("iphone", r"iphone|ios"), ("ipad", r"ipad"),
    ("macos", r"darwin\b|mac\b|os\s*x"), ("windows", r"win"), ("android", r"android"),
    ("netbsd", r"netbsd"), ("openbsd", r"openbsd"), ("freebsd", r"freebsd"),
    ("dragonflybsd", r"dragonfly"), ("linux", r"x11|lin(\b|ux)?"),
    ("solaris", r"(sun|i86)os"), ("wii", r"nintendo\s+wii"), ("blackberry", r"blackberry"),
    ("symbian", r"symbian"),
)
BROWSERS = (
    ("google", r"googlebot"), ("bing", r"bingbot"), ("opera", r"opr|opera"),
    ("edge", r"edge|edga|edgios|edg"), ("chrome", r"chrome|crios"),
    ("seamonkey", r"seamonkey"), ("firefox", r"firefox|firebird|phoenix|iceweasel"),
    ("safari", r"version|safari"), ("konqueror", r"konqueror"), ("msie", r"msie|trident"),
    ("lynx", r"lynx"), ("webkit", r"webkit"), ("mozilla", r"mozilla"),
)
_PLATFORMS = [(name, re.compile(words, re.I)) for name, words in PLATFORMS]
_BROWSERS = [
    (name, re.compile(rf"(?:{words})[/\sa-z(]*(\d+[.\da-z]+)?", re.I))
    for name, words in BROWSERS
]


class UserAgent(BaseUserAgent):
    """What Werkzeug gave up telling, and Odoo still asks for."""

    def __init__(self, string: str) -> None:
        super().__init__(string)
        # Android says Linux before its own name
        if re.search("android", string, re.I):
            self.platform = "android"
        else:
            self.platform = next(
                (name for name, words in _PLATFORMS if words.search(string)), None
            )
        for name, words in _BROWSERS:
            match = words.search(string)
            if match:
                self.browser, self.version = name, match.group(1)
                break
