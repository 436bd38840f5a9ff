"""Who may not see employees sees what is public of them."""
from odoo import _, api, models
from odoo.exceptions import AccessError


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _sees_public_only(self):
        return not self.env.su and not self.browse().has_access("read")

    def _check_private_fields(self, names):
        known = self.env["hr.employee.public"]._fields
        private = [name for name in names if name not in known]
        if private:
            raise AccessError(_(
                "The fields “%s”, which you are trying to read, are not available for "
                "employee public profiles.", ",".join(private)))

    def _readable_names(self, fields):
        if not self._sees_public_only():
            return super()._readable_names(fields)
        if not fields:
            known = self.env["hr.employee.public"]._fields
            return [name for name in known if name in self._fields]
        self._check_private_fields(fields)
        return list(dict.fromkeys(fields))

    def _read_format(self, fnames, load="_classic_read"):
        if not self._sees_public_only():
            return super()._read_format(fnames, load)
        return self.env["hr.employee.public"].browse(self._ids)._read_format(fnames, load)

    def _fetch_field(self, field):
        if not self._sees_public_only():
            return super()._fetch_field(field)
        self._check_private_fields([field.name])
        cache = field.cache_for(self.env)
        for person in self.env["hr.employee.public"].browse(self._ids):
            cache[person.id] = field.convert_to_cache(person[field.name], self)

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **options):
        if options.get("bypass_access") or not self._sees_public_only():
            return super()._search(domain, offset, limit, order, **options)
        try:
            found = self.env["hr.employee.public"]._search(
                domain, offset, limit, order, **options)
        except ValueError as error:
            raise AccessError(_("You do not have access to this document.")) from error
        return super(HrEmployee, self.sudo().with_context(active_test=False))._search(
            [("id", "in", found)], order=order)

    @api.model
    def get_view(self, view_id=None, view_type="form", **options):
        """Return a view: of the public model to those who may not see all."""
        if self._sees_public_only():
            return self.env["hr.employee.public"].get_view(view_id, view_type, **options)
        return super().get_view(view_id, view_type, **options)

    def get_formview_id(self, access_uid=None):
        """Return the form to open: the public one to those who may not see all."""
        asked = self.with_user(access_uid) if access_uid else self
        if asked._sees_public_only():
            return self.env.ref("hr.hr_employee_public_view_form").id
        return super().get_formview_id(access_uid=access_uid)

    def get_formview_action(self, access_uid=None):
        """Open the employee, or what is public of it."""
        action = super().get_formview_action(access_uid=access_uid)
        asked = self.with_user(access_uid) if access_uid else self
        if asked._sees_public_only():
            action["res_model"] = "hr.employee.public"
        return action

    def get_avatar_card_data(self, fields):
        """Return what the card of an avatar shows."""
        return self.read(fields)
