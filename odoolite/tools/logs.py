"""Loggers silenced for a while."""
from __future__ import annotations

import logging
from contextlib import ContextDecorator
from typing import Any


class mute_logger(ContextDecorator, logging.Handler):  # noqa: N801  Odoo's name
    """Silence the named loggers in a block or function."""

    def __init__(self, *loggers: str) -> None:
        logging.Handler.__init__(self)
        self.loggers = loggers
        self.old: dict[str, Any] = {}

    def __enter__(self) -> None:
        for name in self.loggers:
            logger = logging.getLogger(name)
            self.old[name] = (logger.handlers, logger.propagate)
            logger.propagate = False
            logger.handlers = [self]

    def __exit__(self, *_error: Any) -> None:
        for name in self.loggers:
            logger = logging.getLogger(name)
            logger.handlers, logger.propagate = self.old[name]

    def emit(self, record: logging.LogRecord) -> None:
        """Drop the record."""
