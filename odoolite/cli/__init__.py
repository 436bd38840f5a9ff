"""The command line: one subcommand a file, imported when it is called."""
from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from ..release import version

COMMANDS = {
    "serve": "answer like Odoo 19.0 until stopped",
    "run": "run a Python script unchanged against a private emulator",
    "shell": "open a Python prompt with `env` on a database",
    "module": "install, upgrade, uninstall, list the modules of a database",
    "load": "check addons and data files without a server",
    "test": "run the tests of addons as Odoo does",
    "mail": "list, show, save what a server captured instead of sending",
    "mailgate": "hand the mail on standard input to a server",
    "call": "call a model's method and print the answer as JSON",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="odoolite",
        description="A server that answers like Odoo 19.0, for tests and development.",
        epilog="`odoolite COMMAND --help` tells a command's options.",
    )
    parser.add_argument("--version", action="version", version=f"odoolite {version}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    wanted = next((a for a in arguments if a in COMMANDS), None)
    subparsers = {
        name: commands.add_parser(name, help=help_, description=help_.capitalize() + ".")
        for name, help_ in COMMANDS.items()
    }
    if wanted:
        module = importlib.import_module(f"{__name__}.{wanted}")
        module.add_arguments(subparsers[wanted])
    options, unknown = parser.parse_known_args(arguments)
    if unknown:     # the subcommand's parser knows its usage, and its exit status
        subparsers[options.command].error(
            f"unrecognized arguments: {' '.join(unknown)}"
        )
    module = importlib.import_module(f"{__name__}.{options.command}")
    try:
        return int(module.run(options))
    except KeyboardInterrupt:
        return 130
