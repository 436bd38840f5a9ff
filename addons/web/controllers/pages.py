"""The plain pages of the server: a frame, and what stands in it."""
from __future__ import annotations

from markupsafe import Markup
from odoo.http import request
from odoo.tools.json import format_script_json

FRAME = Markup("""<!DOCTYPE html>
<html>
  <head>
    <meta charset="utf-8"/>
    <meta http-equiv="X-UA-Compatible" content="IE=edge"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title>{title}</title>
    <link rel="shortcut icon" href="/web/static/img/favicon.ico" type="image/x-icon"/>
    <style>
      body {{ font: 15px/1.5 system-ui, sans-serif; max-width: 42em; margin: 3em auto;
             padding: 0 1em; color: #222 }}
      label {{ display: block; margin: .6em 0 .1em }}
      input, select {{ font: inherit; padding: .3em; width: 100%; box-sizing: border-box }}
      input[type=checkbox], input[type=radio] {{ width: auto }}
      button {{ font: inherit; margin-top: 1em; padding: .4em 1.2em }}
      .alert-danger {{ background: #fdd; padding: .6em 1em }}
      form {{ margin-bottom: 2em }}
    </style>
    <script id="web.layout.odooscript" type="text/javascript">
      var odoo = {{ csrf_token: "{token}", debug: "{debug}" }};
      {script}
    </script>
  </head>
  <body>
{body}
  </body>
</html>
""")


def render_page(title, body, script="", status=200, headers=None):
    """Return an answer that is a page of ours."""
    token = request.csrf_token() if request.db and request.env is not None else ""
    text = FRAME.format(
        title=title, body=body, token=token, debug=request.session.debug or "",
        script=Markup(script),
    )
    return request.make_response(
        str(text), [("Content-Type", "text/html; charset=utf-8"), *(headers or [])],
        status=status,
    )


def session_script(info):
    """Return the script that hands the session's info to the client."""
    return f"odoo.__session_info__ = {format_script_json(info)};"


def hidden(name, value):
    """Return a hidden input."""
    return Markup('<input type="hidden" name="{}" value="{}"/>').format(name, value)


def field(label, name, value="", kind="text", **attributes):
    """Return an input with its label."""
    extra = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_"), text)
        for key, text in attributes.items()
    )
    return Markup(
        '<label for="{0}">{1}</label>'
        '<input type="{2}" name="{0}" id="{0}" value="{3}"{4}/>'
    ).format(name, label, kind, value, extra)


def alert(text):
    """Return a box with an error, nothing without one."""
    if not text:
        return Markup("")
    return Markup('<p class="alert alert-danger" role="alert">{}</p>').format(text)
