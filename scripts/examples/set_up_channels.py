"""Make an open channel and one for a group's users, as an outside script would.

    odoolite run scripts/examples/set_up_channels.py
"""
import xmlrpc.client

URL, DB, UID, KEY = "https://erp.example.com", "production", 2, "your_api_key"
models = xmlrpc.client.ServerProxy(f"{URL}/xmlrpc/2/object")


def call(model, method, *args, **kwargs):
    return models.execute_kw(DB, UID, KEY, model, method, args, kwargs)


_model, group = call("ir.model.data", "check_object_reference", "base", "group_user")
news = call("discuss.channel", "create", {
    "name": "News", "channel_type": "channel", "group_public_id": False,
    "description": "What everyone should know",
})
staff = call("discuss.channel", "create", {
    "name": "Staff", "channel_type": "channel", "group_public_id": group,
})
users = call("res.users", "search_read", [("group_ids", "in", [group])], ["partner_id"])
call("discuss.channel", "add_members", [staff], [u["partner_id"][0] for u in users])
for channel in call("discuss.channel", "read", [news, staff],
                    ["name", "group_public_id", "member_count"]):
    print(channel["name"], channel["group_public_id"], channel["member_count"])
