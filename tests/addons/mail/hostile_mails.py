"""Mails that no honest program sends, and some that honest ones do: a corpus.

Each is (name, bytes); all are addressed to people@acme.example, or would be.
"""
from __future__ import annotations

import base64
import random
from collections.abc import Iterator

TO = b"To: people@acme.example\r\n"
FROM = b"From: Ada <ada@client.example>\r\n"
MIME = b"MIME-Version: 1.0\r\n"
HOSTILE_TEXTS = (
    b"=?utf-8?B?////?=", b"=?utf-8?Q?=00=00?=", b"=?x-unknown?Q?abc?=", b"=?utf-8?B?",
    b"=?utf-8?Q?a=0D=0ABcc: eve@x.example?=", b"=?utf-8?X?abc?=", b"\xff\xfe\xfd",
    b"\xc3\x28", "\u202egnp.exe".encode(), b"a" * 30_000, b"\x00nul\x00", b"%s %(x)s {0}",
    b"{{ 7 * 7 }}", b"<script>alert(1)</script>", b"'; DROP TABLE res_partner; --", b"",
    b"\xf0\x9f\x98\x80", b"=?utf-7?Q?+ADw-script+AD4-?=", b"=?utf-16?B?AAA=?=",
    b"=?idna?Q?x?=", b"=?base64?Q?eA==?=", b"=?rot13?Q?nop?=", b"\t \r\n \t",
)
ADDRESSES = (
    b"", b"<>", b"<", b">", b"@", b"ada", b"ada@", b"@client.example", b"a b c",
    b"Ada <ada@client.example", b"Ada ada@client.example>", b"\"Ada <ada@client.example>",
    b"ada@client.example, bob@client.example", b"undisclosed-recipients:;",
    b"group: ada@client.example, bob@client.example;", b"ada@@client.example",
    "ada@cli\u00ebnt.example".encode(), "\u00e4da@client.example".encode(),
    b"=?utf-8?Q?ada=40client.example?=", b"ada@[127.0.0.1]",
    b"(comment) ada@client.example", b"ada@" + b"a" * 300 + b".example",
    b"<ada@client.example>" * 200, b"\x00@client.example",
    b"ada@client.example\x00", b"ada@xn--.example", b"ada@.", b"ada@..example",
    b"MAILER-DAEMON", b"MAILER-DAEMON@client.example", b"people@acme.example",
)
CHARSETS = (
    b"utf-8", b"utf-7", b"utf-16", b"utf-32", b"latin-1", b"iso-2022-jp", b"gb18030",
    b"x-unknown", b"", b"\"utf-8", b"base64", b"hex", b"idna", b"punycode", b"rot13",
    b"unicode_escape", b"undefined", b"mbcs", b"zlib", b"us-ascii", b"cp1252", b"utf-8\x00",
)
CODINGS = (b"base64", b"quoted-printable", b"8bit", b"7bit", b"binary", b"x-uuencode",
           b"rot13", b"", b"gzip", b"base64; x=1", b"BASE64 ")
BODIES = (
    b"", b"\x00" * 50, bytes(range(256)), b"=", b"=3", b"=ZZ=\r\n=", b"a" * 9_999, b"====",
    b"QUJD" * 50 + b"!", b"begin 644 x\n#86)C\n \nend\n", b"\r" * 99, b"\n.\n..\n",
    b"From the start\nFrom again\n", "\ufeffbom".encode(), b"<html><body><p>",
    b"</div>" * 500, b"<div>" * 500, b"<!DOCTYPE x [<!ENTITY a \"b\">]><p>&a;</p>",
    b"<p>&#0;&#xD800;&#x110000;</p>", b"<img src=\"cid:x\"/>" * 50, b"<!--", b"<![CDATA[",
    b"<p style=\"background:url(javascript:alert(1))\">x</p>", b"<svg onload=alert(1)>",
)
FILENAMES = (
    b"../../etc/passwd", b"C:\\windows\\x.exe", b"\x00.pdf", b"a" * 5_000 + b".pdf", b"",
    b"=?utf-8?B?////?=", "\u202efdp.exe".encode(), b"x.eml", b"/", b".", b"con", b"a\r\n b",
    b"\"; filename=\"y", b"utf-8''%ff%fe.pdf",
)


def head(number: int, extra: bytes = b"") -> bytes:
    """Return decent headers."""
    return (FROM + TO + b"Subject: Letter\r\nMessage-Id: <%d@client.example>\r\n" % number
            + extra)


def multipart(kind: bytes, *parts: bytes, boundary: bytes = b"x") -> bytes:
    """Return the header and the body of several parts."""
    return (MIME + b"Content-Type: multipart/" + kind + b"; boundary=" + boundary
            + b"\r\n\r\n" + b"".join(
                b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts
            ) + b"--" + boundary + b"--\r\n")


def nest(depth: int, kind: bytes = b"mixed") -> bytes:
    """Return parts in parts in parts."""
    opening = b"".join(
        b"Content-Type: multipart/%s; boundary=b%d\r\n\r\n--b%d\r\n" % (kind, n, n)
        for n in range(depth)
    )
    return MIME + opening + b"Content-Type: text/plain\r\n\r\ndeep\r\n"


