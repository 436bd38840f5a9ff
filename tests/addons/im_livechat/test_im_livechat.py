"""Live chats as data: channels, rules, chatbots, who took part."""
from __future__ import annotations

import pytest

from odoolite.exceptions import AccessError

INSTALL = ["im_livechat"]


def make_operator(env, login, **values):
    group = env.ref("im_livechat.im_livechat_group_user")
    return env["res.users"].create({
        "name": login.title(), "login": login, "group_ids": [(6, 0, group.ids)], **values})


def make_conversation(env, channel, *partners, **values):
    return env["discuss.channel"].create({
        "name": "Visitor", "channel_type": "livechat", "livechat_channel_id": channel.id,
        "channel_member_ids": [
            (0, 0, {"partner_id": partner.id}) for partner in partners], **values})


def make_script(env, *types):
    return env["chatbot.script"].create({
        "title": "Bot",
        "script_step_ids": [(0, 0, {"step_type": t, "message": t, "sequence": n})
                            for n, t in enumerate(types)]})


@pytest.fixture
def channel(env):
    return env["im_livechat.channel"].create({"name": "Shop", "user_ids": False})


def test_operators_join_and_leave(env, channel):
    ann = make_operator(env, "ann")

    channel.with_user(ann).action_join()
    assert channel.with_user(ann).are_you_inside
    channel.with_user(ann).action_quit()
    assert not channel.user_ids
    stranger = env["res.users"].create({"name": "S", "login": "s"})
    with pytest.raises(AccessError):
        channel.with_user(stranger).action_join()


def test_who_may_no_longer_answer_leaves(env, channel):
    ann = make_operator(env, "ann")
    channel.user_ids = ann
    assert ann.has_access_livechat

    ann.group_ids = env.ref("base.group_user")

    assert not channel.user_ids


def test_operators_that_are_there_have_room(env, channel):
    ann, bob = make_operator(env, "ann"), make_operator(env, "bob")
    channel.user_ids = ann | bob
    assert not channel.available_operator_ids
    assert not channel.get_livechat_info()["available"]

    for user in ann | bob:
        env["mail.presence"].create({"user_id": user.id, "status": "online"})
    channel.invalidate_recordset()
    assert channel.available_operator_ids == ann | bob
    channel.write({"max_sessions_mode": "limited", "max_sessions": 1})
    make_conversation(env, channel, ann.partner_id, livechat_operator_id=ann.partner_id.id)
    channel.invalidate_recordset()

    assert channel.available_operator_ids == bob == channel._get_operator()
    assert (channel.ongoing_session_count, channel.remaining_session_capacity) == (1, 1)
    info = channel.get_livechat_info("Pia")
    assert info["options"]["default_username"] == "Pia"
    assert info["options"]["channel_name"] == "Shop"


def test_rules_fit_pages(env, channel):
    belgium = env.ref("base.be")
    rules = env["im_livechat.channel.rule"]
    general, shop, national = rules.create([
        {"channel_id": channel.id, "regex_url": "/contact", "sequence": 1},
        {"channel_id": channel.id, "regex_url": "/shop", "sequence": 2},
        {"channel_id": channel.id, "country_ids": [(6, 0, belgium.ids)], "sequence": 3},
    ])
    match = rules.match_rule

    assert match(channel.id, "http://x/shop/1") == shop
    assert match(channel.id, "http://x/contact") == general
    assert not match(channel.id, "http://x/other")
    assert match(channel.id, "http://x/shop", belgium.id) == national
    shop.write({"chatbot_script_id": make_script(env, "text").id,
                "chatbot_enabled_condition": "only_if_operator"})
    assert not match(channel.id, "http://x/shop")
    shop.chatbot_enabled_condition = "only_if_no_operator"
    assert match(channel.id, "http://x/shop") == shop
    assert channel.chatbot_script_count == 1


