"""What a field is: its arguments, merged over those of the definitions it extends."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from . import sparse

DEFAULTS: dict[str, Any] = {
    "_depends": None, "_functions": None, "automatic": False, "aggregator": None,
    "company_dependent": False,
    "comodel_name": None, "compute": None, "compute_sudo": False, "context": {},
    "copy": True, "default": None, "default_export_compatible": False, "domain": [],
    "export_string_translation": True, "exportable": True, "groups": None,
    "group_expand": None, "help": None, "index": None, "inherited": False,
    "inherited_field": None, "inverse": None, "inverse_name": None, "manual": False,
    "ondelete": None, "precompute": False, "prefetch": True, "readonly": False,
    "recursive": False, "related": None, "related_field": None, "related_sudo": True,
    "required": False, "search": None, "sortable": True, "sparse": None, "store": True,
    "string": None,
    "translate": False, "tracking": None, "default_order": None, "falsy_value_label": None,
}


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
    store: bool
    readonly: bool
    required: bool
    comodel_name: Any
    inverse_name: Any
    compute: Any
    inverse: Any
    search: Any
    ondelete: Any
    relation: Any
    column1: Any
    column2: Any
    related_field: Any
    string: Any
    _functions: list[Any] | None        # what computes it, by class, once found
    context_keys: tuple[str, ...]
    depends_paths: tuple[str, ...]

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
        self.name = name
        self.model_name = model._name
        if self._base_fields__:
            self._module = self._base_fields__[-1]._module
            self._modules = tuple(dict.fromkeys(
                f._module for f in self._base_fields__ if f._module
            ))
        else:
            self._modules = (self._module,) if self._module else ()
        attrs = self._merge_args(model, name)
        self.__dict__.update(DEFAULTS)
        self.__dict__.update(attrs)
        self.args = attrs
        self._setup_done = False
        self.context_keys = ()
        self.depends_paths = ()

    def _merge_args(self, model: Any, name: str) -> dict[str, Any]:
        attrs: dict[str, Any] = {}
        for field in self._base_fields__:
            if not isinstance(self, type(field)) and type(field) is not type(self):
                attrs.clear()
            attrs.update(field._args__)
        attrs.update(self._args__)
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
        if "default" in attrs and not callable(attrs["default"]):
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
