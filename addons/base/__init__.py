"""What every database has: `ir.*`, the system; `res.*`, its users and partners."""
from __future__ import annotations

from . import models, wizard
