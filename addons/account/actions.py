"""Actions that open records, as buttons return them."""


def open_records(records, name=None, view_mode="list,form", context=None, **more):
    """Return the action that opens records: the form of one, else the list of them."""
    action = {"type": "ir.actions.act_window", "res_model": records._name,
              "name": name or records._description}
    if context is not None:
        action["context"] = context
    if len(records) == 1:
        return {**action, "view_mode": "form", "views": [(False, "form")],
                "res_id": records.id, **more}
    return {**action, "view_mode": view_mode,
            "views": [(False, kind) for kind in view_mode.split(",")],
            "domain": [("id", "in", records.ids)], **more}


def open_form(record, name=None, **more):
    """Return the action that opens the form of one record."""
    record.ensure_one()
    return {"type": "ir.actions.act_window", "res_model": record._name,
            "name": name or record._description, "view_mode": "form",
            "views": [(False, "form")], "res_id": record.id, **more}


def open_new(model, name, context=None, **more):
    """Return the action that opens a form for something new."""
    return {"type": "ir.actions.act_window", "res_model": model, "name": name,
            "view_mode": "form", "views": [(False, "form")], "context": context or {},
            **more}
