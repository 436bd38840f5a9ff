"""Attachments of a database on file: their contents are files beside it."""
from __future__ import annotations

import base64

import pytest

from odoolite import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with Server(data_dir=tmp_path_factory.mktemp("data")) as server:
        yield server


def stored(server, name="odoolite"):
    return sorted(p.name for p in (server.config.data_dir / "filestore" / name).rglob("*")
                  if p.is_file())


def test_same_content_is_one_file(server):
    with server.env() as env:
        one, two = env["ir.attachment"].create([
            {"name": "a", "raw": b"same"},
            {"name": "b", "datas": base64.b64encode(b"same")},
        ])
        checksum = one.checksum

        assert one.store_fname == two.store_fname
        assert (one.raw, two.datas, one.db_datas) == (
            b"same", base64.b64encode(b"same"), False
        )
    assert stored(server).count(checksum) == 1


def test_force_storage_moves_contents_into_the_database(server):
    with server.env(uid=1) as env:
        made = env["ir.attachment"].create({"name": "a", "raw": b"moved"})
        env["ir.config_parameter"].set_param("ir_attachment.location", "db")
        env["ir.attachment"].force_storage()

        assert (made.store_fname, made.raw) == (False, b"moved")
        env["ir.config_parameter"].set_param("ir_attachment.location", "file")


def test_copy_of_a_database_has_the_files_and_dropping_it_removes_them(server):
    with server.env() as env:
        made = env["ir.attachment"].create({"name": "a", "raw": b"copied"})
    server.registries.fork("odoolite", "other")

    with server.env("other") as env:
        assert env["ir.attachment"].browse(made.id).raw == b"copied"
    server.registries.drop("other")
    assert not (server.config.data_dir / "filestore" / "other").exists()
    with server.env() as env:
        assert env["ir.attachment"].browse(made.id).raw == b"copied"


def test_missing_file_reads_as_empty(server):
    with server.env() as env:
        made = env["ir.attachment"].create({"name": "a", "raw": b"lost"})
        env.cr.database.files.folder.joinpath(made.store_fname).unlink()
        made.invalidate_recordset()

        assert made.raw == b""
