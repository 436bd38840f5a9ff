"""Contracts: the days that versions with the same contract dates are under."""
from odoo import _, api, fields, models
from odoo.exceptions import UserError, ValidationError

FROM_TEMPLATE = (
    "job_id", "department_id", "contract_type_id", "structure_type_id", "wage",
    "resource_calendar_id", "hr_responsible_id",
)


class HrVersion(models.Model):
    _inherit = "hr.version"

    date_start = fields.Date(compute="_compute_dates", search="_search_date_start")
    date_end = fields.Date(compute="_compute_dates", search="_search_date_end")
    is_current = fields.Boolean(compute="_compute_when")
    is_past = fields.Boolean(compute="_compute_when")
    is_future = fields.Boolean(compute="_compute_when")
    is_in_contract = fields.Boolean(compute="_compute_when")

    @api.depends("date_version", "contract_date_start", "contract_date_end",
                 "employee_id.version_ids.date_version")
    def _compute_dates(self):
        for version in self:
            following = version.employee_id.version_ids.filtered(
                lambda v, version=version: v.date_version > version.date_version
            ).sorted("date_version")[:1]
            last = fields.Date.subtract(following.date_version, days=1) \
                if following else False
            end = version.contract_date_end
            version.date_start = max(
                version.date_version, version.contract_date_start or version.date_version)
            version.date_end = min(last, end) if last and end else last or end

    def _search_date_start(self, operator, value):
        return self._search_among_all("date_start", operator, value)

    def _search_date_end(self, operator, value):
        return self._search_among_all("date_end", operator, value)

    def _search_among_all(self, name, operator, value):
        """Return a domain of the versions whose computed value is as asked for."""
        found = self.with_context(active_test=False).search([]).filtered_domain(
            [(name, operator, value)])
        return [("id", "in", found.ids)]

    @api.depends("date_start", "date_end", "contract_date_start", "contract_date_end")
    def _compute_when(self):
        today = fields.Date.context_today(self)
        for version in self:
            end = version.date_end
            version.is_past = bool(end and end < today)
            version.is_future = version.date_start > today
            version.is_current = not version.is_past and not version.is_future
            version.is_in_contract = version._is_in_contract(today)

    def _is_in_contract(self, day):
        """Tell whether the version's contract covers a day."""
        self.ensure_one()
        begin, end = self.contract_date_start, self.contract_date_end
        return bool(begin and begin <= day and (not end or day <= end))

    @api.constrains("contract_date_start", "contract_date_end", "employee_id")
    def _check_dates(self):
        for version in self:
            begin, end = version.contract_date_start, version.contract_date_end
            if end and not begin:
                raise ValidationError(_(
                    "Start date is required when an end date is set on a contract."))
            if begin and end and begin > end:
                raise ValidationError(_(
                    "Start date (%(start)s) must be earlier than contract end date "
                    "(%(end)s).", start=begin, end=end))
            for other in version.employee_id.version_ids - version:
                start, stop = other.contract_date_start, other.contract_date_end
                if begin and start and start != begin \
                        and (not end or start <= end) and (not stop or begin <= stop):
                    raise ValidationError(_(
                        "%(employee)s already has a contract from %(start)s to %(end)s: "
                        "contracts cannot overlap.", employee=version.employee_id.name,
                        start=start, end=stop or _("undefined")))

    def _sync_contract_dates(self, vals):
        """Give the versions of the same contract the dates that one has got."""
        dates = {key: vals[key] for key in ("contract_date_start", "contract_date_end")
                 if key in vals}
        if not dates or self.env.context.get("sync_contract_dates"):
            return
        for version in self.filtered("contract_date_start"):
            same = (version.employee_id.version_ids - version).filtered(
                lambda v, version=version:
                    v.contract_date_start == version.contract_date_start)
            if same:
                same.with_context(sync_contract_dates=True).write(dates)

    # ---- asked by clients
    def check_contract_finished(self):
        """Raise UserError unless the contract has an end: only then may another start."""
        for version in self:
            if version.contract_date_start and not version.contract_date_end:
                raise UserError(_(
                    "The current contract of %s has no end date: close it before "
                    "starting another one.", version.employee_id.name))

    def get_values_from_contract_template(self, contract_template_id):
        """Return what a contract template fills in: values as `write` takes them."""
        if not contract_template_id:
            return {}
        template = contract_template_id if hasattr(contract_template_id, "_ids") \
            else self.env["hr.version"].browse(contract_template_id)
        values = {}
        for name in self._get_whitelist_fields_from_template():
            value = template[name]
            if value or template._fields[name].type == "boolean":
                values[name] = template._fields[name].convert_to_write(value, template)
        return values

    @api.model
    def _get_whitelist_fields_from_template(self):
        return FROM_TEMPLATE

    def action_open_version(self):
        """Open the employee as this version has it."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window", "res_model": "hr.employee",
            "res_id": self.employee_id.id, "views": [(False, "form")],
            "view_mode": "form", "target": "current",
            "context": {**self.env.context, "version_id": self.id},
        }

    def get_formview_action(self, access_uid=None):
        """Open a version in its employee's form; templates in their own."""
        if self.employee_id:
            return self.action_open_version()
        return super().get_formview_action(access_uid=access_uid)
