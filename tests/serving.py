"""A server as a user starts it: a process, and calls over XML-RPC."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import xmlrpc.client
from contextlib import contextmanager

COMMAND = [sys.executable, "-m", "odoolite", "serve"]


def clean_environ(**more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith("ODOOLITE_")}
    return {**kept, **more}


@contextmanager
def serving(*options, **environ):
    """Start a server; give the process and what it printed, by label."""
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *options], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=clean_environ(**environ),
    )
    printed = {}
    for line in process.stdout:
        label, _space, value = line.strip().rpartition(" ")
        printed[label.strip()] = value
        if line.startswith("Ctrl-C"):
            break
    try:
        yield process, printed
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        process.stdout.close()
        process.stderr.close()


def execute(printed, model, method, *args, **kwargs):
    url = printed["odoolite answers at"]
    with xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/object") as models:
        return models.execute_kw(
            printed["database"], 2, printed["password"], model, method, args, kwargs
        )
