"""XML-RPC bodies in and out, against the standard library where it is the measure."""
from __future__ import annotations

import xmlrpc.client
from datetime import date, datetime

import pytest

from odoolite.wire import xmlrpc as wire
from odoolite.wire.xmlrpc import parse_call
from odoolite.wire.xmlrpc_answer import format_fault, format_result

RESULT = (
    '<?xml version="1.0"?>\n<methodResponse>\n<params>\n<param>\n{}</param>\n'
    "</params>\n\n</methodResponse>\n"
)


def call(value_xml: str) -> bytes:
    return (
        "<?xml version='1.0'?><methodCall><methodName>m</methodName><params><param>"
        f"<value>{value_xml}</value></param></params></methodCall>"
    ).encode()


@pytest.mark.parametrize("value", [
    True, False, 7, -7, 1.5, "", "text", " spaces ", "é<&>漢😀\t\n",
    [], [1, "a", [True, None]], {}, {"a": {"b": [1.0]}}, None,
])
def test_parse_call_reads_what_the_standard_library_writes(value):
    data = xmlrpc.client.dumps((value, 1), "m", allow_none=True).encode()

    assert parse_call(data) == ((value, 1), "m")


@pytest.mark.parametrize(("text", "value"), [
    ("plain", "plain"), ("", ""), ("<string/>", ""), ("<int> 12 </int>", 12),
    ("<i4>-7</i4>", -7), ("<i8>-3000000000</i8>", -3000000000),
    ("<string><![CDATA[a<b]]></string>", "a<b"), ("<string>&#233;</string>", "é"),
    ("<string>a<!-- c -->b</string>", "ab"), ("<array><data/></array>", []),
    ('<ex:nil xmlns:ex="http://ws.apache.org/xmlrpc/namespaces/extensions"/>', None),
    ("<dateTime.iso8601>20260102T03:04:05</dateTime.iso8601>",
     datetime(2026, 1, 2, 3, 4, 5)),
])
def test_parse_call_takes_every_form_of_a_value(text, value):
    assert parse_call(call(text))[0] == (value,)


def test_parse_call_gives_base64_as_a_binary_object():
    expected = xmlrpc.client.Binary(b"abc")

    assert parse_call(call("<base64>YWJj</base64>"))[0] == (expected,)


def test_parse_call_without_parameters_gives_an_empty_tuple():
    data = b"<methodCall><methodName>version</methodName></methodCall>"

    assert parse_call(data) == ((), "version")


@pytest.mark.parametrize(("data", "message"), [
    (b"", "ExpatError: no element found: line 1, column 0"),
    (b"hello", "ExpatError: syntax error: line 1, column 0"),
    (b"<a/>", "ResponseError: ResponseError()"),
    (call("<bignum>1</bignum>"),
     "ResponseError: ResponseError(\"unknown tag 'bignum'\")"),
    (call("<int>x</int>"),
     "ValueError: invalid literal for int() with base 10: 'x'"),
])
def test_parse_call_refuses_as_the_standard_library(data, message):
    try:
        parse_call(data)
    except Exception as error:
        assert f"{type(error).__name__}: {error}" == message
    else:
        pytest.fail("no error")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_parse_call_refuses_entities(encoding):
    body = call("<string>&b;</string>").decode().partition("?>")[2]
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + body

    with pytest.raises(xmlrpc.client.ResponseError, match="entity"):
        parse_call(bomb.encode(encoding))


def test_parse_call_reads_deep_nesting():
    deep = "<array><data><value>" * 3000 + "x" + "</value></data></array>" * 3000

    value = parse_call(call(deep))[0][0]

    for _ in range(3000):
        (value,) = value
    assert value == "x"


@pytest.mark.parametrize("value", [
    True, 0, 2**31 - 1, -(2**31), 1.25, "a<b>&c", "é漢😀", [], {}, [1, [2.0, "x"]],
    {"a": {"b": False}},
])
def test_format_result_writes_values_as_the_standard_library(value):
    expected = xmlrpc.client.dumps((value,), methodresponse=True)
    expected = expected.partition("<param>\n")[2].partition("</param>")[0]

    assert format_result(value).decode() == RESULT.format(expected)


@pytest.mark.parametrize(("value", "text"), [
    (date(2026, 1, 2), "2026-01-02"),
    (datetime(2026, 1, 2, 3, 4, 5, 678), "2026-01-02 03:04:05"),
    (b"abc", "abc"), ("a\x01b\x1f\x0bc", "abc"), ("a\tb\nc\r", "a\tb\nc\r"),
])
def test_format_result_writes_odoo_s_values_as_strings(value, text):
    expected = RESULT.format(f"<value><string>{text}</string></value>\n")

    assert format_result(value).decode() == expected


@pytest.mark.parametrize(("value", "error", "message"), [
    (None, TypeError, "cannot marshal None unless allow_none is enabled"),
    ({"a": [None]}, TypeError, "cannot marshal None unless allow_none is enabled"),
    ({1: 2}, TypeError, "dictionary key must be string"),
    ({1}, TypeError, "cannot marshal <class 'set'> objects"),
    (2**31, OverflowError, "int exceeds XML-RPC limits"),
])
def test_format_result_refuses_what_xmlrpc_cannot_carry(value, error, message):
    with pytest.raises(error, match=message):
        format_result(value)


def test_format_fault_writes_code_then_text():
    assert format_fault(3, "Access <Denied>").decode() == (
        '<?xml version="1.0"?>\n<methodResponse>\n<fault>\n<value><struct>\n'
        "<member>\n<name>faultCode</name>\n<value><int>3</int></value>\n</member>\n"
        "<member>\n<name>faultString</name>\n"
        "<value><string>Access &lt;Denied&gt;</string></value>\n</member>\n"
        "</struct></value>\n</fault>\n\n</methodResponse>\n"
    )


def test_lone_surrogates_do_not_break_a_fault():
    assert b"<fault>" in wire.format_fault(1, "bad \ud800 text")


@pytest.mark.parametrize("column", [
    ["a", "b<c&d>", "x\x01y\n", "é", ""],
    ["a", False, "<", True, False],
    [1, 2, -3, 2**31 - 1, 0],
    [1, True, 2, False, 1],
    [(1, "Bel<gium"), False, (1, "Bel<gium"), (2, ""), [1, "x"]],
    [1.0, 1, "1", [], {}],
    [[{"k": 1}] * 5, {"k": [1]}, datetime(2026, 1, 2), b"bytes", 5],
])
def test_rows_read_as_their_dicts_one_by_one(column):
    rows = [{"id": i, "what": value} for i, value in enumerate(column)]
    one_by_one = b"".join(
        format_result(row).partition(b"<param>\n")[2].partition(b"</param>")[0]
        for row in rows
    )
    assert one_by_one in format_result(rows)
    assert one_by_one in format_result(tuple(rows))


def test_rows_of_other_keys_and_what_cannot_be_written():
    others = [{"a": 1}, {"b": 1}, {"a": 1}, {"a": 1}]
    for rows in (others, [{"a": 1}, {}, 3, "x"], [{}] * 5):
        assert xmlrpc.client.loads(format_result(rows))[0][0] == rows
    with pytest.raises(OverflowError):
        format_result([{"a": 2**31}] * 5)
    with pytest.raises(TypeError, match="cannot marshal None"):
        format_result([{"a": None}] * 5)
    with pytest.raises(TypeError, match="key must be string"):
        format_result([{1: 1}] * 5)
