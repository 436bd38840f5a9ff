"""Last rung: the classes that definitions extend, and how a model class is completed."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import FunctionType
from typing import TYPE_CHECKING, Any

from ...tools.sql import SQL
from ..environments import SUPERUSER_ID, Environment
from ..fields import Char, Datetime, Id, Many2one
from .webgroups import WebgroupsMixin

if TYPE_CHECKING:
    from ..registry import Registry


class BaseModel(WebgroupsMixin):
    """Base of all models."""

    _register = False
    _abstract = True
    _auto = False
    _transient = False
    _table = ""
    _description: Any = None
    _order = "id"
    _rec_name = None
    _rec_names_search = None
    _parent_name = "parent_id"
    _parent_store = False
    _active_name = None
    _fold_name = "fold"
    _date_name = "date"
    _log_access: Any = True
    _translate = True
    _check_company_auto = False
    _depends: Mapping[str, Iterable[str]] = {}     # what a SQL view shows
    _allow_sudo_commands = True
    _inherits: Any = {}
    _manual_fields: Any = {}
    _module = None
    # set on the model classes of a registry
    _registry_link: Any
    _blank: Any
    _inherit_modules: dict[str, set[Any]]       # mixin: the modules that bring it
    _base_classes: Any
    _inherit_children: set[str]
    _inherits_children: set[str]
    _setup_done: bool
    _column_fields: list[Any]
    _x2many_fields: list[Any]
    _functions_by_name: dict[str, list[Any]]        # methods that compute, as they extend
    _definitions: list[Any]         # the classes of authors behind it
    _attachment_fields: list[Any]
    _stored_computed_fields: list[Any]
    _precompute_fields: list[Any]
    _prefetched_fields: list[Any]
    # SQL that stays the same from call to call; none where addons make it
    _select_lists: dict[Any, Any] | None
    _order_lists: dict[Any, Any] | None
    _names_with_default: list[str]
    _inherited_names: list[str]
    _create_triggers: list[Any]

    @classmethod
    def _magic_fields(cls) -> list[tuple[str, Any]]:
        fields: list[tuple[str, Any]] = [
            ("id", lambda: Id(string="ID", automatic=True, readonly=True)),
            ("display_name", lambda: Char(
                string="Display Name", automatic=True,
                compute="_compute_display_name", search="_search_display_name",
            )),
        ]
        if cls._log_access:
            fields += [
                ("create_uid", lambda: Many2one(
                    "res.users", string="Created by", automatic=True, readonly=True,
                    copy=False)),
                ("create_date", lambda: Datetime(
                    string="Created on", automatic=True, readonly=True, copy=False)),
                ("write_uid", lambda: Many2one(
                    "res.users", string="Last Updated by", automatic=True, readonly=True,
                    copy=False)),
                ("write_date", lambda: Datetime(
                    string="Last Updated on", automatic=True, readonly=True, copy=False)),
            ]
        return fields

    @classmethod
    def _registry_of(cls) -> Any:
        return cls._registry_link

    @classmethod
    def _setup_record(cls, registry: Registry, cr: Any) -> Any:
        """Return an empty record to set fields up with."""
        cls._registry_link = registry
        cls._blank = cls(Environment(cr, SUPERUSER_ID, {}), (), ())
        return cls._blank

    @classmethod
    def _complete_setup(cls, registry: Registry) -> None:
        """Prepare the field lists that the hot paths use."""
        fields = list(cls._fields.values())
        stored = [f for f in fields if f.store]
        cls._column_fields = [f for f in stored if f.is_column and f.name != "id"]
        others = [f for f in stored if not f.is_column]
        cls._x2many_fields = [f for f in others if f.type in ("one2many", "many2many")]
        cls._attachment_fields = [f for f in others if f.type == "binary"]
        cls._stored_computed_fields = [f for f in stored if f.compute]
        cls._precompute_fields = [f for f in cls._stored_computed_fields if f.precompute]
        cls._prefetched_fields = [f for f in cls._column_fields if f.prefetch is True]
        cls._names_with_default = [
            f.name for f in fields
            if f.default is not None or f.inherited and f.base_field.default is not None
        ]
        cls._inherited_names = [f.name for f in fields if f.inherited]
        cls._create_triggers = []
        own = cls._field_to_sql is BaseModel._field_to_sql
        cls._select_lists = {} if own else None
        own = own and cls._order_field_to_sql is BaseModel._order_field_to_sql
        cls._order_lists = {} if own else None

    @property
    def _table_sql(self) -> Any:
        """The table, or the query in parentheses that stands for it."""
        query = self._table_query
        return SQL("(%s)", SQL(query)) if query else SQL.identifier(self._table)

    @property
    def _table_query(self) -> Any:
        """A query of the rows of a model without a table (hook)."""
        return None

    def init(self) -> None:
        """Run after the table was made (hook)."""

    def _post_model_setup__(self) -> None:
        """Run when the model has its fields, before they are set up (hook)."""

    def _register_hook(self) -> None:
        """Run after the registry was loaded (hook)."""

    def _valid_field_parameter(self, field: Any, name: str) -> bool:
        return name == "related_sudo"


# methods that an addon of Odoo's gives to every model, by a class called `Base`
OF_ADDONS = frozenset((
    "formatted_read_group", "formatted_read_grouping_sets", "hierarchy_read", "onchange",
    "read_progress_bar", "search_panel_select_multi_range", "search_panel_select_range",
    "web_name_search", "web_override_translations", "web_read", "web_read_group",
    "web_resequence", "web_save", "web_save_multi", "web_search_read",
))


def _name_methods() -> None:
    """Let Python's messages about wrong arguments say `BaseModel.search()`."""
    for rung in BaseModel.__mro__[1:-1]:
        for name, method in vars(rung).items():
            if isinstance(method, FunctionType) and not name.startswith("__"):
                owner = "Base" if name in OF_ADDONS else "BaseModel"
                method.__qualname__ = f"{owner}.{name}"


_name_methods()

AbstractModel = BaseModel


class Model(AbstractModel):
    """Base of models with a table."""

    _register = False
    _abstract = False
    _auto = True


class TransientModel(Model):
    """Base of models whose records are vacuumed."""

    _register = False
    _transient = True
    _transient_max_count = 0
    _transient_max_hours = 1.0
