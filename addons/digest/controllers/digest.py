"""The links in the mails of digests."""
from markupsafe import Markup
from odoo import _, http
from odoo.addons.web.controllers import pages
from odoo.http import request
from werkzeug.exceptions import Forbidden, NotFound


class DigestController(http.Controller):
    """Leaving a digest, and getting it more seldom."""

    @http.route("/digest/<int:digest_id>/unsubscribe_oneclik", type="http",
                auth="public", methods=["GET", "POST"], csrf=False)
    def digest_unsubscribe_oneclick(self, digest_id, token=None, user_id=None):
        """Take a reader off, as mail programs ask."""
        self._unsubscribe(digest_id, token, user_id)
        return request.make_response("")

    @http.route("/digest/<int:digest_id>/unsubscribe", type="http", auth="public")
    def digest_unsubscribe(self, digest_id, token=None, user_id=None, **kwargs):
        """Take a reader off, and say so."""
        digest = self._unsubscribe(digest_id, token, user_id)
        return pages.render_page(_("Unsubscription"), Markup("<p>{}</p>").format(
            _("You have been successfully unsubscribed from:") + f" {digest.name}"))

    @http.route("/digest/<int:digest_id>/set_periodicity", type="http", auth="user")
    def digest_set_periodicity(self, digest_id, periodicity="weekly"):
        """Change how often a digest goes out."""
        if not request.env.user.has_group("base.group_erp_manager"):
            raise Forbidden
        if periodicity not in ("daily", "weekly", "monthly", "quarterly"):
            raise ValueError(_("Invalid periodicity set on digest"))
        digest = request.env["digest.digest"].browse(digest_id).exists()
        digest.action_set_periodicity(periodicity)
        return request.redirect(f"/odoo/digest.digest/{digest.id}")

    def _unsubscribe(self, digest_id, token, user_id):
        digest = request.env["digest.digest"].sudo().browse(digest_id).exists()
        if not digest:
            raise NotFound
        if token and user_id:
            if not digest._check_unsubscribe_token(token, int(user_id)):
                raise NotFound
            digest._action_unsubscribe_users(
                request.env["res.users"].sudo().browse(int(user_id)))
        elif request.session.uid:
            digest._action_unsubscribe_users(request.env.user)
        else:
            raise NotFound
        return digest
