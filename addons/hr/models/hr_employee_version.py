"""The versions of an employee, and the contracts that they are under."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    current_version_id = fields.Many2one(
        "hr.version", compute="_compute_current_version_id", store=True)
    versions_count = fields.Integer(compute="_compute_versions_count")

    @api.depends("version_ids.date_version", "version_ids.active")
    def _compute_current_version_id(self):
        today = fields.Date.context_today(self)
        for employee in self:
            employee.current_version_id = employee._get_version(today) \
                or employee.version_id

    @api.depends("version_ids")
    def _compute_versions_count(self):
        for employee in self:
            employee.versions_count = len(employee.version_ids)

    def _get_version(self, date=None):
        """Return the version that holds on a day: the first one before all of them."""
        self.ensure_one()
        day = fields.Date.to_date(date) or fields.Date.context_today(self)
        versions = self.version_ids.sorted("date_version")
        return versions.filtered(lambda v: v.date_version <= day)[-1:] or versions[:1]

    def _update_current_version(self):
        """Let the employees be as the version of today says."""
        self.env.add_to_compute(self._fields["current_version_id"], self)
        for employee in self:
            current = employee.current_version_id
            if current and employee.version_id != current:
                employee.version_id = current
                employee.resource_id.calendar_id = current.resource_calendar_id

    @api.model
    def _cron_update_current_version_id(self):
        """Go over to the versions that start today."""
        self.search([])._update_current_version()

    # ---- reading and writing one version, as the context says
    def _chosen_version(self):
        chosen = self.env.context.get("version_id")
        version = self.env["hr.version"].browse(chosen or ()).exists()
        return version if version and len(self) == 1 and version.employee_id == self \
            and version != self.version_id else self.env["hr.version"]

    def read(self, fields=None, load="_classic_read"):
        """Return values; what belongs to versions from the one that the context names."""
        rows = super().read(fields, load)
        version = self._chosen_version()
        if version and rows:
            names = [name for name in rows[0] if name != "id" and (
                self._fields[name].inherited)]
            [values] = version.read(names, load) if names else [{}]
            rows[0].update({name: values[name] for name in names})
            if "version_id" in rows[0]:
                rows[0]["version_id"] = (version.id, version.display_name) \
                    if load == "_classic_read" else version.id
        return rows

    def write(self, vals):
        """Change values; what belongs to versions in the one that the context names."""
        version = self._chosen_version()
        if version:
            there = {name: value for name, value in vals.items()
                     if name in self._fields and self._fields[name].inherited}
            if there:
                version.write(there)
            vals = {name: value for name, value in vals.items() if name not in there}
            if not vals:
                return True
        result = super().write(vals)
        if {"contract_date_start", "contract_date_end", "date_version"} & set(vals):
            self._update_current_version()
        return result

    # ---- new ones
    def create_version(self, values):
        """Start a version on the day of `values`, and return it; one that is there is kept.

        It begins as the version that holds on that day.
        """
        self.ensure_one()
        day = fields.Date.to_date(values.get("date_version")) \
            or fields.Date.context_today(self)
        before = self._get_version(day)
        if before.date_version == day:
            return before
        begin, end = self._get_contract_dates(day)
        [copied] = before.copy_data({
            "date_version": day, "contract_date_start": begin, "contract_date_end": end,
            **values, "employee_id": self.id,
        })
        version = self.env["hr.version"].create(copied)
        self._update_current_version()
        return version

    def _get_contract_dates(self, day):
        """Return the first and last day of the contract on a day; False for none."""
        for version in self.version_ids:
            if version._is_in_contract(day):
                return version.contract_date_start, version.contract_date_end
        return False, False

    def _is_in_contract(self, day):
        """Tell whether the employee is under contract on a day."""
        return any(version._is_in_contract(day) for version in self.version_ids)

    def check_no_existing_contract(self, date):
        """Raise UserError when the employee is under contract on a day."""
        self.ensure_one()
        day = fields.Date.to_date(date)
        begin, end = self._get_contract_dates(day)
        if begin:
            raise UserError(_(
                "%(employee)s is already under contract from %(start)s to %(end)s.",
                employee=self.name, start=begin, end=end or _("undefined")))

    def create_contract(self, date):
        """Start a contract on a day, in a version of that day; return the version's id."""
        self.ensure_one()
        day = fields.Date.to_date(date)
        if not day:
            raise ValidationError(_("A contract needs a start date."))
        self.check_no_existing_contract(day)
        later = self.version_ids.filtered(
            lambda v: v.contract_date_start and v.contract_date_start > day
        ).sorted("contract_date_start")[:1]
        end = fields.Date.subtract(later.contract_date_start, days=1) if later else False
        dates = {"contract_date_start": day, "contract_date_end": end}
        version = self._get_version(day)
        if version.date_version == day:
            version.write(dates)
        else:
            version = self.create_version({"date_version": day, **dates})
        return version.id

    def action_open_versions(self):
        """List the versions of the employee."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "name": _("Employee Records"),
            "res_model": "hr.version", "view_mode": "list,graph,pivot",
            "views": [(False, "list"), (False, "graph"), (False, "pivot")],
            "domain": [("employee_id", "=", self.id)],
            "context": {"default_employee_id": self.id},
        }

    @api.model
    def _name_version_of_admin(self):
        """Give the first version of the administrator its external id."""
        employee = self.env.ref("hr.employee_admin", raise_if_not_found=False)
        if employee:
            self.env["ir.model.data"]._update_xmlids([{
                "xml_id": "hr.employee_admin_hr_version", "record": employee.version_id,
                "noupdate": True}])

    @api.model
    def _action_load_demo_data(self):
        raise NotImplementedError("hr.employee._action_load_demo_data: see COVERAGE.md")
