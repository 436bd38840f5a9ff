"""mcp-server-odoo, driven by a client of the protocol over stdin and stdout."""
from __future__ import annotations

import asyncio
import os
import sys

import pytest

pytest.importorskip("mcp_server_odoo")
mcp = pytest.importorskip("mcp")

pytestmark = pytest.mark.xdist_group("mcp")


@pytest.fixture(params=["json2", "xmlrpc", "password"])
def call(request, server):
    """Call tools, each list of calls in a process of its own; the answers as values."""
    from mcp.client import Client
    from mcp.client.stdio import StdioServerParameters, stdio_client
    env = {
        "PATH": os.environ["PATH"], "ODOO_URL": server.url, "ODOO_YOLO": "true",
        "ODOO_MCP_ENABLE_METHOD_CALLS": "true",
    }
    if request.param == "password":
        env.update(ODOO_USER="admin", ODOO_PASSWORD="admin")
    else:
        env.update(ODOO_USER="admin", ODOO_API_KEY=server.api_key,
                   ODOO_RPC_TRANSPORT=request.param)
    parameters = StdioServerParameters(
        command=sys.executable, args=["-m", "mcp_server_odoo"], env=env
    )

    async def run(calls):
        answers = []
        async with Client(stdio_client(parameters)) as client:
            for name, arguments in calls:
                if callable(arguments):
                    arguments = arguments(answers)
                answers.append(await client.call_tool(name, arguments))
        return answers

    return lambda *calls: asyncio.run(run(calls))


def values(answer):
    assert not answer.is_error, answer.content
    return answer.structured_content


def made(answers):
    return values(answers[0])["record"]["id"]


def test_records_from_making_to_removing(call):
    answers = call(
        ("create_record", {"model": "res.partner", "values": {
            "name": "Mcp", "category_id": [[0, 0, {"name": "Tag"}]],
        }}),
        ("update_record", lambda done: {
            "model": "res.partner", "record_id": made(done), "values": {"name": "Pcm"},
        }),
        ("get_record", lambda done: {
            "model": "res.partner", "record_id": made(done),
            "fields": ["name", "category_id", "image_128"],
        }),
        ("get_record", lambda done: {"model": "res.partner", "record_id": made(done)}),
        ("search_records", lambda done: {
            "model": "res.partner", "domain": [["id", "=", made(done)]],
            "fields": ["name"],
        }),
        ("delete_record", lambda done: {
            "model": "res.partner", "record_id": made(done),
        }),
        ("get_record", lambda done: {"model": "res.partner", "record_id": made(done)}),
    )
    assert values(answers[1])["record"]["display_name"] == "Pcm"
    assert values(answers[2])["record"]["name"] == "Pcm"
    assert values(answers[3])["record"]["display_name"] == "Pcm"
    found = values(answers[4])
    assert found["total"] == 1 and found["records"][0]["name"] == "Pcm"
    assert values(answers[5])["success"]
    assert answers[6].is_error and "not found" in answers[6].content[0].text.lower()


def test_many_at_once(call):
    answers = call(
        ("create_records", {"model": "res.partner.category", "records": [
            {"name": "Many 1"}, {"name": "Many 2"},
        ]}),
        ("update_records", lambda done: {
            "model": "res.partner.category",
            "record_ids": [row["id"] for row in values(done[0])["records"]],
            "values": {"color": 3},
        }),
        ("aggregate_records", {
            "model": "res.partner.category", "groupby": ["color"],
            "aggregates": ["id:count"], "domain": [["name", "like", "Many"]],
        }),
    )
    assert values(answers[1])["success"]
    [group] = values(answers[2])["groups"]
    assert group["color"] == 3


def test_what_there_is(call):
    answers = call(
        ("list_models", {}),
        ("get_fields", {"model": "res.country"}),
        ("get_current_context", {}),
        ("call_model_method", {
            "model": "res.users", "method": "context_get",
        }),
        ("search_records", {"model": "no.such"}),
    )
    assert any(row["model"] == "res.partner" for row in values(answers[0])["models"])
    assert "code" in str(values(answers[1]))
    assert "Administrator" in str(values(answers[2]))
    assert "en_US" in str(values(answers[3]))
    assert answers[4].is_error


def test_attachments(call):
    answers = call(
        ("upload_attachment", {
            "model": "res.partner", "record_id": 1, "name": "a.txt", "data": "aGVsbG8=",
        }),
        ("list_record_attachments", {"model": "res.partner", "record_id": 1}),
        ("read_attachment", lambda done: {
            "attachment_id": values(done[0])["attachment_id"],
        }),
    )
    assert values(answers[1])["attachments"][0]["name"] == "a.txt"
    assert "hello" in str(answers[2].content)
