"""Nothing is reported to anybody."""
from __future__ import annotations

from odoo import api, models


class PublisherWarrantyContract(models.AbstractModel):
    _name = "publisher_warranty.contract"
    _description = "Publisher Warranty Contract"


    @api.model
    def update_notification(self, cron_mode=True):
        """Report nothing: this is no Odoo."""
        return True
