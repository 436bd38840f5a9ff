"""`odoolite mail list|show|save`: what a running server captured instead of sending."""
from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.request
from pathlib import Path

from .options import or_fail

URL = "http://127.0.0.1:8069"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("action", choices=("list", "show", "save", "routes"))
    parser.add_argument("number", type=int, nargs="?", help="number of a letter")
    parser.add_argument("--url", default=URL, help=f"the server (default {URL})")
    parser.add_argument("--db", metavar="NAME", help="the database (default the first)")
    parser.add_argument("--folder", type=Path, default=Path("."),
                        help="where `save` writes .eml files")


def run(options: argparse.Namespace) -> int:
    """Print or save letters; exit status 1 when there is no such letter."""
    return or_fail(lambda: _run(options))


def _fetch(options: argparse.Namespace, *parts: object) -> bytes:
    path = "/".join(str(p) for p in ("_odoolite/mail", options.db, *parts) if p)
    with urllib.request.urlopen(f"{options.url.rstrip('/')}/{path}") as answer:
        return bytes(answer.read())


def _run(options: argparse.Namespace) -> int:
    number = options.number
    if options.action == "show" and number is None:
        print("odoolite: name a letter by its number; `list` tells them",
              file=sys.stderr)
        return 2
    try:
        if options.action == "routes":
            print(json.dumps(json.loads(_fetch(options, "routes")), indent=1))
            return 0
        letters = json.loads(_fetch(options))
        if options.action == "list":
            for one in letters:
                print(f"{one['number']:4}  {one['moment'][:19]}  {', '.join(one['to'])}  "
                      f"{one['subject']}")
            return 0
        numbers = [number] if number else [o["number"] for o in letters]
        for number in numbers:
            data = _fetch(options, number)
            if options.action == "show":
                sys.stdout.write(data.decode("utf-8", "replace"))
            else:
                options.folder.mkdir(parents=True, exist_ok=True)
                path = options.folder / f"{number:04}.eml"
                path.write_bytes(data)
                print(path)
    except urllib.error.HTTPError as error:
        missing = f"letter {number}" if number else "such database with mail"
        if error.code != 404:
            missing = f"answer but {error.code} {error.reason}"
        print(f"odoolite: there is no {missing} at {options.url}", file=sys.stderr)
        return 1
    except urllib.error.URLError as error:
        print(f"odoolite: no server answers at {options.url}: {error.reason}",
              file=sys.stderr)
        return 2
    return 0
