"""/json: what a view of an action shows, as plain JSON.

Odoo keeps it closed unless the database has demo data or the parameter
`web.json.enabled` is set.
"""
from __future__ import annotations

import ast
from urllib.parse import urlencode

from lxml import etree
from odoo import _, http
from odoo.exceptions import AccessError
from odoo.http import request
from odoo.tools.safe_eval import datetime, safe_eval, time
from odoo.tools.text import str2bool
from werkzeug.exceptions import BadRequest, NotFound

from .action import Action

DEFAULT_LIMIT = 80


class JsonController(http.Controller):

    def _check_enabled(self):
        """Raise NotFound where the address is closed."""
        parameters = request.env["ir.config_parameter"].sudo()
        enabled = str2bool(str(parameters.get_param("web.json.enabled") or "0"), False)
        if not (enabled or request.env.ref("base.module_base").sudo().demo):
            raise NotFound

    @http.route("/json/<path:subpath>", type="http", auth="user", readonly=True)
    def web_json(self, subpath, **kwargs):
        """Send to the current version of this interface."""
        self._check_enabled()
        return request.redirect(f"/json/1/{subpath}?{urlencode(kwargs)}", 307)

    @http.route("/json/1/<path:subpath>", type="http", auth="bearer", readonly=True)
    def web_json_1(self, subpath, view_type=None, limit=0, offset=0, **kwargs):
        """Return what a view of an action shows: a record, a page of them, or groups.

        What the address leaves open is decided and told by a redirection to an address
        that says it.
        """
        self._check_enabled()
        if not request.env.user.has_group("base.group_allow_export"):
            raise AccessError(_("You need export permissions to use the /json route"))
        action, res_id, context = self._find_action(subpath)
        if action["res_model"] not in request.env:
            raise BadRequest(f"Invalid model: {action['res_model']}")
        model = request.env[action["res_model"]].with_context(**context)
        view_id, view_type = _choose_view(action, view_type, res_id)
        view = model.get_view(view_id, view_type)
        tree = etree.fromstring(view["arch"])
        if view_type == "form" or res_id:
            if not res_id:
                raise BadRequest(_("Missing record id"))
            rows = model.browse(res_id).exists().web_read(_get_spec(model, tree))
            if not rows:
                raise NotFound
            return request.make_json_response(rows[0])
        chosen = dict(kwargs)
        if view_type in ("graph", "pivot") and "groupby" not in chosen:
            _choose_groups(model, tree, chosen)
        if set(chosen) != set(kwargs):
            query = {**request.httprequest.args.to_dict(), **chosen}
            return request.redirect(f"/json/1/{subpath}?{urlencode(query)}", 307)
        domain = _evaluate(action.get("domain") or "[]") + _read_domain(chosen)
        limit, offset = _to_number(limit), _to_number(offset)
        if chosen.get("groupby") or chosen.get("fields"):
            return request.make_json_response(
                _read_groups(model, domain, chosen, limit, offset)
            )
        return request.make_json_response(model.web_search_read(
            domain, _get_spec(model, tree), offset=offset,
            limit=limit or action.get("limit") or DEFAULT_LIMIT,
        ))

    def _find_action(self, subpath):
        """Return the action of an address, the id of its record, and the context."""
        words = [word for word in subpath.strip("/").split("/") if word]
        res_id = int(words.pop()) if len(words) > 1 and words[-1].isdigit() else None
        if words and words[-1] == "new":
            raise BadRequest(_("Missing record id"))
        context = dict(request.env.context)
        if len(words) > 1 and words[-2].isdigit():
            context.update(active_id=int(words[-2]), active_ids=[int(words[-2])])
        word = words[-1] if words else ""
        name = word.removeprefix("m-")
        if word.startswith("m-") or ("." in word and name in request.env):
            return {"res_model": name}, res_id, context
        try:
            action = Action().load(word.removeprefix("action-"))
        except Exception as error:
            raise BadRequest(str(error)) from None
        if not action or action.get("type") != "ir.actions.act_window":
            raise BadRequest(_("%s is not a window action", word))
        found = action.get("context") or {}
        if isinstance(found, str):
            found = _evaluate(found, **context)
        context.update(found)
        return action, res_id, context


def _evaluate(source, **names):
    """Return the value of an expression of an action."""
    if not isinstance(source, str):
        return source
    scope = {
        "uid": request.env.uid, "datetime": datetime, "time": time,
        "context_today": lambda: request.env.user._get_today()
        if hasattr(request.env.user, "_get_today") else datetime.date.today(),
    }
    return safe_eval(source, {**scope, **names})


def _read_domain(chosen):
    """Return the condition of the address, which may hold only literals."""
    try:
        return list(ast.literal_eval(chosen.get("domain") or "[]"))
    except (ValueError, SyntaxError, TypeError) as error:
        raise BadRequest(f"Invalid domain: {error}") from None


def _to_number(value):
    try:
        return max(0, int(value or 0))
    except ValueError as error:
        raise BadRequest(str(error)) from None


def _choose_view(action, view_type, res_id):
    """Return id and type of the view to show."""
    views = {kind: id_ for id_, kind in action.get("views") or [(False, "list")]}
    if not view_type:
        view_type = "form" if res_id else next(iter(views))
    elif action.get("views") and view_type not in views:
        raise BadRequest(_(
            "Invalid view type '%(view_type)s' for action id=%(action)s",
            view_type=view_type, action=action.get("id"),
        ))
    return views.get(view_type) or False, view_type


def _get_spec(model, tree):
    """Return what to read for the fields of a view, the views within it too."""
    spec = {}
    for node in tree.iterchildren(etree.Element):
        if node.tag != "field":
            for name, inner in _get_spec(model, node).items():
                spec.setdefault(name, inner)
            continue
        field = model._fields.get(node.get("name"))
        if field is None:
            continue
        if not field.relational:
            spec[field.name] = {}
            continue
        inner = {"display_name": {}}
        for view in node.iterchildren("list", "form", "kanban"):
            inner.update(_get_spec(model.env[field.comodel_name], view))
        spec[field.name] = {"fields": inner}
    return spec


def _choose_groups(model, tree, chosen):
    """Set what a graph or pivot groups by and counts, from its view."""
    groupby, aggregates = [], []
    for node in tree.iter("field"):
        name = node.get("name")
        if name not in model._fields:
            continue
        if node.get("type") == "measure":
            field = model._fields[name]
            aggregates.append(f"{name}:{field.aggregator or 'sum'}")
        else:
            interval = node.get("interval")
            groupby.append(f"{name}:{interval}" if interval else name)
    chosen["groupby"] = ",".join(groupby)
    chosen["fields"] = ",".join(aggregates or ["__count"])


def _read_groups(model, domain, chosen, limit, offset):
    groupby = [word for word in (chosen.get("groupby") or "").split(",") if word]
    aggregates = [word for word in (chosen.get("fields") or "").split(",") if word]
    aggregates = [_name_aggregate(model, word) for word in aggregates or ["__count"]]
    rows = model.formatted_read_group(
        domain, groupby, aggregates, limit=limit or None, offset=offset
    )
    return {"groups": rows, "length": len(rows)}


def _name_aggregate(model, word):
    if ":" in word or word == "__count":
        return word
    field = model._fields.get(word)
    if field is None:
        raise BadRequest(f"Invalid field: {word}")
    return f"{word}:{field.aggregator or 'sum'}"
