"""The users and contacts of employees."""
from odoo import _, models
from odoo.exceptions import RedirectWarning, ValidationError
from odoo.tools import email_normalize


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def action_create_user(self):
        """Open the form of a new user for the employee."""
        self.ensure_one()
        if self.user_id:
            raise ValidationError(_("This employee already has an user."))
        return {
            "name": _("Create User"), "type": "ir.actions.act_window",
            "res_model": "res.users", "view_mode": "form", "target": "new",
            "context": {
                "default_create_employee_id": self.id, "default_name": self.name,
                "default_phone": self.work_phone, "default_login": self.work_email,
                "default_partner_id": self.work_contact_id.id,
            },
        }

    def action_create_users_confirmation(self):
        """Raise a RedirectWarning: users are only made when it is confirmed."""
        raise RedirectWarning(
            _("You're about to invite new users. %s users will be created with the default "
              "user template's rights. Adding new users may increase your subscription "
              "cost. Do you wish to continue?", len(self)),
            self.env.ref("hr.action_hr_employee_create_users").id, _("Confirm"),
            {"selected_ids": self.ids})

    def action_create_users(self):
        """Make users of the work addresses; return a notice of what became of whom."""
        made = self.env["res.users"]
        left = []
        for employee in self | self.browse(self.env.context.get("selected_ids") or ()):
            address = email_normalize(employee.work_email)
            if employee.user_id:
                left.append(_("%s already has a user.", employee.name))
            elif not employee.work_email:
                left.append(_("%s has no work email.", employee.name))
            elif not address:
                left.append(_("The work email of %s is not valid.", employee.name))
            elif self.env["res.users"].sudo().with_context(active_test=False).search_count(
                    [("login", "=ilike", address)]):
                left.append(_("A user with the work email of %s exists.", employee.name))
            else:
                made |= self.env["res.users"].create({
                    "create_employee_id": employee.id, "name": employee.name,
                    "login": address, "email": address, "phone": employee.work_phone,
                    "partner_id": employee.work_contact_id.id,
                    "company_id": employee.company_id.id,
                    "company_ids": employee.company_id.ids,
                })
        told = [_("Users made: %s", ", ".join(made.mapped("name")))] if made else []
        return {
            "type": "ir.actions.client", "tag": "display_notification",
            "params": {
                "title": _("Users Creation"), "message": " ".join([*told, *left]),
                "type": "warning" if left else "success", "sticky": bool(left),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_related_contacts(self):
        """Open the contacts of the employees: their own and those of their users."""
        partners = self.work_contact_id | self.user_id.partner_id
        action = {
            "type": "ir.actions.act_window", "name": _("Related Contacts"),
            "res_model": "res.partner", "view_mode": "kanban,list,form",
            "domain": [("id", "in", partners.ids)],
        }
        if len(partners) == 1:
            action.update(view_mode="form", res_id=partners.id)
        return action
