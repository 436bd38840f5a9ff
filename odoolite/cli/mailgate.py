"""`odoolite mailgate --url … < message`: the pipe that mail servers call.

Exit statuses are those of sysexits.h, so that a mail server knows what to do next.
"""
from __future__ import annotations

import argparse
import sys
import xmlrpc.client

EX_OK, EX_NOUSER, EX_TEMPFAIL, EX_NOPERM = 0, 67, 75, 77


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--url", default="http://127.0.0.1:8069")
    parser.add_argument("--db", default="odoolite", metavar="NAME")
    parser.add_argument("--login", default="admin")
    parser.add_argument("--password", default="admin", help="password or API key")
    parser.add_argument("--model", default=False, help="model for mail nobody expects")


def run(options: argparse.Namespace) -> int:
    """Hand the message on standard input to the gateway."""
    data = sys.stdin.buffer.read()
    common = xmlrpc.client.ServerProxy(f"{options.url}/xmlrpc/2/common")
    models = xmlrpc.client.ServerProxy(f"{options.url}/xmlrpc/2/object")
    try:
        uid = common.authenticate(options.db, options.login, options.password, {})
        if not uid:
            print("odoolite: the login is refused", file=sys.stderr)
            return EX_NOPERM
        models.execute_kw(
            options.db, uid, options.password, "mail.thread", "message_process",
            [options.model, xmlrpc.client.Binary(data)],
        )
    except xmlrpc.client.Fault as fault:
        if "cannot marshal None" in fault.faultString:
            return EX_OK
        print(fault.faultString, file=sys.stderr)
        no_route = "No possible route found" in fault.faultString
        return EX_NOUSER if no_route else EX_TEMPFAIL
    except OSError as error:
        print(f"odoolite: {error}", file=sys.stderr)
        return EX_TEMPFAIL
    return EX_OK
