#!/usr/bin/env python3
"""Measure a start: seconds from the command to the first answered call.

    scripts/bench_start.py [N] [options of `odoolite serve`]

The first start of all builds the database template and is told apart.
"""
from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import time
import xmlrpc.client


def measure(options: list[str]) -> float:
    """Start a server, call it once, stop it; return the seconds to the answer."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "odoolite", "serve", "--port", "0", *options],
        stdout=subprocess.PIPE, text=True,
    )
    assert process.stdout is not None
    url = process.stdout.readline().split()[-1]
    name = process.stdout.readline().split()[-1]
    models = xmlrpc.client.ServerProxy(f"{url}/xmlrpc/2/object")
    models.execute_kw(name, 2, "admin", "res.users", "search_count", [[]])
    taken = time.perf_counter() - begun
    process.send_signal(signal.SIGTERM)
    process.wait()
    return taken


def main() -> None:
    """Print the first start, then the median of the others."""
    arguments = sys.argv[1:]
    count = int(arguments.pop(0)) if arguments and arguments[0].isdigit() else 10
    first = measure(arguments)
    times = [measure(arguments) for _ in range(count)]
    print(f"first  {first:.2f} s\nmedian {statistics.median(times):.2f} s of {count}, "
          f"best {min(times):.2f} s, worst {max(times):.2f} s  ({os.cpu_count()} cores)")


if __name__ == "__main__":
    main()
