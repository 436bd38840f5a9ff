"""Scheduled actions: run when due, counted when they fail, switched off after days."""
from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest

from odoolite import Server
from odoolite.service.cron import CronRunner, run_due_jobs


@pytest.fixture(scope="module")
def server():
    with Server(strict=True) as server:
        with server.env(uid=1) as env:
            env["ir.cron"].search([]).active = False
        yield server


def make_job(server, code):
    with server.env(uid=1) as env:
        return env["ir.cron"].create({
            "name": "Job", "state": "code", "code": code, "active": True,
            "model_id": env["ir.model"]._get_id("res.partner"),
            "interval_number": 1, "interval_type": "hours",
            "nextcall": datetime.now() - timedelta(days=1),
        }).id


def read(server, id_, *names):
    with server.env(uid=1) as env:
        job = env["ir.cron"].browse(id_)
        return [job[name] for name in names]


def test_failures_are_counted_and_undone_until_the_job_is_switched_off(server):
    job = make_job(server, "model.create({'name': 'half'})\nraise UserError('no')")
    registry = server.registries.get(server.db)

    assert run_due_jobs(registry) == 1
    assert read(server, job, "failure_count", "active") == [1, True]
    with server.env(uid=1) as env:
        assert not env["res.partner"].search([("name", "=", "half")])
        env["ir.cron"].browse(job).write({
            "failure_count": 4, "nextcall": datetime.now() - timedelta(hours=2),
            "first_failure_date": datetime.now() - timedelta(days=8),
        })
    assert run_due_jobs(registry) == 1

    assert read(server, job, "failure_count", "active") == [0, False]


def test_runner_runs_what_is_due_and_puts_it_on_the_clock_again(server):
    job = make_job(server, "model.create({'name': 'by the clock'})")
    runner = CronRunner(server.registries, pause=0.05)
    runner.start()
    try:
        until = time.monotonic() + 60
        while read(server, job, "lastcall") == [False] and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        runner.stop()

    [nextcall] = read(server, job, "nextcall")
    assert nextcall > datetime.now() - timedelta(minutes=1)
    with server.env(uid=1) as env:
        assert env["res.partner"].search_count([("name", "=", "by the clock")]) == 1
