"""Where employees work today."""
import datetime as dt

import pytest

from odoolite.storage.errors import UniqueViolation

INSTALL = ["hr_homeworking"]
TODAY = dt.date.today()


def test_the_place_of_the_day(env):
    home, office = env.ref("hr.home_work_location"), env.ref("hr.home_work_office")
    ann = env["hr.employee"].create({"name": "Ann", "work_location_id": office.id})
    assert (ann.work_location_name, ann.work_location_type) == (office.name, "office")
    field = ann._get_current_day_location_field()
    ann[field] = home
    assert (ann.work_location_name, ann.hr_icon_display) == (home.name, "presence_home")
    env["hr.employee.location"].create({
        "employee_id": ann.id, "work_location_id": office.id, "date": TODAY})
    env.invalidate_all()
    assert ann.exceptional_location_id == office and ann.work_location_type == "office"
    env.flush_all()
    assert env["hr.employee.public"].browse(ann.id)[field] == home
    with pytest.raises(UniqueViolation):
        env["hr.employee.location"].create({
            "employee_id": ann.id, "work_location_id": home.id, "date": TODAY})
