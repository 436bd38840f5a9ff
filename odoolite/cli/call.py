"""`odoolite call MODEL METHOD [JSON…]`: one call, the answer as JSON."""
from __future__ import annotations

import argparse
import json
import sys

from .faults import last_line
from .options import (
    add_server_options,
    or_fail,
    prepare_addons,
    read_config,
    set_up_logging,
    show_progress,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_server_options(parser)
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument("method", metavar="METHOD")
    parser.add_argument("arguments", metavar="JSON", nargs="*",
                        help="positional arguments; KEY=JSON gives a keyword")


def run(options: argparse.Namespace) -> int:
    """Call and print; exit status 1 when the call is refused."""
    return or_fail(lambda: _call(options))


def _parse(texts: list[str]) -> tuple[list[object], dict[str, object]]:
    args: list[object] = []
    kwargs: dict[str, object] = {}
    for text in texts:
        name, equals, rest = text.partition("=")
        if equals and name.isidentifier():
            kwargs[name] = json.loads(rest)
        else:
            args.append(json.loads(text))
    return args, kwargs


def _call(options: argparse.Namespace) -> int:
    import xmlrpc.client

    from ..server import Server
    try:
        args, kwargs = _parse(options.arguments)
    except ValueError as error:
        print(f"odoolite: an argument is not JSON: {error}", file=sys.stderr)
        return 2
    config = read_config(options, log_level="error")
    set_up_logging(config)
    prepare_addons(config)
    with Server(port=0, db=config.databases[0], config=config,
                progress=show_progress) as server:
        proxy = xmlrpc.client.ServerProxy(
            f"{server.url}/xmlrpc/2/object", allow_none=True
        )
        try:
            answer = proxy.execute_kw(
                server.db, 2, server.password, options.model, options.method, args, kwargs
            )
        except xmlrpc.client.Fault as fault:
            print(f"odoolite: {last_line(fault.faultString)}", file=sys.stderr)
            return 1
    print(json.dumps(answer, indent=2, ensure_ascii=False, default=str))
    return 0
