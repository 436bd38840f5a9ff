"""Badges, goals, challenges, karma and ranks."""
from __future__ import annotations

from datetime import date, timedelta

import pytest

from odoolite.exceptions import UserError

INSTALL = ["gamification"]


def make_user(env, login, **values):
    return env["res.users"].create({
        "name": login.title(), "login": login, "email": f"{login}@acme.example", **values})


# ---- badges
def test_who_may_give_a_badge(env):
    ann, bob = make_user(env, "ann"), make_user(env, "bob")
    free, closed = env.ref("gamification.badge_good_job"), env.ref(
        "gamification.badge_hidden")
    some = free.copy({"rule_auth": "users", "rule_auth_user_ids": [(6, 0, bob.ids)]})
    having = free.copy({"rule_auth": "having", "rule_auth_badge_ids": [(6, 0, free.ids)]})

    for badge, text in ((closed, "can not be sent"), (some, "allowed list"),
                        (having, "required badges")):
        with pytest.raises(UserError, match=text):
            badge.with_user(ann).check_granting()
    env["gamification.badge.user"].create({"badge_id": free.id, "user_id": ann.id})
    assert having.with_user(ann).check_granting()
    assert some.with_user(bob).check_granting()
    assert free.with_user(ann).remaining_sending == -1


def test_badges_are_given_so_often_a_month(env):
    ann, bob = make_user(env, "ann"), make_user(env, "bob")
    badge = env.ref("gamification.badge_good_job").with_user(ann)
    badge.sudo().write({"rule_max": True, "rule_max_number": 1, "level": "gold"})
    assert badge.remaining_sending == 1

    wizard = env["gamification.badge.user.wizard"].with_user(ann)
    wizard.create({"badge_id": badge.id, "user_id": bob.id, "comment": "x"}
                  ).action_grant_badge()

    badge.invalidate_recordset()
    assert badge.remaining_sending == 0
    assert (badge.granted_count, badge.granted_users_count) == (1, 1)
    assert (badge.stat_my_monthly_sending, bob.gold_badge) == (1, 1)
    assert badge.unique_owner_ids == bob
    with pytest.raises(UserError, match="too many time"):
        wizard.create({"badge_id": badge.id, "user_id": bob.id}).action_grant_badge()
    with pytest.raises(UserError, match="to yourself"):
        wizard.create({"badge_id": badge.id, "user_id": ann.id}).action_grant_badge()


# ---- karma
def test_points_lead_to_ranks(env):
    ann = make_user(env, "ann", karma=150)
    assert (ann.karma, ann.rank_id.name) == (150, "Student")
    assert ann.next_rank_id.name == "Bachelor"

    ann._add_karma(400, reason="work")
    assert (ann.karma, ann.rank_id.name) == (550, "Bachelor")
    last = ann.karma_tracking_ids.sorted("id")[-1]
    assert (last.old_value, last.new_value, last.gain, last.reason) == (
        150, 550, 400, "work")
    ann.karma = 10
    assert ann.rank_id.name == "Newbie"
    assert ann.rank_id.rank_users_count >= 1


def test_new_ranks_take_users_in(env):
    ann = make_user(env, "ann", karma=150)

    rank = env["gamification.karma.rank"].create({"name": "Half", "karma_min": 120})

    assert ann.rank_id == rank
    rank.karma_min = 200
    assert ann.rank_id.name == "Student"
    assert ann.next_rank_id == rank


def test_where_users_stand(env):
    ann, bob = make_user(env, "ann", karma=30), make_user(env, "bob", karma=40)
    both = ann | bob
    places = both._get_karma_position([("id", "in", both.ids)])
    assert [row["user_id"] for row in places] == [bob.id, ann.id]
    gains = ann._get_tracking_karma_gain_position([("id", "in", both.ids)])
    assert gains == [{"user_id": ann.id, "karma_gain_total": 30, "karma_position": 2}]


def test_entries_of_a_month_are_put_together(env):
    ann = make_user(env, "ann")
    trackings = env["gamification.karma.tracking"]
    for day, gain in ((3, 10), (20, 5)):
        trackings.create({"user_id": ann.id, "gain": gain,
                          "tracking_date": f"2020-01-{day:02} 10:00:00"})

    trackings._process_consolidate(date(2020, 1, 1))

    [entry] = ann.karma_tracking_ids
    assert (entry.old_value, entry.new_value, entry.consolidated) == (0, 15, True)
    assert ann.karma == 15


# ---- goals
def make_definition(env, **values):
    return env["gamification.goal.definition"].create({
        "name": "Partners", "computation_mode": "count",
        "model_id": env["ir.model"]._get_id("res.partner"),
        "domain": "[('ref', '=', 'G'), ('user_id', '=', user.id)]", **values})


def make_challenge(env, definition, users, **values):
    return env["gamification.challenge"].create({
        "name": "C", "user_ids": [(6, 0, users.ids)],
        "line_ids": [(0, 0, {"definition_id": definition.id, "target_goal": 2})], **values})


def test_definitions_must_fit_their_model(env):
    with pytest.raises(UserError, match="seems incorrect"):
        make_definition(env, domain="[('nope', '=', 1)]")
    definition = make_definition(env, suffix="pcs", monetary=True)
    assert definition.full_suffix == f"{env.company.currency_id.symbol} pcs"


