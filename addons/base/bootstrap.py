"""The first rows of a database, which everything else refers to.

No record can be made without a user, nor a user without a company, a company without a
currency; so the first of each is written in SQL. The data files complete them.
"""
from __future__ import annotations

# table, model, xml name, values; the columns that no default reaches in SQL
FIRST_ROWS = (
    ("res_currency", "res.currency", "USD", {
        "name": "USD", "symbol": "$", "rounding": 0.01, "decimal_places": 2,
        "active": True,
    }),
    ("res_partner", "res.partner", "main_partner", {
        "name": "My Company", "complete_name": "My Company", "type": "contact",
        "lang": "en_US", "active": True, "is_company": True, "commercial_partner_id": 1,
        "partner_share": True,
    }),
    ("res_company", "res.company", "main_company", {
        "name": "My Company", "partner_id": 1, "currency_id": 1, "sequence": 10,
        "active": True, "parent_path": "1/", "layout_background": "Blank",
    }),
    ("res_partner", "res.partner", "partner_root", {
        "name": "OdooBot", "complete_name": "OdooBot", "type": "contact",
        "lang": "en_US", "active": False, "is_company": False,
        "commercial_partner_id": 2, "partner_share": True,
    }),
    ("res_users", "res.users", "user_root", {
        "login": "__system__", "partner_id": 2, "company_id": 1, "active": False,
        "share": False,
    }),
)


def make_first_rows(env):
    """Write the first currency, company, partners and user, unless they are there."""
    cr = env.cr
    cr.execute("SELECT 1 FROM res_users LIMIT 1")
    if cr.fetchone():
        return
    now = str(cr.now())[:19]
    for table, model, name, values in FIRST_ROWS:
        values = {**values, "create_uid": 1, "write_uid": 1,
                  "create_date": now, "write_date": now}
        columns = ", ".join(f'"{column}"' for column in values)
        marks = ", ".join(["%s"] * len(values))
        cr.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks}) RETURNING id",
            list(values.values()),
        )
        [row_id] = cr.fetchone()
        cr.execute(
            "INSERT INTO ir_model_data (module, name, model, res_id, noupdate,"
            " create_date, write_date) VALUES ('base', %s, %s, %s, %s, %s, %s)",
            [name, model, row_id, True, now, now],
        )
    cr.execute("INSERT INTO res_company_users_rel (cid, user_id) VALUES (1, 1)")
