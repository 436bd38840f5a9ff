"""Broken data files are refused; the longer run is scripts/fuzz_data."""
from __future__ import annotations

import time

from .fuzzing import Fuzzer

SECONDS = 5.0


def test_broken_files_never_crash_hang_or_stay_half_loaded(odoo, tmp_path):
    fuzzer = Fuzzer(odoo.registry, tmp_path, seed=19)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        fuzzer.step()

    assert not fuzzer.problems, fuzzer.problems[0]
    assert fuzzer.refused


def test_deep_columns_and_fields_are_refused_in_time(odoo, tmp_path):
    fuzzer = Fuzzer(odoo.registry, tmp_path, seed=0)
    deep = "/".join(["child_ids"] * 300) + "/name"
    fuzzer._break = lambda text: f"id,name,{deep}\na,A,B\n".encode() \
        if text.startswith("id,") else b"<odoo>" + b"<record id='a' model='res.partner'>" \
        b"<field name='child_ids'>" * 120

    for _ in range(6):
        fuzzer.step()

    assert not fuzzer.problems, fuzzer.problems[0]
