"""Employees: a resource, a contact, and versions of what holds of them."""
import re

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

BADGE = r"[A-Za-z0-9]{1,18}"


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    color = fields.Integer(default=0)
    version_id = fields.Many2one("hr.version", ondelete="restrict", required=True)
    version_ids = fields.One2many(required=False)
    coach_id = fields.Many2one(
        "hr.employee", compute="_compute_coach_id", store=True, readonly=False)
    work_email = fields.Char(
        compute="_compute_work_contact", inverse="_inverse_work_contact", store=True)
    work_phone = fields.Char(
        compute="_compute_work_contact", inverse="_inverse_work_contact", store=True)
    legal_name = fields.Char(compute="_compute_legal_name", store=True, readonly=False)
    newly_hired = fields.Boolean(
        compute="_compute_newly_hired", search="_search_newly_hired")
    birthday_public_display = fields.Boolean(default=False)
    birthday_public_display_string = fields.Char(
        compute="_compute_birthday_public_display_string", default="hidden")
    employee_properties = fields.Properties(
        definition="company_id.employee_properties_definition")
    work_location_name = fields.Char(compute="_compute_work_location")
    work_location_type = fields.Selection(compute="_compute_work_location")
    work_permit_name = fields.Char(compute="_compute_work_permit_name")
    related_partners_count = fields.Integer(compute="_compute_related_partners_count")

    _barcode_uniq = models.Constraint(
        "UNIQUE (barcode)",
        "The Badge ID must be unique, this one is already assigned to another employee.")
    _user_uniq = models.Constraint(
        "UNIQUE (user_id, company_id)",
        "A user cannot be linked to multiple employees in the same company.")

    # ---- computed
    @api.depends("parent_id")
    def _compute_coach_id(self):
        for employee in self:
            manager = employee.parent_id
            before = employee._origin.parent_id
            if manager and (employee.coach_id == before or not employee.coach_id):
                employee.coach_id = manager
            elif not employee.coach_id:
                employee.coach_id = False

    @api.depends("work_contact_id.email", "work_contact_id.phone")
    def _compute_work_contact(self):
        for employee in self.filtered("work_contact_id"):
            employee.work_email = employee.work_contact_id.email
            employee.work_phone = employee.work_contact_id.phone

    def _inverse_work_contact(self):
        for employee in self:
            contact = employee.work_contact_id
            if contact:
                contact.sudo().write({
                    "email": employee.work_email, "phone": employee.work_phone})

    @api.depends("name")
    def _compute_legal_name(self):
        for employee in self:
            employee.legal_name = employee.legal_name or employee.name

    def _compute_newly_hired(self):
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=90)
        for employee in self:
            employee.newly_hired = bool(
                employee.create_date and employee.create_date > limit)

    def _search_newly_hired(self, operator, value):
        if operator != "in":
            return NotImplemented
        limit = fields.Datetime.subtract(fields.Datetime.now(), days=90)
        return [("create_date", ">", limit)]

    @api.depends("birthday", "birthday_public_display")
    def _compute_birthday_public_display_string(self):
        for employee in self:
            employee.birthday_public_display_string = format_date(
                self.env, employee.birthday, date_format="dd MMMM",
            ) if employee.birthday and employee.birthday_public_display else "hidden"

    @api.depends("work_location_id.name", "work_location_id.location_type")
    def _compute_work_location(self):
        for employee in self:
            place = employee.work_location_id
            employee.work_location_name = place.name or False
            employee.work_location_type = place.location_type or "other"

    @api.depends("name", "permit_no")
    def _compute_work_permit_name(self):
        for employee in self:
            parts = ((employee.name or "").replace(" ", "_"), employee.permit_no)
            employee.work_permit_name = "_".join(
                [*(part for part in parts if part), "work_permit"])

    def _compute_related_partners_count(self):
        for employee in self:
            employee.related_partners_count = len(
                employee.work_contact_id | employee.user_id.partner_id)

    @api.constrains("barcode")
    def _verify_barcode(self):
        for employee in self:
            if employee.barcode and not re.fullmatch(BADGE, employee.barcode):
                raise ValidationError(_(
                    "The Badge ID must be alphanumeric without any accents and no longer "
                    "than 18 characters."))

    @api.constrains("pin")
    def _verify_pin(self):
        for employee in self:
            if employee.pin and not employee.pin.isdigit():
                raise ValidationError(_("The PIN must be a sequence of digits."))

    @api.constrains("parent_id")
    def _check_parent_id(self):
        if self._has_cycle():
            raise ValidationError(_("You cannot create a recursive hierarchy."))

    # ---- life
    @api.model_create_multi
    def create(self, vals_list):
        """Make employees, each with a resource, a contact and a first version."""
        vals_list = [dict(vals) for vals in vals_list]
        for vals in vals_list:
            user = self.env["res.users"].browse(vals.get("user_id") or ())
            if user:
                vals.setdefault("name", user.name)
                vals.setdefault("work_contact_id", user.partner_id.id)
                vals.setdefault("tz", user.tz or "UTC")
        # a contact that is made has mail and phone already; another one is told
        phones = [{key: vals[key] for key in ("work_email", "work_phone") if key in vals}
                  if vals.get("work_contact_id") else {} for vals in vals_list]
        contacts = self._make_contacts([v for v in vals_list if not v.get(
            "work_contact_id")])
        for vals in vals_list:
            if not vals.get("work_contact_id"):
                vals["work_contact_id"] = next(contacts).id
            for name in ("work_email", "work_phone"):
                vals.pop(name, None)
        employees = super().create(vals_list)
        for employee, values in zip(employees, phones, strict=True):
            employee.version_id.sudo().employee_id = employee
            if values:
                employee.write(values)
        for employee in employees.filtered("user_id"):
            employee.resource_id.user_id = employee.user_id
        return employees

    def _make_contacts(self, vals_list):
        return iter(self.env["res.partner"].sudo().create([
            # recorded: a name is asked for here (app_flows.staff "name required")
            {"name": vals["name"] if "resource_id" not in vals
             else self.env["resource.resource"].browse(vals["resource_id"]).name,
             "email": vals.get("work_email", False),
             "phone": vals.get("work_phone", False),
             "company_id": vals.get("company_id", self.env.company.id)}
            for vals in vals_list
        ]))

    def write(self, vals):
        """Change employees; a user brings the contact along."""
        if vals.get("user_id") and "work_contact_id" not in vals:
            user = self.env["res.users"].browse(vals["user_id"])
            vals = {**vals, "work_contact_id": user.partner_id.id}
        return super().write(vals)

    def unlink(self):
        """Delete employees with their versions and resources."""
        resources, versions = self.resource_id, self.with_context(
            active_test=False).version_ids | self.version_id
        versions.write({"employee_id": False})
        result = super().unlink()
        versions.exists().unlink()
        resources.unlink()
        return result

    def copy_data(self, default=None):
        """Return the values of copies: without the version, which is made anew."""
        values = super().copy_data(default)
        for vals in values:
            for name in ("version_id", "version_ids", "employee_id"):
                vals.pop(name, None)
        return values

    def generate_random_barcode(self):
        """Give employees badge numbers."""
        import secrets
        for employee in self:
            employee.barcode = "041" + "".join(
                secrets.choice("0123456789") for _digit in range(9))
