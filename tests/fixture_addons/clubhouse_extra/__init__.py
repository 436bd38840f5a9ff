from odoo import http
from odoo.addons.clubhouse.controllers.main import ClubGreeting


class ExtendedGreeting(ClubGreeting):

    @http.route(["/club/greet", "/club/greet/<name>"])
    def greet(self, name=None):
        return super().greet().get_data(as_text=True) + f" {name or 'all'}"
