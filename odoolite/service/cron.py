"""Running scheduled actions that are due, in a thread of its own or by hand."""
from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from ..orm.environments import SUPERUSER_ID, Environment

if TYPE_CHECKING:
    from ..orm.registry import Registry
    from .registries import Registries

_logger = logging.getLogger("odoo.service.cron")
PAUSE = 20.0        # seconds between two looks


def run_due_jobs(registry: Registry) -> int:
    """Run the jobs that are due, each in its transaction; return how many."""
    with registry.cursor("read") as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        ids = list(env["ir.cron"]._get_ready_jobs()._ids)
    for id_ in ids:
        _run_job(registry, id_)
    return len(ids)


def _run_job(registry: Registry, id_: int) -> None:
    try:
        with registry.cursor("write") as cr:
            job = Environment(cr, SUPERUSER_ID, {})["ir.cron"].browse(id_)
            if job.exists():
                row = {"id": id_, "cron_name": job.cron_name}
                registry["ir.cron"]._process_job(cr, row)
    except Exception:
        _logger.exception("Job %s failed", id_)
        with registry.cursor("write") as cr:
            Environment(cr, SUPERUSER_ID, {})["ir.cron"].browse(id_)._note_failure()


class CronRunner:
    """Looks again and again for jobs of the databases that are due."""

    def __init__(self, registries: Registries, pause: float = PAUSE) -> None:
        self._registries = registries
        self._pause = pause
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to look."""
        self._thread = threading.Thread(target=self._run, name="cron", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the running job end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stop.wait(self._pause):
            for name in self._registries.config.databases:
                try:
                    run_due_jobs(self._registries.get(name))
                except Exception:
                    _logger.exception("Jobs of %s could not be looked for", name)
