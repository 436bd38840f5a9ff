"""What a field is: its arguments, merged over those of the definitions it extends."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from . import sparse

# arguments that imply others
TELLING = frozenset((
    "company_dependent", "compute", "default", "depends", "depends_context",
    "group_operator", "related", "sparse", "translate",
))


class FieldDefinition:
    """The arguments of a field, as given and as they follow from each other.

    The object in an addon's class is a definition; each registry makes its own object,
    with the definition's arguments merged over those of the classes it extends.
    """

    type: ClassVar[str]
    relational: ClassVar[bool] = False
    is_text: ClassVar[bool] = False
    is_monetary: ClassVar[bool] = False
    write_sequence: ClassVar[int] = 0
    wire_passthrough: bool = False
    _column_type: ClassVar[tuple[str, str] | None] = None
    _by_type: ClassVar[dict[str, Any]] = {}

    name: str
    model_name: str
    _modules: tuple[str, ...]
    args: dict[str, Any]
    relation: Any
    column1: Any
    column2: Any

    # what holds unless an argument says otherwise
    _depends: Any = None
    automatic: bool = False
    aggregator: Any = None
    company_dependent: bool = False
    comodel_name: Any = None
    compute: Any = None
    compute_sudo: bool = False
    context: Any = {}       # noqa: RUF012
    context_keys: tuple[str, ...] = ()
    copy: bool = True
    default: Any = None
    default_export_compatible: bool = False
    default_order: Any = None
    domain: Any = []        # noqa: RUF012
    export_string_translation: bool = True
    exportable: bool = True
    falsy_value_label: Any = None
    group_expand: Any = None
    groups: Any = None
    help: Any = None
    index: Any = None
    inherited: bool = False
    inherited_field: Any = None
    inverse: Any = None
    inverse_name: Any = None
    manual: bool = False
    ondelete: Any = None
    precompute: bool = False
    prefetch: Any = True
    readonly: bool = False
    recursive: bool = False
    related: Any = None
    related_field: Any = None
    related_sudo: bool = True
    required: bool = False
    search: Any = None
    sortable: bool = True
    sparse: Any = None
    store: bool = True
    string: Any = None
    tracking: Any = None
    translate: Any = False

    if TYPE_CHECKING:
        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, string: Any = None, **kwargs: Any) -> None:
        self._base_fields__: tuple[FieldDefinition, ...] = kwargs.pop("_base_fields__", ())
        if string is not None and string.__class__ is not object:
            kwargs["string"] = string
        self._args__ = dict(kwargs)
        self._module: str | None = None
        self._setup_done = False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        kind = cls.__dict__.get("type")
        if kind:
            FieldDefinition._by_type.setdefault(kind, cls)

    def __set_name__(self, owner: Any, name: str) -> None:
        self.name = name
        self.model_name = getattr(owner, "_name", "")
        definitions = owner.__dict__.get("_field_definitions")
        if definitions is not None:
            definitions.append(self)

    def __repr__(self) -> str:
        return f"{getattr(self, 'model_name', '?')}.{getattr(self, 'name', '?')}"

    __str__ = __repr__

    def new(self, **kwargs: Any) -> Any:
        """Return a field like this one with some arguments changed."""
        return type(self)(**{**self._args__, **kwargs})

    def bind(self, model: Any, name: str) -> None:
        """Become the field `name` of the model class: work out the attributes."""
        definitions = self._base_fields__ or (self,)
        modules = dict.fromkeys(field._module for field in definitions)
        attrs = self._merge_args(model, name)
        self.__dict__ = {
            **attrs, "args": attrs, "_args__": self._args__,
            "_base_fields__": self._base_fields__, "name": name,
            "model_name": model._name, "_module": definitions[-1]._module,
            "_modules": tuple(filter(None, modules)), "_setup_done": False,
        }

    def _merge_args(self, model: Any, name: str) -> dict[str, Any]:
        attrs: dict[str, Any] = {}
        for field in self._base_fields__:
            if type(field) is not type(self) and not isinstance(self, type(field)):
                attrs.clear()
            attrs.update(field._args__)
        attrs.update(self._args__)
        if not TELLING.isdisjoint(attrs):
            self._default_args(attrs)
        self._setup_attrs(model, name, attrs)
        return attrs

    def _default_args(self, attrs: dict[str, Any]) -> None:
        """Derive what computed, related and company-dependent fields imply."""
        if attrs.get("sparse"):
            sparse.imply(self, attrs)
        if attrs.get("related"):
            related = attrs["related"]
            attrs["related"] = ".".join(related) if isinstance(related, tuple) else related
            attrs["store"] = store = attrs.get("store", False)
            attrs["compute_sudo"] = attrs.get("related_sudo", True)
            attrs["copy"] = attrs.get("copy", False)
            attrs["readonly"] = attrs.get("readonly", True)
            attrs["_related_store"] = store
        elif attrs.get("compute"):
            attrs["store"] = store = attrs.get("store", False)
            attrs["compute_sudo"] = attrs.get("compute_sudo", store)
            if not (attrs["store"] and not attrs.get("readonly", True)):
                attrs["copy"] = attrs.get("copy", False)
            attrs["readonly"] = attrs.get("readonly", not attrs.get("inverse"))
        if attrs.get("company_dependent"):
            attrs["store"] = attrs.get("store", True)
            attrs["required"] = False
            attrs.setdefault("copy", False)
            attrs.setdefault("index", "btree_not_null")
            # apart from other fields: reading them asks which company it is
            attrs.setdefault("prefetch", "company_dependent")
        if attrs.get("translate"):
            attrs["index"] = attrs.get("index")
        # None takes back the default of a definition before
        if attrs.get("default") is not None and not callable(attrs["default"]):
            value = attrs["default"]
            attrs["default"] = lambda model: value
            attrs["_default_value"] = value
        if "depends" in attrs:
            attrs["_depends"] = tuple(attrs.pop("depends"))
        if "depends_context" in attrs:
            attrs["_depends_context"] = tuple(attrs.pop("depends_context"))
        if "group_operator" in attrs:
            attrs.setdefault("aggregator", attrs.pop("group_operator"))

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        """Let a subclass adjust the merged arguments (hook)."""

    @property
    def column_type(self) -> tuple[str, str] | None:
        """The column type as (logical name, SQL name); None without a column."""
        if self.company_dependent or self.translate:
            return ("jsonb", "jsonb") if self._column_type else None
        return self._column_type

    @property
    def has_column(self) -> bool:
        """Tell whether the field has a column in the table of its model."""
        return bool(self.store and self.column_type)

    @property
    def base_field(self) -> Any:
        """The field at the end of the chain of inherited fields."""
        return self.inherited_field.base_field if self.inherited_field else self

    @property
    def groupable(self) -> bool:
        """Tell whether records can be grouped by the field."""
        return bool(self.store and self.column_type) or self.type == "many2many"
