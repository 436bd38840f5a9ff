"""`odoolite mailgate --url … < message`: the pipe that mail servers call.

Exit statuses are those of sysexits.h, so that a mail server knows what to do next.
"""
from __future__ import annotations

import argparse
import sys
import xmlrpc.client
from http.client import HTTPException
from typing import NoReturn

from .faults import last_line

EX_OK, EX_USAGE, EX_DATAERR, EX_NOUSER, EX_TEMPFAIL, EX_NOPERM = 0, 64, 65, 67, 75, 77
ACCESS_DENIED = 3       # fault code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--url", default="http://127.0.0.1:8069")
    parser.add_argument("--db", default="odoolite", metavar="NAME")
    parser.add_argument("--login", default="admin")
    parser.add_argument("--password", default="admin", help="password or API key")
    parser.add_argument("--model", default=False, help="model for mail nobody expects")
    parser.error = _fail_usage  # type: ignore[method-assign]


def _fail_usage(message: str) -> NoReturn:
    """A wrong command line is none of the letter's fault, and stays wrong."""
    print(f"odoolite: {message}", file=sys.stderr)
    raise SystemExit(EX_USAGE)


def run(options: argparse.Namespace) -> int:
    """Hand the message on standard input to the gateway."""
    data = sys.stdin.buffer.read()
    if not data.strip():
        print("odoolite: there is no mail on standard input", file=sys.stderr)
        return EX_DATAERR
    try:
        return _hand_over(options, data)
    except xmlrpc.client.Fault as fault:
        if "cannot marshal None" in fault.faultString:
            return EX_OK
        print(f"odoolite: {last_line(fault.faultString)}", file=sys.stderr)
        if fault.faultCode == ACCESS_DENIED:
            return EX_NOPERM
        no_route = "No possible route found" in fault.faultString
        return EX_NOUSER if no_route else EX_TEMPFAIL
    except (OSError, HTTPException, xmlrpc.client.Error) as error:
        print(f"odoolite: {error}", file=sys.stderr)
        return EX_TEMPFAIL


def _hand_over(options: argparse.Namespace, data: bytes) -> int:
    common = xmlrpc.client.ServerProxy(f"{options.url}/xmlrpc/2/common")
    models = xmlrpc.client.ServerProxy(f"{options.url}/xmlrpc/2/object")
    uid = common.authenticate(options.db, options.login, options.password, {})
    if not uid:
        print("odoolite: the login is refused", file=sys.stderr)
        return EX_NOPERM
    models.execute_kw(
        options.db, uid, options.password, "mail.thread", "message_process",
        [options.model, xmlrpc.client.Binary(data)],
    )
    return EX_OK
