"""Many connections at once: isolated transactions, nothing lost, nothing half-written."""
from __future__ import annotations

import os
import random
import threading
import time
import xmlrpc.client

import pytest

from odoolite import Server

# a minute, as long as the promise is; less for somebody in a hurry
SECONDS = float(os.environ.get("TEST_CONCURRENCY_SECONDS") or 60)
CONNECTIONS = 8


class Worker(threading.Thread):
    """A connection that reads and writes, and counts what it did."""

    def __init__(self, server, number, accounts, until):
        super().__init__(name=f"client {number}")
        self.models = xmlrpc.client.ServerProxy(f"{server.url}/xmlrpc/2/object")
        self.db, self.number, self.accounts = server.db, number, accounts
        self.until = until
        self.random = random.Random(number)
        self.made, self.added, self.calls = 0, dict.fromkeys(accounts, 0), 0
        self.problems = []

    def call(self, model, method, *args, **kwargs):
        self.calls += 1
        return self.models.execute_kw(
            self.db, 2, "admin", model, method, args, kwargs
        )

    def run(self):
        try:
            while time.monotonic() < self.until:
                self.random.choice([self.make, self.add, self.look, self.look])()
        except Exception as error:
            self.problems.append(error)

    def make(self):
        """Two records in one call: both are there or none."""
        self.call("res.partner", "create", [
            {"name": f"pair {self.number}", "ref": f"w{self.number}-{self.made}"},
            {"name": f"pair {self.number}", "ref": f"w{self.number}-{self.made}"},
        ])
        self.made += 1

    def add(self):
        """Read and write in one call: a lost update would show."""
        account = self.random.choice(self.accounts)
        self.call("ir.actions.server", "run", [self.action],
                  context={"active_model": "res.partner", "active_id": account,
                           "active_ids": [account]})
        self.added[account] += 1

    def look(self):
        rows = self.call("res.partner", "search_read",
                         [["ref", "=like", "w%"]], ["ref"], order="id", limit=2000)
        refs = [row["ref"] for row in rows]
        if len(refs) < 2000 and any(refs.count(ref) != 2 for ref in set(refs)):
            self.problems.append("half of a pair was seen")


@pytest.mark.parametrize("on_file", [False, True], ids=["memory", "file"])
def test_eight_connections_lose_nothing(on_file, tmp_path):
    seconds = SECONDS / 2
    with Server(data_dir=tmp_path if on_file else None) as server:
        with server.env(uid=1) as env:
            accounts = env["res.partner"].create(
                [{"name": f"account {n}", "color": 0} for n in range(3)]
            ).ids
            action = env["ir.actions.server"].create({
                "name": "Add one", "state": "code",
                "model_id": env["ir.model"]._get_id("res.partner"),
                "code": "record.write({'color': record.color + 1})",
            }).id
        until = time.monotonic() + seconds
        workers = [Worker(server, n, accounts, until) for n in range(CONNECTIONS)]
        for worker in workers:
            worker.action = action
            worker.start()
        for worker in workers:
            worker.join()

        assert [p for worker in workers for p in worker.problems] == []
        with server.env(uid=1) as env:
            partners = env["res.partner"]
            assert partners.search_count([("ref", "=like", "w%")]) == 2 * sum(
                worker.made for worker in workers
            )
            for account in accounts:
                assert partners.browse(account).color == sum(
                    worker.added[account] for worker in workers
                )
        assert sum(worker.calls for worker in workers) > CONNECTIONS
