"""`odoolite shell`: a prompt with `env`."""
from __future__ import annotations

import argparse
import code

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


def run(options: argparse.Namespace) -> int:
    """Open the prompt; changes are kept only by `env.cr.commit()`."""
    return or_fail(lambda: _shell(options))


def _shell(options: argparse.Namespace) -> int:
    from ..server import Server
    config = read_config(options, log_level="warning")
    set_up_logging(config)
    prepare_addons(config)
    with Server(port=0, db=config.databases[0], config=config,
                progress=show_progress) as server, \
            server.registries.get(server.db).cursor() as cr:
        from ..orm.environments import SUPERUSER_ID, Environment
        env = Environment(cr, SUPERUSER_ID, {})
        code.interact(
            banner=f"odoolite, database {server.db}: env, self = env.user",
            local={"env": env, "self": env.user}, exitmsg="",
        )
        cr.rollback()
    return 0
