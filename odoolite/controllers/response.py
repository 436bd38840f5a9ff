"""What controllers answer with."""
from __future__ import annotations

from typing import Any
from urllib.parse import quote

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as WerkzeugResponse

from .current import request


class Response(WerkzeugResponse):
    """An answer over HTTP; of a page, also the template and its values.

    Rendered when it leaves, so that who overrides a controller can still change them.
    """

    default_mimetype = "text/html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        template = kwargs.pop("template", None)
        qcontext = kwargs.pop("qcontext", None)
        uid = kwargs.pop("uid", None)
        super().__init__(*args, **kwargs)
        self.set_default(template, qcontext, uid)

    def set_default(
        self, template: Any = None, qcontext: Any = None, uid: Any = None
    ) -> None:
        """Set what the page is made of."""
        self.template = template
        self.qcontext = qcontext or {}
        self.qcontext["response_template"] = template
        self.uid = uid

    @classmethod
    def load(cls, result: Any, fname: str = "<function>") -> Any:
        """Return an answer of what a controller returned; TypeError for odd types."""
        if isinstance(result, Response):
            return result
        if isinstance(result, HTTPException):
            return result
        if isinstance(result, WerkzeugResponse):
            response: Any = cls.force_type(result)
            response.set_default()
            return response
        if isinstance(result, (bytes, str, type(None))):
            return cls(result)
        raise TypeError(f"{fname} returns an invalid value: {result!r}")

    @property
    def is_qweb(self) -> bool:
        """Tell whether a template is still to be rendered."""
        return self.template is not None

    def render(self) -> str:
        """Return the page."""
        self.qcontext["request"] = request
        views = request.env["ir.ui.view"]
        return str(views._render_template(self.template, self.qcontext))

    def flatten(self) -> None:
        """Render the page now."""
        if self.template:
            self.response = [self.render().encode()]
            self.template = None


Response.__module__ = "odoo.http"


class FutureResponse:
    """Headers and cookies for an answer that does not exist yet."""

    charset = "utf-8"
    max_cookie_size = 4093

    def __init__(self) -> None:
        from werkzeug.datastructures import Headers
        self.headers = Headers()

    def set_cookie(self, key: str, value: str = "", **options: Any) -> None:
        """Have a cookie set; Werkzeug's options."""
        from werkzeug.http import dump_cookie
        options.pop("cookie_type", None)
        self.headers.add("Set-Cookie", dump_cookie(key, value, **options))


def content_disposition(filename: str, disposition_type: str = "attachment") -> str:
    """Return the header that names a file, of any characters."""
    if disposition_type not in ("attachment", "inline"):
        raise ValueError(f"Invalid disposition_type: {disposition_type!r}")
    name = quote(filename, safe="!#$&+.^_`|~-")
    return f"{disposition_type}; filename*=UTF-8''{name}"
