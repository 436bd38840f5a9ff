"""Char, Text and Html."""
from __future__ import annotations

import json
from typing import Any

from .base import Field


class BaseString(Field):
    """What the text fields share."""

    is_text = True
    wire_passthrough = True

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("translate", False)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Accept anything as text; None and False are unset."""
        if value is None or value is False:
            return None
        return value if value.__class__ is str else self._to_text(value)

    def _to_text(self, value: Any) -> str:
        if isinstance(value, bytes):
            return value.decode()
        if hasattr(value, "data") and value.__class__.__name__ == "Binary":
            return bytes(value.data).decode()
        return str(value)

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store text."""
        if value is None or value is False:
            return None
        return self._checked(str(self.convert_to_cache(value, record, validate)))

    def _checked(self, text: str) -> str:
        if "\x00" in text:
            raise ValueError("A string literal cannot contain NUL (0x00) characters.")
        return text

    def convert_to_display_name(self, value: Any, record: Any) -> Any:
        """The text itself."""
        return value or False


class Char(BaseString):
    """One line of text; `size` cuts, `trim` is for forms only."""

    type = "char"
    _column_type = ("varchar", "VARCHAR")

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        super()._setup_attrs(model, name, attrs)
        attrs.setdefault("size", None)
        attrs.setdefault("trim", True)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Cut the text to its size."""
        if value is None or value is False:
            return None
        text = value if value.__class__ is str else self._to_text(value)
        return text[:self.size] if self.size else text


class Text(BaseString):
    """Text of several lines."""

    type = "text"
    _column_type = ("text", "text")


class Html(BaseString):
    """HTML, cleaned when it is written."""

    type = "html"
    _column_type = ("text", "text")

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        super()._setup_attrs(model, name, attrs)
        for key, value in (
            ("sanitize", True), ("sanitize_overridable", False), ("sanitize_tags", True),
            ("sanitize_attributes", True), ("sanitize_style", False),
            ("sanitize_form", True), ("sanitize_conditional_comments", True),
            ("strip_style", False), ("strip_classes", False),
        ):
            attrs.setdefault(key, value)

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store clean HTML."""
        if value is None or value is False:
            return None
        return self._checked(self._clean(value) if validate else str(value))

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Keep clean HTML."""
        if value is None or value is False:
            return None
        return self._clean(value) if validate else self._to_text(value)

    def _clean(self, value: Any) -> str:
        text = value if isinstance(value, str) else self._to_text(value)
        if not self.sanitize or not text:
            return str(text)
        from ...tools.html_sanitize import html_sanitize
        if self.sanitize == "email_outgoing":
            return str(html_sanitize(
                text, sanitize_attributes="email_outgoing", output_method="xml"
            ))
        return str(html_sanitize(
            text,
            sanitize_tags=self.sanitize_tags,
            sanitize_attributes=self.sanitize_attributes,
            sanitize_style=self.sanitize_style,
            sanitize_form=self.sanitize_form,
            strip_style=self.strip_style,
            strip_classes=self.strip_classes,
        ))

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Give markup, which is not escaped again."""
        if value is None:
            return False
        from markupsafe import Markup
        return Markup(value)

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Give a plain string."""
        return False if value is False or value is None else str(value)


class Json(Field):
    """Any JSON value."""

    type = "json"
    _column_type = ("jsonb", "jsonb")

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store JSON text."""
        if value is None or value is False:
            return None
        return json.dumps(value, ensure_ascii=False)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Keep a copy of the value."""
        if not value and value is not None and not isinstance(value, (list, dict)):
            return None
        return None if value is None else json.loads(json.dumps(value))

    def convert_to_record(self, value: Any, record: Any) -> Any:
        """Give a copy."""
        return False if value is None else json.loads(json.dumps(value))

    def column_to_cache(self, raw: Any) -> Any:
        """Parse the JSON."""
        return None if raw is None else json.loads(raw)

    def column_to_wire(self, raw: Any) -> Any:
        """Parse the JSON."""
        return False if raw is None else json.loads(raw)

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give JSON text."""
        return json.dumps(value) if value else ""