def test_chatbots_speak_in_a_name_of_their_own(env):
    script = make_script(env, "text", "question_email")
    assert (script.operator_partner_id.name, script.operator_partner_id.active) == (
        "Bot", False)
    assert not script.first_step_warning
    assert script.script_step_ids.mapped("name") == ["Bot - Step 1", "Bot - Step 2"]

    script.title = "Other"
    assert script.operator_partner_id.name == "Other"
    assert make_script(env, "forward_operator").first_step_warning == "first_step_operator"
    step = env["chatbot.script.step"].create({"chatbot_script_id": script.id})
    assert step.sequence == 2


def test_steps_of_a_copy_wait_for_its_own_answers(env):
    script = make_script(env, "question_selection", "text")
    asking, then = script.script_step_ids
    answer = env["chatbot.script.answer"].create({
        "name": "yes", "script_step_id": asking.id})
    then.triggering_answer_ids = answer

    copy = script.copy()

    first, second = copy.script_step_ids
    assert copy.title == "Bot (copy)"
    assert second.triggering_answer_ids == first.answer_ids
    assert first.answer_ids != answer


def test_who_takes_part_is_kept(env, channel):
    ann = make_operator(env, "ann")
    visitor = env["res.partner"].create({"name": "Pia"})
    bot = make_script(env, "text").operator_partner_id

    talk = make_conversation(env, channel, visitor, bot)
    talk.add_members(partner_ids=ann.partner_id.ids)

    assert talk.livechat_customer_partner_ids == visitor
    assert talk.livechat_bot_partner_ids == bot
    assert talk.livechat_agent_partner_ids == ann.partner_id
    assert (talk.livechat_is_escalated, talk.livechat_outcome) == (True, "escalated")
    assert talk.livechat_agent_history_ids.livechat_member_type == "agent"
    assert visitor.livechat_channel_count == 1
    member = talk.channel_member_ids.filtered(lambda m: m.partner_id == visitor)
    assert member.livechat_member_type == "visitor"
    member.unlink()
    assert talk.livechat_customer_partner_ids == visitor


def test_others_help(env, channel):
    ann = make_operator(env, "ann")
    talk = make_conversation(
        env, channel, env["res.partner"].create({"name": "Pia"}),
        livechat_status="need_help")

    assert talk.with_user(ann).sudo(False).livechat_join_channel_needing_help() is True
    assert talk.livechat_status == "in_progress"
    assert ann.partner_id in talk.channel_member_ids.partner_id
    assert talk.with_user(ann).livechat_join_channel_needing_help() is False
    talk.livechat_end_dt = env.cr.now()
    assert not talk.livechat_status


def test_settings_of_operators(env):
    ann = make_operator(env, "ann")
    expertise = env["im_livechat.expertise"].create({"name": "Bikes"})

    ann.write({"livechat_username": "Annie",
               "livechat_expertise_ids": [(6, 0, expertise.ids)]})

    assert ann.partner_id.user_livechat_username == "Annie"
    assert expertise.user_ids == ann
    expertise.user_ids = False
    ann.invalidate_recordset()
    assert not ann.livechat_expertise_ids


def test_conversations_that_suit_an_operator(env, channel):
    ann = make_operator(env, "ann")
    expertise = env["im_livechat.expertise"].create({"name": "Bikes"})
    ann.livechat_expertise_ids = expertise
    talk = make_conversation(
        env, channel, ann.partner_id, livechat_expertise_ids=[(6, 0, expertise.ids)])

    assert talk.with_user(ann).sudo().livechat_matches_self_expertise
    member = talk.channel_member_ids.filtered(lambda m: m.partner_id == ann.partner_id)
    member.agent_expertise_ids = expertise
    assert member.livechat_member_history_ids.agent_expertise_ids == expertise
    assert env["im_livechat.conversation.tag"].create({"name": "t"}).color


def test_other_channels_stay_as_they_were(env):
    assert env["discuss.channel"].create({"name": "c"}).channel_type == "channel"