def test_a_challenge_counts_until_it_is_reached(env):
    ann = make_user(env, "ann")
    badge = env.ref("gamification.badge_good_job")
    challenge = make_challenge(env, make_definition(env), ann, reward_id=badge.id)
    challenge.action_start()
    goal = env["gamification.goal"].search([("challenge_id", "=", challenge.id)])
    assert (goal.user_id, goal.state, goal.current) == (ann, "inprogress", 0)

    env["res.partner"].create({"name": "a", "ref": "G", "user_id": ann.id})
    goal.update_goal()
    assert (goal.current, goal.completeness) == (1, 50.0)
    env["res.partner"].create({"name": "b", "ref": "G", "user_id": ann.id})
    env["gamification.challenge"]._cron_update(ids=challenge.ids)

    assert (goal.current, goal.state) == (2, "reached")
    assert env["gamification.badge.user"].search(
        [("challenge_id", "=", challenge.id)]).user_id == ann
    env["gamification.challenge"]._cron_update(ids=challenge.ids)
    assert badge.granted_count == 1


def test_goals_counted_together(env):
    users = make_user(env, "ann") | make_user(env, "bob")
    definition = make_definition(
        env, domain="[('ref', '=', 'G')]", batch_mode=True,
        batch_distinctive_field=env["ir.model.fields"]._get("res.partner", "user_id").id,
        batch_user_expression="user.id")
    challenge = make_challenge(env, definition, users)
    env["res.partner"].create([
        {"name": "x", "ref": "G", "user_id": users[0].id} for _i in range(2)])

    challenge.action_start()

    goals = env["gamification.goal"].search([("challenge_id", "=", challenge.id)])
    found = {goal.user_id: (goal.current, goal.state) for goal in goals}
    assert found == {users[0]: (2, "reached"), users[1]: (0, "inprogress")}


def test_goals_by_code_and_by_hand(env):
    ann = make_user(env, "ann")
    coded = make_definition(env, computation_mode="python", compute_code="result = 7")
    hand = make_definition(env, computation_mode="manually")
    goals = env["gamification.goal"].create([
        {"definition_id": one.id, "user_id": ann.id, "target_goal": 5}
        for one in (coded, hand)])

    goals.action_start()
    assert (goals[0].current, goals[0].state) == (7, "reached")
    action = goals[1].get_action()
    env["gamification.goal.wizard"].with_context(action["context"]).create({
        "current": 4}).action_update_current()
    assert goals[1].completeness == 80.0
    goals[1].action_reach()
    assert goals[1].state == "reached"
    with pytest.raises(UserError, match="started goal"):
        goals[1].user_id = env.ref("base.user_admin")


def test_what_is_over_has_failed(env):
    goal = env["gamification.goal"].create({
        "definition_id": make_definition(env).id, "user_id": env.uid, "target_goal": 2,
        "current": -1, "start_date": date.today() - timedelta(days=9),
        "end_date": date.today() - timedelta(days=2), "state": "inprogress"})

    goal.update_goal()

    assert (goal.state, goal.closed, goal.color) == ("failed", True, 2)


# ---- challenges
def test_who_takes_part(env):
    ann = make_user(env, "ann")
    challenge = make_challenge(env, make_definition(env), env["res.users"],
                               invited_user_ids=[(6, 0, ann.ids)], state="inprogress")

    challenge.with_user(ann).accept_challenge()
    assert (challenge.user_ids, challenge.user_count) == (ann, 1)
    assert "Ann has joined" in challenge.message_ids[0].body
    assert env["gamification.goal"].search([("challenge_id", "=", challenge.id)])
    with pytest.raises(UserError, match="unfinished goals"):
        challenge.state = "draft"

    bob = make_user(env, "bob")
    challenge.invited_user_ids = bob
    challenge.with_user(bob).discard_challenge()
    assert not challenge.invited_user_ids


def test_the_best_are_rewarded_at_the_end(env):
    ann, bob = make_user(env, "ann"), make_user(env, "bob")
    badge = env.ref("gamification.badge_good_job")
    challenge = make_challenge(
        env, make_definition(env), ann | bob, visibility_mode="ranking",
        reward_first_id=badge.id, reward_failure=True)
    challenge.action_start()
    env["res.partner"].create({"name": "b", "ref": "G", "user_id": bob.id})
    challenge.action_check()
    board = challenge._get_serialized_challenge_lines()[0]["goals"]
    assert [row["name"] for row in board] == ["Bob", "Ann"]

    challenge.report_progress()
    assert "Partners" in challenge.message_ids[0].body
    challenge.state = "done"

    assert badge.owner_ids.user_id == bob
    assert "is finished" in challenge.message_ids[0].body


def test_reports_come_in_time(env):
    challenge = make_challenge(
        env, make_definition(env), make_user(env, "ann"), report_message_frequency="daily")
    challenge.action_start()
    challenge.last_report_date = date.today() - timedelta(days=2)
    assert challenge.next_report_date == date.today() - timedelta(days=1)

    env["gamification.challenge"]._cron_update()

    assert challenge.last_report_date == date.today()


def test_challenges_that_come_along(env):
    challenge = env.ref("gamification.challenge_base_discover")
    assert challenge.state == "inprogress"
    assert env.ref("base.user_admin") in challenge.user_ids
