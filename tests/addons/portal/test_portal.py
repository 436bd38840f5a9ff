"""Access to the customers' pages: given, taken, shared."""
import pytest

from odoolite.exceptions import UserError


@pytest.fixture
def person(env):
    return env["res.partner"].create({"name": "Ann", "email": "Ann@Example.com"})


@pytest.fixture
def line(env, person):
    wizard = env["portal.wizard"].with_context(active_ids=person.ids).create({})
    return wizard.user_ids


def test_granting_makes_a_portal_user_and_writes_to_him(env, line, person):
    assert (line.email_state, line.is_portal, line.is_internal) == ("ok", False, False)

    action = line.action_grant_access()

    assert action["res_model"] == "portal.wizard"
    user = person.user_ids
    assert user.login == "ann@example.com"
    assert user._is_portal()
    assert line.is_portal
    mail = env["mail.mail"].search([("email_to", "ilike", "ann@example.com")], limit=1)
    assert "/web/signup?" in mail.body_html
    with pytest.raises(UserError, match="already has the portal access"):
        line.action_grant_access()


def test_revoking_archives_the_user(env, line, person):
    with pytest.raises(UserError, match="no portal access"):
        line.action_revoke_access()
    line.action_grant_access()

    line.action_revoke_access()

    user = person.with_context(active_test=False).user_ids
    assert not user.active
    assert not user._is_portal()
    with pytest.raises(UserError, match="first grant the portal access"):
        line.action_invite_again()


def test_an_address_must_be_valid_and_new(env, line):
    line.email = "nothing"
    with pytest.raises(UserError, match="does not have a valid email"):
        line.action_grant_access()
    line.email = "taken@example.com"
    env.ref("base.user_admin").login = line.email
    with pytest.raises(UserError, match="same email as an existing user"):
        line.action_grant_access()


def test_wizard_takes_the_people_of_a_company(env):
    firm = env["res.partner"].create({"name": "Firm", "child_ids": [
        (0, 0, {"name": "Joe"}), (0, 0, {"name": "Bill to", "type": "invoice"})]})

    action = env["portal.wizard"].with_context(active_ids=firm.ids).action_open_wizard()

    wizard = env["portal.wizard"].browse(action["res_id"])
    assert sorted(wizard.user_ids.partner_id.mapped("name")) == ["Firm", "Joe"]


def test_documents_have_tokens_and_addresses(env):
    task = env["project.task"].create({
        "name": "T", "project_id": env["project.project"].create({"name": "P"}).id})
    assert task.access_token is False

    url = task.get_portal_url(suffix="/x", report_type="pdf", download=True, anchor="a")

    token = task.access_token
    assert url == f"/my/tasks/{task.id}/x?access_token={token}&report_type=pdf" \
        "&download=true#a"
    assert task.copy().access_token is False
    assert task._check_portal_access(token)
    assert not task._check_portal_access("other")


def test_sharing_mails_the_link(env, person):
    task = env["project.task"].create({
        "name": "T", "project_id": env["project.project"].create({"name": "P"}).id})
    share = env["portal.share"].with_context(
        active_model="project.task", active_id=task.id).create(
        {"partner_ids": [(6, 0, person.ids)], "note": "Look"})

    assert share.share_link == task.get_base_url() + task._get_share_url(redirect=True)
    share.action_send_mail()

    message = task.message_ids[0]
    assert message.partner_ids == person
    assert "/mail/view?" in message.body
