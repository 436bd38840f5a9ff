"""Names that addons import from `odoo.tools.misc`."""
from .collections import LastOrderedSet, OrderedSet, groupby, unique
from .file_paths import file_open, file_path
from .frozendict import freeze, frozendict
from .human_size import human_size
from .logs import mute_logger
from .secrets import consteq
from .text import str2bool

__all__ = [
    "LastOrderedSet", "OrderedSet", "consteq", "file_open", "file_path", "freeze",
    "frozendict", "groupby", "human_size", "mute_logger", "str2bool", "unique",
]
