"""What browsers say about themselves."""
from __future__ import annotations

import pytest

from odoolite.controllers.user_agents import UserAgent

MOZILLA = "Mozilla/5.0 "
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(("text", "platform", "browser", "version"), [
    (MOZILLA + "(X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
     "linux", "firefox", "128.0"),
    (MOZILLA + "(Windows NT 10.0; Win64; x64) " + WEBKIT + "Chrome/126.0.0.0 Safari/537.36",
     "windows", "chrome", "126.0.0.0"),
    (MOZILLA + "(Windows NT 10.0) " + WEBKIT + "Chrome/126.0.0.0 Safari/537.36 Edg/126.0",
     "windows", "edge", "126.0"),
    (MOZILLA + "(Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like "
     "Gecko) Version/17.4 Safari/605.1.15", "macos", "safari", "17.4"),
    (MOZILLA + "(iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 "
     "(KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1",
     "iphone", "safari", "17.4"),
    (MOZILLA + "(Linux; Android 14; Pixel 8) " + WEBKIT + "Chrome/126.0.0.0 Mobile "
     "Safari/537.36", "android", "chrome", "126.0.0.0"),
    ("python-requests/2.32", None, None, None), ("", None, None, None),
])
def test_platform_and_browser(text, platform, browser, version):
    agent = UserAgent(text)
    assert (agent.platform, agent.browser, agent.version) == (platform, browser, version)
