"""The command line: one subcommand a file, imported when it is called."""
from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from typing import NoReturn

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


class Parser(argparse.ArgumentParser):
    """Answers a wrong command line with one line."""

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong and where help is; exit status 2."""
        self.exit(2, f"{self.prog}: {message}; see {self.prog} --help\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = Parser(
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
    options, more = parser.parse_known_args(arguments)
    if more:        # the subcommand's parser knows its usage, and its exit status
        add_more(subparsers[options.command], options, more)
    module = importlib.import_module(f"{__name__}.{options.command}")
    try:
        return int(module.run(options))
    except KeyboardInterrupt:
        return 130


def add_more(
    parser: argparse.ArgumentParser, options: argparse.Namespace, more: list[str]
) -> None:
    """Add the words that come after an option to the list that others began."""
    lists = [action.dest for action in parser._actions
             if not action.option_strings and action.nargs in ("*", "+")]
    if not lists or any(word.startswith("-") for word in more):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    getattr(options, lists[0]).extend(more)
