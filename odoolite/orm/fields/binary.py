"""Binary and Image."""
from __future__ import annotations

import base64
import binascii
from typing import Any

from .base import Field


class Binary(Field):
    """Bytes, base64 on the wire; kept in ir.attachment unless `attachment=False`."""

    type = "binary"

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        attrs.setdefault("attachment", True)
        attrs.setdefault("prefetch", False)
        if not attrs.get("store", True):
            attrs["attachment"] = False
        attrs.setdefault("copy", True)

    @property
    def _column_type(self) -> Any:  # type: ignore[override]
        return None if self.attachment else ("bytea", "bytea")

    def _context_value_is_size(self, env: Any) -> bool:
        return env.context.get("bin_size") in (True, 1, "1", "True")

    def convert_to_column(
        self, value: Any, record: Any, values: Any = None, validate: bool = True
    ) -> Any:
        """Store the base64 text as bytes."""
        if not value:
            return None
        return value.encode() if isinstance(value, str) else bytes(value)

    def convert_to_cache(self, value: Any, record: Any, validate: bool = True) -> Any:
        """Keep bytes; an empty content is not the same as none."""
        if not value:
            return value if isinstance(value, bytes) else None
        if isinstance(value, str):
            return value.encode("ascii")
        if isinstance(value, memoryview):
            return bytes(value)
        return value

    def convert_to_read(
        self, value: Any, record: Any, use_display_name: bool = True
    ) -> Any:
        """Give base64 text, or a size text when the context asks for sizes."""
        if not value:
            return "" if isinstance(value, bytes) else False
        if self._context_value_is_size(record.env):
            return human_size_of(value)
        return value.decode("ascii", "replace") if isinstance(value, bytes) else value

    def convert_to_write(self, value: Any, record: Any) -> Any:
        """Give the value."""
        return value or False

    def column_to_cache(self, raw: Any) -> Any:
        """Give bytes."""
        return bytes(raw) if raw else None

    def column_to_size(self, raw: Any) -> Any:
        """Give the size of the stored base64 text, as PostgreSQL writes sizes."""
        if not raw:
            return False
        size = float(len(raw))
        for unit in ("bytes", "kB", "MB", "GB"):
            if size < 10240 or unit == "GB":
                return f"{round(size)} {unit}"
            size /= 1024
        return False

    def column_to_wire(self, raw: Any) -> Any:
        """Give base64 text."""
        return bytes(raw).decode("ascii", "replace") if raw else False

    def convert_to_export(self, value: Any, record: Any) -> Any:
        """Give base64 text."""
        return value.decode() if isinstance(value, bytes) else value or ""

    # ---- attachments
    def read(self, records: Any) -> None:
        """Bring the contents of the attachments into the cache."""
        ids = [i for i in records._ids if i]
        domain = [
            ("res_model", "=", self.model_name), ("res_field", "=", self.name),
            ("res_id", "in", ids),
        ]
        attachments = records.env["ir.attachment"].sudo().with_context(
            bin_size=False, active_test=False
        ).search(domain)
        found = {a.res_id: a.datas for a in attachments}
        cache = self.cache_for(records.env)
        for id_ in ids:
            cache[id_] = self.convert_to_cache(found.get(id_), None, validate=False)

    def create(self, record_values: list[tuple[Any, Any]]) -> None:
        """Store the contents of new records."""
        if not record_values:
            return
        env = record_values[0][0].env
        vals_list = [
            {"name": self.name, "res_model": self.model_name, "res_field": self.name,
             "res_id": record.id, "type": "binary",
             "datas": self._stored(value, record)}
            for record, value in record_values if value
        ]
        if vals_list:
            env["ir.attachment"].sudo().create(vals_list)
        for record, value in record_values:
            self.cache_for(env)[record.id] = self.convert_to_cache(
                self._stored(value, record), record
            )

    def _stored(self, value: Any, record: Any) -> Any:
        return value

    def write(self, records: Any, value: Any) -> None:
        """Store the contents."""
        env = records.env
        if self.is_computed_stored:
            env.remove_to_compute(self, records)
        if not self.attachment or not self.store:
            super().write(records, value)
            return
        cache = self.cache_for(env)
        # nothing over nothing (a cached None) leaves the attachments alone
        real = records.browse([
            i for i in records._ids if i and (value or cache.get(i, "") is not None)
        ])
        for record in records:
            cache[record._ids[0]] = self.convert_to_cache(
                self._stored(value, record) if value else value, record
            )
        if not real:
            return
        attachments = env["ir.attachment"].sudo().with_context(active_test=False)
        known = attachments.search([
            ("res_model", "=", self.model_name), ("res_field", "=", self.name),
            ("res_id", "in", list(real._ids)),
        ])
        if not value:
            known.unlink()
            for id_ in real._ids:
                cache[id_] = None
            return
        value = self._stored(value, real[:1])
        known.write({"datas": value})
        missing = set(real._ids) - set(known.mapped("res_id"))
        attachments.create([
            {"name": self.name, "res_model": self.model_name, "res_field": self.name,
             "res_id": id_, "type": "binary", "datas": value} for id_ in missing
        ])
        cache = self.cache_for(env)
        for id_ in real._ids:
            cache[id_] = self.convert_to_cache(value, None, validate=False)


class Image(Binary):
    """A picture, resized to its maximum size."""

    def _setup_attrs(self, model: Any, name: str, attrs: dict[str, Any]) -> None:
        super()._setup_attrs(model, name, attrs)
        attrs.setdefault("max_width", 0)
        attrs.setdefault("max_height", 0)
        attrs.setdefault("verify_resolution", True)

    def _stored(self, value: Any, record: Any) -> Any:
        return self._resized(value, record.env)

    def _resized(self, value: Any, env: Any) -> Any:
        if not value or env.context.get("image_no_postprocess"):
            return value
        from ...exceptions import UserError
        from ...tools.image import image_process
        try:
            raw = base64.b64decode(value)
        except (binascii.Error, ValueError):
            raise UserError("Image is not encoded in base64.") from None
        if not raw:
            return False
        if raw.lstrip()[:1] == b"<":
            return value            # svg
        out = image_process(
            raw, size=(self.max_width or 0, self.max_height or 0),
            verify_resolution=self.verify_resolution,
        )
        return base64.b64encode(out)

    def _process_related(self, value: Any, env: Any) -> Any:
        if not value:
            return value
        try:
            return self._resized(value, env)
        except Exception:  # noqa: BLE001  a picture that cannot be resized is kept
            return value


def human_size_of(value: bytes | str) -> str:
    """Return the size of base64 data as text."""
    from ...tools.human_size import human_size
    try:
        size = len(base64.b64decode(value))
    except (binascii.Error, ValueError):
        size = len(value)
    return human_size(size)
