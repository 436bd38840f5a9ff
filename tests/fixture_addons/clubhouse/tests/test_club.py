import requests

from odoo import http
from odoo.http import Controller, route
from odoo.tests import HttpCase, JsonRpcException, Opener, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestClub(HttpCase):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.member = new_test_user(cls.env, "member", password="member_password")

        class Late(Controller):
            @route("/club/late", type="http", auth="public")
            def late(self, name):
                partner = self.env["res.partner"].sudo().create({"name": name})
                return str(partner.id)

        cls.env.registry.clear_cache("routing")

    def test_requests_see_what_the_test_did_and_the_test_what_they_did(self):
        partner = self.env["res.partner"].create({"name": "Not committed"})
        self.authenticate("member", "member_password")

        self.assertEqual(self.url_open(f"/club/partner/{partner.id}").text, "Not committed")
        created = self.url_open("/club/late", data={
            "name": "From a request", "csrf_token": http.Request.csrf_token(self),
        })
        self.assertEqual(
            self.env["res.partner"].browse(int(created.text)).name, "From a request"
        )

    def test_what_tests_did_is_undone(self):
        found = self.env["res.partner"].search([("name", "=", "From a request")])
        self.assertFalse(found)

    def test_sessions(self):
        answer = self.url_open("/club/mine", allow_redirects=False)
        self.assertEqual(answer.status_code, 303)
        self.assertEqual(self.parse_http_location(answer.headers["Location"]).path,
                         "/web/login")
        self.assertURLEqual(self.base_url() + "/a?x=1&y=2", "/a?y=2&x=1")

        session = self.authenticate("member", "member_password")
        self.assertEqual(session.uid, self.member.id)
        self.assertEqual(self.url_open("/club/mine").text, "member")
        self.logout()
        self.assertEqual(self.url_open("/club/whoami").text, "public")

    def test_json_rpc(self):
        with self.assertRaises(JsonRpcException) as caught:
            self.make_jsonrpc_request("/club/add", {"one": 1})
        self.assertEqual(caught.exception.code, 100)
        self.authenticate("member", "member_password")
        self.assertEqual(self.make_jsonrpc_request("/club/add", {"one": 1, "two": 2}), 3)

    def test_other_clients_are_answered_too(self):
        answer = requests.get(self.base_url() + "/club/hello?name=Ada", timeout=10)
        self.assertEqual(answer.text, "hello Ada []")
        self.assertIsInstance(self.opener, Opener)
        self.assertIn(self.member.id, self.xmlrpc("res.users", "search", [
            ("login", "=", "member"),
        ]))

    def test_cursors_in_test_mode(self):
        with self.registry.cursor() as cr:
            self.env(cr=cr)["res.partner"].create({"name": "Kept"})
        with self.registry.cursor() as cr:
            self.env(cr=cr)["res.partner"].create({"name": "Undone"})
            cr.rollback()
        self.env.invalidate_all()
        self.assertEqual(self.env["res.partner"].search_count([("name", "=", "Kept")]), 1)
        self.assertEqual(self.env["res.partner"].search_count([("name", "=", "Undone")]), 0)

    def test_tour(self):
        self.start_tour("/", "a_tour")
