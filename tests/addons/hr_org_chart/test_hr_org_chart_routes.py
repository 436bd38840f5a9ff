"""The chart over HTTP."""
import requests

from odoolite import Server


def test_the_chart_has_managers_and_children():
    with Server(install=["hr_org_chart"], strict=True) as server:
        with server.env() as env:
            made = env["hr.employee"].create([{"name": name} for name in "ABC"])
            made[1].parent_id, made[2].parent_id = made[0], made[1]
            ids = made.ids
            env.cr.commit()
        session = requests.Session()

        def call(route, **params):
            answer = session.post(server.url + route, json={
                "jsonrpc": "2.0", "method": "call", "params": params}, timeout=30).json()
            return answer["result"]
        call("/web/session/authenticate", db=server.db, login="admin", password="admin")
        chart = call("/hr/get_org_chart", employee_id=ids[1])
        assert chart["self"]["name"] == "B" and not chart["managers_more"]
        assert [one["name"] for one in chart["managers"]] == ["A"]
        assert [one["name"] for one in chart["children"]] == ["C"]
        assert call("/hr/get_subordinates", employee_id=ids[0]) == ids[1:]
        assert call("/hr/get_subordinates", employee_id=ids[0],
                    subordinates_type="indirect") == ids[2:]
        assert call("/hr/get_redirect_model") == "hr.employee"
