"""Whoever reads all that a record has leaves it as it is: its last change included."""
import pytest

INSTALL = ["crm", "project", "hr_recruitment", "maintenance", "event"]
LONG_AGO = "2001-02-03 04:05:06"
MADE = {
    "crm.lead": {"name": "x"}, "crm.team": {"name": "x"}, "res.partner": {"name": "x"},
    "project.project": {"name": "x"}, "project.task": {"name": "x"},
    "hr.employee": {"name": "x"}, "hr.applicant": {"partner_name": "x"},
    "hr.job": {"name": "x"}, "maintenance.request": {"name": "x"},
    "maintenance.equipment": {"name": "x"}, "event.event": {"name": "x"},
    "calendar.event": {"name": "x", "start": "2031-05-06 10:00:00"},
    "hr.department": {"name": "x"}, "discuss.channel": {"name": "x"},
}


@pytest.mark.parametrize("model", sorted(MADE))
def test_reading_changes_nothing(env, model):
    record = env[model].with_user(env.ref("base.user_admin")).create(MADE[model])
    env.flush_all()
    env.cr.execute(f'UPDATE "{record._table}" SET write_date = %s WHERE id = %s',
                   [LONG_AGO, record.id])
    env.invalidate_all()
    record.read()
    env.flush_all()
    env.cr.execute(f'SELECT write_date FROM "{record._table}" WHERE id = %s', [record.id])
    assert str(env.cr.fetchone()[0]).startswith(LONG_AGO)
