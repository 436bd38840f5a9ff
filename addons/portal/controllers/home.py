"""Where those who log in begin: customers at their own page."""
from odoo import http
from odoo.addons.web.controllers.home import Home as WebHome
from odoo.addons.web.controllers.home import is_user_internal
from odoo.http import request

HOME = "/my"


def is_customer():
    """Tell whether somebody is logged in who does not work in the backend."""
    return bool(request.session.uid) and not is_user_internal(request.session.uid)


class Home(WebHome):

    @http.route()
    def index(self, *args, **kw):
        """Send customers to their page, everybody else to the backend."""
        if is_customer():
            return request.redirect_query(HOME, query=request.params)
        return super().index(*args, **kw)

    @http.route()
    def web_client(self, *args, **kw):
        """Send customers to their page instead of the backend."""
        if is_customer():
            return request.redirect_query(HOME, query=request.params)
        return super().web_client(*args, **kw)

    def _login_redirect(self, uid, redirect=None):
        if not redirect and not is_user_internal(uid):
            redirect = HOME
        return super()._login_redirect(uid, redirect)
