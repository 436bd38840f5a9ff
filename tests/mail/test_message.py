"""Letters built and read."""
from __future__ import annotations

from odoolite.mail import message


def test_headers_that_come_again_are_parsed_once():
    first, second = (message.read(b"From: Ada <ada@a.example>\r\n\r\nx")["From"]
                     for _again in range(2))

    assert first is second
    assert first.addresses[0].addr_spec == "ada@a.example"


def test_a_header_that_was_kept_is_written_anew():
    letters = [message.build({"Subject": "Grüße", "From": "ada@a.example"}, "<p>x</p>",
                             subtype="html") for _again in range(2)]

    written = [message.write(letter).split(b"\r\n\r\n")[0] for letter in letters]
    assert written[0] == written[1]
    assert b"=?utf-8?" in written[0]
