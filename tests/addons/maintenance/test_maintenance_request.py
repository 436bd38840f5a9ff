"""Requests: planned, repeated, followed; who sees them."""
import pytest

from odoolite.exceptions import AccessError, ValidationError


@pytest.fixture
def saw(env):
    return env["maintenance.equipment"].create({"name": "Saw"})


def test_planned_work_is_an_activity(env, saw):
    request = env["maintenance.request"].create({
        "name": "Sharpen", "equipment_id": saw.id, "schedule_date": "2031-05-06 10:00:00"})
    activity = request.activity_ids
    assert activity.activity_type_id == env.ref("maintenance.mail_act_maintenance_request")
    assert str(activity.date_deadline) == "2031-05-06"
    request.schedule_date = "2031-05-07 10:00:00"
    assert str(request.activity_ids.date_deadline) == "2031-05-07"
    request.stage_id = env.ref("maintenance.stage_3")
    assert not request.activity_ids
    assert request.close_date


def test_preventive_work_comes_again(env, saw):
    request = env["maintenance.request"].create({
        "name": "Oil", "equipment_id": saw.id, "maintenance_type": "preventive",
        "recurring_maintenance": True, "repeat_interval": 2, "repeat_unit": "week",
        "schedule_date": "2031-05-06 10:00:00"})
    request.stage_id = env.ref("maintenance.stage_3")
    following = env["maintenance.request"].search([("name", "=", "Oil")]) - request
    assert str(following.schedule_date) == "2031-05-20 10:00:00"
    assert not following.stage_id.done

    following.write({"repeat_type": "until", "repeat_until": "2031-05-21"})
    following.stage_id = env.ref("maintenance.stage_3")
    assert env["maintenance.request"].search_count([("name", "=", "Oil")]) == 2


def test_people_see_their_own(env, saw):
    user = env["res.users"].create({"name": "U", "login": "u"})
    other = env["maintenance.request"].create({"name": "x", "equipment_id": saw.id})
    with pytest.raises(AccessError):
        other.with_user(user).read(["name"])
    other.user_id = user
    env.invalidate_all()
    assert other.with_user(user).name == "x"
    assert user.partner_id in other.message_partner_ids


def test_requests_end_after_they_begin_and_come_again(env):
    with pytest.raises(ValidationError, match="End date cannot be earlier"):
        env["maintenance.request"].create({
            "name": "Oil", "schedule_date": "2031-05-06 10:00:00",
            "schedule_end": "2031-05-06 09:00:00"})
    with pytest.raises(ValidationError, match="cannot be less than 1"):
        env["maintenance.request"].create({"name": "Oil", "repeat_interval": 0})
