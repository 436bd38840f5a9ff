"""What everybody may see of employees: a view of their table."""
from odoo import models


class HrEmployeePublic(models.Model):
    _inherit = "hr.employee.public"
    _auto = False
    _log_access = True

    def init(self):
        """Make the view out of the columns that employee and version have."""
        cr = self.env.cr
        own = cr.schema.columns("hr_employee")
        version = cr.schema.columns("hr_version")
        columns = ["e.id AS id", "e.id AS employee_id"]
        for name, field in self._fields.items():
            if name in ("id", "employee_id") or not field.is_column:
                continue
            source = "e" if name in own else "v" if name in version else ""
            value = f'{source}."{name}"' if source else "NULL"
            columns.append(f'{value} AS "{name}"')
        cr.execute(f'DROP VIEW IF EXISTS "{self._table}"')
        cr.execute(
            f'CREATE VIEW "{self._table}" AS SELECT {", ".join(columns)} '
            "FROM hr_employee e LEFT JOIN hr_version v ON v.id = e.version_id")
