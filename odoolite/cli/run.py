"""`odoolite run SCRIPT`: a script, unchanged, against a private emulator."""
from __future__ import annotations

import argparse
import json
import os
import runpy
import sys
import traceback
from typing import Any

from .options import (
    add_server_options,
    or_fail,
    prepare_addons,
    read_config,
    set_up_logging,
    show_progress,
)

DEFAULT_DB = "production"
DEFAULT_KEY = "your_api_key"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_server_options(parser)
    parser.add_argument("--report", choices=["text", "json", "none"], default="text",
                        help="what to tell of refused calls at the end")
    parser.add_argument("script", metavar="SCRIPT.py")
    parser.add_argument("arguments", metavar="ARGS", nargs=argparse.REMAINDER,
                        help="arguments of the script")


def run(options: argparse.Namespace) -> int:
    """Run the script; its exit status is ours."""
    return or_fail(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    if not os.path.isfile(options.script):
        raise FileNotFoundError(f"no such script: {options.script}")
    from ..server import Server
    from .interception import intercepted
    from .none_marshalling import none_let_through
    config = read_config(
        options, databases=[DEFAULT_DB], api_key=DEFAULT_KEY, log_level="error"
    )
    set_up_logging(config)
    config = config.updated(install=_modules(config))
    prepare_addons(config)
    with Server(port=0, db=config.databases[0], config=config,
                progress=show_progress) as server:
        with intercepted(("127.0.0.1", server.port)), none_let_through():
            status = _execute(options.script, options.arguments)
        registry = server.registries.get(server.db)
        _report(options.report, [registry])
    return status


def _modules(config: Any) -> tuple[str, ...]:
    """Return what is installed: the documents' scripts need mail and account."""
    return tuple(dict.fromkeys([*config.install, "mail", "account"]))


def _execute(script: str, arguments: list[str]) -> int:
    """Run a script as Python itself would; return its exit status."""
    saved = sys.argv, sys.path[:]
    sys.argv = [script, *arguments]
    sys.path.insert(0, os.path.dirname(os.path.abspath(script)))
    try:
        runpy.run_path(script, run_name="__main__")
    except SystemExit as leaving:
        return _status(leaving.code)
    except BaseException as error:
        trace: Any = error.__traceback__
        while trace and trace.tb_frame.f_code.co_filename != script:
            trace = trace.tb_next
        traceback.print_exception(type(error), error, trace or error.__traceback__)
        return 130 if isinstance(error, KeyboardInterrupt) else 1
    finally:
        sys.argv, sys.path[:] = saved
        sys.stdout.flush()
    return 0


def _status(code: Any) -> int:
    if code is None or isinstance(code, int):
        return int(code or 0)
    print(code, file=sys.stderr)
    return 1


def _report(kind: str, registries: list[Any]) -> None:
    """Tell on stderr what a live Odoo 19.0 would have refused."""
    from ..emulator.lint import list_entries
    if kind == "none":
        return
    items = [
        {"code": entry.code, "call": f"{entry.model}.{entry.method}",
         "reason": entry.reason, "fix": entry.fix, "times": times}
        for entry, times in list_entries(registries).items()
    ]
    if kind == "json":
        print(json.dumps(items, indent=2, ensure_ascii=False), file=sys.stderr)
        return
    if not items:
        print("odoolite: a live Odoo 19.0 would have refused nothing", file=sys.stderr)
        return
    print(f"odoolite: a live Odoo 19.0 would have refused {len(items)} thing(s):",
          file=sys.stderr)
    for item in items:
        print(f"  {item['code']}  {item['call']} ({item['times']}x): {item['reason']}\n"
              f"      fix: {item['fix']}", file=sys.stderr)