def nest_messages(depth: int) -> bytes:
    """Return a mail in a mail in a mail."""
    mail = b"Content-Type: message/rfc822\r\n\r\n"
    return MIME + mail * depth + b"Subject: deep\r\n\r\nx"


def handmade() -> Iterator[tuple[str, bytes]]:
    """Yield mails of known kinds of malice."""
    yield "nothing", b""
    yield "blank lines", b"\r\n\r\n\r\n"
    yield "garbage", bytes(range(256)) * 20
    yield "no headers", b"just text\r\n"
    yield "no body", head(1)
    yield "no sender", TO + b"Subject: Letter\r\n\r\nx"
    yield "no recipients", FROM + b"Subject: Letter\r\n\r\nx"
    yield "no message id", FROM + TO + b"Subject: Letter\r\n\r\nx"
    yield "no subject", FROM + TO + b"\r\nx"
    yield "mailbox line", b"From ada Mon Jan 1 00:00:00 2026\r\n" + head(2) + b"\r\nx"
    yield "bare returns", head(3).replace(b"\r\n", b"\r") + b"\rx"
    yield "mixed line ends", head(4).replace(b"\r\n", b"\n", 2) + b"\r\n\nx"
    yield "byte order mark", "\ufeff".encode() + head(5) + b"\r\nx"
    yield "utf-16", (head(6) + b"\r\nx").decode().encode("utf-16")
    yield "headers twice", head(7) + head(8) + b"\r\nx"
    yield "many headers", head(9) + b"X-A: b\r\n" * 20_000 + b"\r\nx"
    yield "long header", head(10, b"X-Long: " + b"a" * 1_000_000 + b"\r\n") + b"\r\nx"
    yield "folded header", head(11, b"X-Fold: a\r\n" + b" b\r\n" * 10_000) + b"\r\nx"
    yield "header without colon", head(12, b"nonsense here\r\n") + b"\r\nx"
    yield "references", head(13, b"References: " + b"<a@b>\r\n " * 10_000) + b"\r\n\r\nx"
    yield "answers itself", head(14, b"In-Reply-To: <14@client.example>\r\n") + b"\r\nx"
    yield "depth 200", head(15) + nest(200)
    yield "depth 2000", head(16) + nest(2_000)
    yield "mails in mails", head(17) + nest_messages(500)
    yield "many parts", head(18) + multipart(b"mixed", *[b"\r\nx"] * 2_000)
    yield "alternatives", head(19) + multipart(
        b"alternative", *[b"Content-Type: text/html\r\n\r\n<p>x</p>"] * 500)
    yield "same boundary", head(20) + multipart(
        b"mixed", multipart(b"mixed", b"\r\nx"))
    yield "no boundary", head(21, MIME + b"Content-Type: multipart/mixed\r\n") + b"\r\nx"
    yield "empty boundary", head(22) + multipart(b"mixed", b"\r\nx", boundary=b"\"\"")
    yield "long boundary", head(23) + multipart(b"mixed", b"\r\nx", boundary=b"a" * 5_000)
    yield "unclosed", head(24) + multipart(b"mixed", b"\r\nx")[:-6]
    yield "boundary missing", head(25, MIME + b"Content-Type: multipart/mixed; boundary=z"
                               b"\r\n") + b"\r\nx"
    yield "partial", head(26, b"Content-Type: message/partial; id=x; number=1; total=3\r\n"
                          ) + b"\r\nx"
    yield "external", head(27, b"Content-Type: message/external-body; access-type=local-"
                           b"file; name=/etc/passwd\r\n") \
        + b"\r\nContent-Type: text/plain\r\n\r\n"
    yield "winmail", head(28) + multipart(
        b"mixed", b"\r\nx", b"Content-Type: application/ms-tnef; name=winmail.dat\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\neJ8+IgAA")
    yield "signed", head(29) + multipart(
        b"signed", b"\r\nx", b"Content-Type: application/pgp-signature\r\n\r\n-----BEGIN")
    yield "encrypted", head(30) + multipart(
        b"encrypted", b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1",
        b"Content-Type: application/octet-stream\r\n\r\n-----BEGIN")
    yield "report", head(31) + multipart(
        b"report", b"\r\nx",
        b"Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: ;;;;\r\n")
    yield "empty report", head(32) + multipart(b"report")
    yield "report of nothing", head(33) + multipart(
        b"report", b"\r\nx", b"Content-Type: message/rfc822\r\n\r\n")
    yield "bounce to nobody", (b"From: MAILER-DAEMON\r\nTo: bounce@acme.example\r\n"
                               b"Subject: x\r\n\r\nx")
    yield "date 10000", head(34, b"Date: Mon, 99 Foo 10000 99:99:99 +9999\r\n") + b"\r\nx"
    yield "date year 1", head(35, b"Date: Mon, 1 Jan 0001 00:00:00 +1400\r\n") + b"\r\nx"
    yield "date twice", head(36, b"Date: x\r\nDate: y\r\n") + b"\r\nx"
    yield "deep html", head(37, b"Content-Type: text/html\r\n") + b"\r\n" \
        + b"<div>" * 20_000
    yield "wide html", head(38, b"Content-Type: text/html\r\n") + b"\r\n" \
        + b"<b>x</b>" * 50_000
    yield "quoted html", head(39, b"Content-Type: text/html\r\n") + b"\r\n" \
        + b"<blockquote>" * 3_000 + b"x"
    yield "laughs", head(40, b"Content-Type: text/xml\r\n") + (
        b"\r\n<!DOCTYPE l [<!ENTITY a \"ha\">" + b"".join(
            b"<!ENTITY a%d \"%s\">" % (n, b"&a;" * 10) for n in range(10)
        ) + b"]><p>&a9;</p>")
    yield "ten thousand recipients", FROM + TO + b"Cc: " + b",\r\n ".join(
        b"p%d@client.example" % n for n in range(10_000)
    ) + b"\r\nSubject: Letter\r\n\r\nx"
    yield "30 MB", head(41) + multipart(
        b"mixed", b"\r\nx", b"Content-Type: application/pdf\r\nContent-Disposition: "
        b"attachment; filename=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(bytes(22 * 1024 * 1024)))
    yield "30 MB of text", head(42) + b"\r\n" + b"all work and no play\r\n" * 1_400_000


def variations() -> Iterator[tuple[str, bytes]]:
    """Yield a decent mail with one thing wrong, for each thing there is."""
    number = 100
    for name in (b"Subject", b"Message-Id", b"Date", b"References", b"In-Reply-To",
                 b"Content-Type", b"Return-Path", b"Content-Disposition"):
        for text in HOSTILE_TEXTS:
            number += 1
            yield f"{name.decode()} {text[:20]!r}", \
                FROM + TO + name + b": " + text + b"\r\n\r\nx"
    for name in (b"From", b"To", b"Cc", b"Reply-To", b"Delivered-To"):
        for address in ADDRESSES:
            number += 1
            mail = head(number).replace(name + b": ", b"X-" + name + b": ")
            yield f"{name.decode()} {address[:20]!r}", \
                name + b": " + address + b"\r\n" + mail + b"\r\nx"
    for kind in (b"plain", b"html"):
        for charset in CHARSETS:
            number += 1
            yield f"{kind.decode()} in {charset!r}", head(
                number, b"Content-Type: text/" + kind + b"; charset=" + charset + b"\r\n"
            ) + b"\r\n" + bytes(range(1, 256))
    for body in BODIES:
        for coding in CODINGS[:4]:
            number += 1
            yield f"{body[:20]!r} as {coding!r}", head(
                number, b"Content-Type: text/html; charset=utf-8\r\n"
                b"Content-Transfer-Encoding: " + coding + b"\r\n"
            ) + b"\r\n" + body
    for filename in FILENAMES:
        number += 1
        yield f"file {filename[:20]!r}", head(number) + multipart(
            b"mixed", b"\r\nx", b"Content-Type: application/pdf\r\nContent-Disposition: "
            b"attachment; filename=\"" + filename + b"\"\r\n\r\n%PDF")


def generated(count: int = 300) -> Iterator[tuple[str, bytes]]:
    """Yield mails in which everything may be wrong; the same ones each time."""
    dice = random.Random(19)
    for number in range(1000, 1000 + count):
        lines = [
            name + b": " + dice.choice(values) + b"\r\n" for name, values in (
                (b"From", ADDRESSES), (b"Cc", ADDRESSES), (b"Subject", HOSTILE_TEXTS),
                (b"References", HOSTILE_TEXTS), (b"Return-Path", ADDRESSES),
                (b"Date", HOSTILE_TEXTS), (b"Auto-Submitted", HOSTILE_TEXTS),
            ) if dice.random() < 0.5
        ]
        parts = [
            b"Content-Type: " + dice.choice((b"text/plain", b"text/html", b"image/png",
                                             b"message/rfc822", b"\xff", b"text"))
            + b"; charset=" + dice.choice(CHARSETS)
            + b"\r\nContent-Transfer-Encoding: " + dice.choice(CODINGS)
            + b"\r\nContent-Disposition: attachment; filename=\"" + dice.choice(FILENAMES)
            + b"\"\r\n\r\n" + dice.choice(BODIES)
            for _part in range(dice.randrange(4))
        ]
        kind = dice.choice((b"mixed", b"alternative", b"related", b"report", b"digest"))
        mail = TO + b"Message-Id: <%d@client.example>\r\n" % number + b"".join(lines) \
            + multipart(kind, *parts)
        if dice.random() < 0.2:
            mail = bytearray(mail)
            for _flip in range(20):
                mail[dice.randrange(len(mail))] = dice.randrange(256)
        yield f"generated {number}", bytes(mail)


def corpus() -> list[tuple[str, bytes]]:
    """Return all mails."""
    return [*handmade(), *variations(), *generated()]
