"""Attachments: content, mimetypes, access by the record they belong to."""
from __future__ import annotations

import pytest

from odoolite.exceptions import AccessError


@pytest.fixture
def attachments(env):
    return env(user=2)["ir.attachment"]


def test_datas_fills_size_checksum_and_mimetype(attachments):
    file = attachments.create({"name": "a.txt", "datas": "aGVsbG8="})

    assert file.file_size == 5
    assert file.checksum == "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"
    assert file.mimetype == "text/plain"
    assert file.raw == b"hello"


@pytest.mark.parametrize(
    ("values", "mimetype"),
    [
        ({"name": "doc", "datas": "JVBERi0xLjQK"}, "application/pdf"),
        ({"name": "a.csv", "datas": "YSxi"}, "text/csv"),
        ({"name": "a.html", "raw": "<p>x</p>"}, "text/html"),
        ({"name": "a.txt", "raw": "x", "mimetype": "application/x-mine"},
         "application/x-mine"),
        ({"name": "a.txt"}, "text/plain"),
    ],
)
def test_mimetype_is_given_or_guessed(attachments, values, mimetype):
    assert attachments.create(values).mimetype == mimetype


def test_writing_datas_replaces_the_content(attachments):
    file = attachments.create({"name": "a.txt", "datas": "aGVsbG8="})

    file.write({"datas": "d29ybGQh"})

    assert (file.raw, file.file_size) == (b"world!", 6)


def test_attachment_of_a_field_is_found_only_when_asked_for(attachments):
    file = attachments.create(
        {"name": "a", "res_model": "res.partner", "res_field": "x", "raw": "x"}
    )

    assert not attachments.search([("name", "=", "a")])
    assert file in attachments.search([("name", "=", "a"), ("res_field", "=", "x")])


def test_attachment_on_an_unknown_model_is_refused(attachments):
    with pytest.raises(AccessError):
        attachments.create({"name": "a", "res_model": "no.model", "res_id": 1})


def test_attachment_goes_with_its_record(attachments):
    partner = attachments.env["res.partner"].create({"name": "p"})
    file = attachments.create(
        {"name": "a", "res_model": "res.partner", "res_id": partner.id}
    )

    partner.unlink()

    assert not file.exists()


def test_access_tokens_are_made_once(attachments):
    file = attachments.create({"name": "a"})

    assert file.generate_access_token() == file.generate_access_token()
