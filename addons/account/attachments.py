"""Files that become documents."""
from odoo import _

from .actions import open_records


def make_orders(model, attachments):
    """Make an order of each attachment, return the action that opens them.

    Nobody reads the files: the orders are the user's own until they are filled in.
    """
    orders = model.browse()
    for attachment in attachments:
        order = model.create({"partner_id": model.env.user.partner_id.id})
        order.message_post(body=_("File imported"), attachment_ids=attachment.ids)
        orders |= order
    return open_records(
        orders, _("Generated Orders"), domain=[("id", "in", orders.ids)])
