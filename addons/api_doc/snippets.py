"""Calls of a method that can be run as they are, but for the key."""
from __future__ import annotations

import json

KEY = "YOUR_API_KEY"
EXAMPLES = {
    "domain": [], "fields": ["display_name"], "vals": {}, "vals_list": [{}],
    "limit": 10, "groupby": ["id"], "specification": {"display_name": {}},
}


def example_body(values):
    """Return an example of the arguments that a method must have."""
    body = {} if "model" in values.get("api", ()) else {"ids": [1]}
    for name, parameter in values["parameters"].items():
        if "default" not in parameter and "kind" not in parameter:
            body[name] = EXAMPLES.get(name, "")
    return body


def make_snippets(base, db, model, method, values):
    """Return the same call in several languages, by their names."""
    body = example_body(values)
    url = f"{base}/json/2/{model}/{method}"
    text = json.dumps(body)
    named = {key: value for key, value in body.items() if key != "ids"}
    args = [body["ids"]] if "ids" in body else []
    return {
        "Python, requests": (
            "import requests\n\n"
            f"response = requests.post(\n    {url!r},\n    headers={{\n"
            f'        "Authorization": "bearer {KEY}",\n'
            f'        "X-Odoo-Database": {db!r},\n    }},\n    json={body!r},\n)\n'
            "response.raise_for_status()\nprint(response.json())"
        ),
        "curl": (
            f"curl -X POST {url} \\\n  -H 'Authorization: bearer {KEY}' \\\n"
            f"  -H 'X-Odoo-Database: {db}' \\\n"
            f"  -H 'Content-Type: application/json' \\\n  -d '{text}'"
        ),
        "JavaScript": (
            f"const response = await fetch({json.dumps(url)}, {{\n"
            '  method: "POST",\n  headers: {\n'
            f'    "Authorization": "bearer {KEY}",\n'
            f'    "X-Odoo-Database": {json.dumps(db)},\n'
            '    "Content-Type": "application/json",\n  },\n'
            f"  body: JSON.stringify({text}),\n}});\nconsole.log(await response.json());"
        ),
        "XML-RPC": (
            "import xmlrpc.client\n\n"
            f'models = xmlrpc.client.ServerProxy("{base}/xmlrpc/2/object")\n'
            f"models.execute_kw({db!r}, UID, {KEY!r}, {model!r}, {method!r}, "
            f"{args!r}, {named!r})"
        ),
    }
