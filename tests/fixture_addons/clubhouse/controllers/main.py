import json

from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError, ValidationError
from odoo.http import Response, content_disposition, request


class Club(http.Controller):

    @http.route("/club/hello", type="http", auth="none")
    def hello(self, name="nobody", **kw):
        return f"hello {name} {sorted(kw)}"

    @http.route("/club/whoami", type="http", auth="public")
    def whoami(self):
        return request.env.user.login

    @http.route("/club/mine", type="http", auth="user")
    def mine(self):
        return self.env.user.login

    @http.route("/club/key", type="http", auth="bearer", methods=["GET"])
    def key(self):
        return request.make_json_response({"login": request.env.user.login})

    @http.route("/club/add", type="jsonrpc", auth="user")
    def add(self, one, two=0):
        return one + two

    @http.route("/club/old", type="json", auth="none")
    def old(self):
        return {"type": request.dispatcher.__class__.__name__}

    @http.route('/club/partner/<model("res.partner"):partner>', auth="user")
    def partner(self, partner):
        return partner.display_name

    @http.route("/club/sum/<int:one>/<int:two>", auth="none")
    def sum(self, one, two):
        return str(one + two)

    @http.route("/club/form", type="http", auth="public", methods=["POST"])
    def form(self, **post):
        files = request.httprequest.files.getlist("file")
        return request.make_json_response({
            "names": [file.filename for file in files],
            "sizes": [len(file.read()) for file in files],
            "fields": sorted(key for key in post if key != "file"),
        })

    @http.route("/club/hook", type="http", auth="public", csrf=False, cors="*",
                save_session=False)
    def hook(self):
        return Response(request.httprequest.get_data(), status=202, headers=[
            ("X-Method", request.httprequest.method),
        ])

    @http.route("/club/file", auth="none")
    def file(self):
        return request.make_response(b"\0\1", [
            ("Content-Type", "application/x-thing"),
            ("Content-Disposition", content_disposition("naïve file.bin")),
        ], cookies={"flavour": "vanilla"})

    @http.route("/club/raise/<what>", auth="public")
    def fail(self, what):
        raise {
            "access": AccessError, "missing": MissingError, "user": UserError,
            "validation": ValidationError, "value": ValueError,
        }[what]("it is " + what)

    @http.route("/club/count", auth="public", type="http")
    def count(self):
        request.session["count"] = request.session.get("count", 0) + 1
        return str(request.session["count"])

    @http.route("/club/write", auth="user", type="http", csrf=False)
    def write(self, fail=False):
        partner = request.env.user.partner_id
        partner.comment = "written"
        if fail:
            raise UserError("undone")
        return json.dumps(partner.ids)

    @http.route("/club/odd", auth="none")
    def odd(self):
        return 42


class ClubGreeting(http.Controller):

    @http.route("/club/greet", auth="none")
    def greet(self):
        return "hello"
