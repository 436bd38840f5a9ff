"""A call in a transaction: tried again when another one was first."""
from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from ..exceptions import ValidationError
from ..storage.errors import IntegrityError, SerializationFailure

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from ..storage.cursor import Cursor

_logger = logging.getLogger("odoo.service.model")
T = TypeVar("T")
MAX_TRIES = 5


def run(
    registry: Registry,
    work: Callable[[Cursor], T],
    mode: str = "auto",
    tries: int = MAX_TRIES,
) -> T:
    """Do `work` in a transaction and commit it.

    After a lost race it is done anew, as the writer from its start. A violated
    constraint of the database becomes a ValidationError in words.
    """
    for attempt in range(1, tries + 1):
        try:
            with registry.cursor(mode) as cr:
                return work(cr)
        except SerializationFailure as error:
            if attempt == tries:
                _logger.info("%s, maximum number of tries reached", error)
                raise
            wait = random.uniform(0.0, 0.002 * 2**attempt)
            _logger.info(
                "%s, %d tries left, try again in %.4f sec...",
                type(error).__name__, tries - attempt, wait,
            )
            time.sleep(wait)
            mode = "write"
        except IntegrityError as error:
            raise ValidationError(registry.explain_error(error)) from error
    raise AssertionError("unreachable")
