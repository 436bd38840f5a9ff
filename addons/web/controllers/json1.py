"""/json: actions read as plain JSON by people who know their addresses."""
from __future__ import annotations

from odoo import _, http
from odoo.exceptions import AccessError
from odoo.http import request
from odoo.tools.safe_eval import safe_eval
from werkzeug.exceptions import BadRequest

from .action import Action

DEFAULT_LIMIT = 80


class JsonController(http.Controller):

    @http.route("/json/<path:subpath>", type="http", auth="user", readonly=True)
    def web_json(self, subpath, **kwargs):
        """Send to the current version of this interface."""
        return request.redirect_query(
            f"/json/1/{subpath}", request.httprequest.args.to_dict(), code=307
        )

    @http.route("/json/1/<path:subpath>", type="http", auth="bearer", readonly=True)
    def web_json_1(self, subpath, view_type=None, limit=0, offset=0, **kwargs):
        """Return the records that an action shows, or one record of it."""
        if not request.env.user.has_group("base.group_allow_export"):
            raise AccessError(_("You need export permissions to use the /json route"))
        words = [word for word in subpath.strip("/").split("/") if word]
        res_id = int(words.pop()) if len(words) > 1 and words[-1].isdigit() else None
        action = self._find_action(words[-1])
        model = request.env[action["res_model"]]
        names = [
            name for name, values in model.fields_get(None, ["type"]).items()
            if values["type"] not in ("binary", "one2many", "many2many")
        ]
        if res_id is not None:
            rows = model.browse(res_id).exists().read(names)
            if not rows:
                return request.not_found()
            return request.make_json_response(rows[0])
        domain = safe_eval(action.get("domain") or "[]", {"uid": request.env.uid})
        found = model.web_search_read(
            domain, {name: {} for name in names}, offset=int(offset or 0),
            limit=int(limit or action.get("limit") or DEFAULT_LIMIT),
        )
        return request.make_json_response(found)

    def _find_action(self, word):
        if word.startswith("m-") and word[2:] in request.env:
            return {"res_model": word[2:]}
        name = word.removeprefix("action-")
        try:
            action = Action().load(name)
        except Exception as error:
            raise BadRequest(str(error)) from None
        if not action or action.get("type") != "ir.actions.act_window":
            raise BadRequest(f"{word} is no window action")
        return action
