"""What is done once the transaction is committed, in one of its own."""
import logging

from odoo import SUPERUSER_ID, api

_logger = logging.getLogger("odoo.addons.mail")


def send_after_commit(records):
    """Call `send` of the records that are there then; what fails is logged."""
    ids, model = records.ids, records._name
    if not ids:
        return
    registry, context = records.env.registry, records.env.context

    def send():
        try:
            with registry.cursor("write") as cr:
                env = api.Environment(cr, SUPERUSER_ID, context)
                env[model].browse(ids).exists().send()
        except Exception:       # nobody waits for it
            _logger.exception("%s%s could not be sent", model, tuple(ids))

    records.env.cr.postcommit.add(send)
