"""Names of sources, media and campaigns that are taken are counted on."""
import pytest

from odoolite.exceptions import UserError, ValidationError

INSTALL = ["hr_recruitment"]


@pytest.mark.parametrize("model", ["utm.source", "utm.medium"])
def test_taken_names_get_a_number(env, model):
    made = env[model].create([{"name": name} for name in (
        "Fair", "Fair", "fair", "Fair [7]", "Fair [7]", "Fairy")])
    assert made.mapped("name") == [
        "Fair", "Fair [2]", "fair [3]", "Fair [7]", "Fair [4]", "Fairy"]


def test_campaigns_are_told_apart_by_their_identifiers(env):
    one, two = env["utm.campaign"].create([{"title": "Spring"}, {"title": "Spring"}])
    assert (one.name, two.name, two.title) == ("Spring", "Spring [2]", "Spring")
    one.title = "Summer"
    assert one.name == "Summer"
    assert two.copy().name == "Spring"


def test_some_media_and_sources_are_needed(env):
    with pytest.raises(UserError, match="can't delete the Medium 'Email'"):
        env.ref("utm.utm_medium_email").unlink()
    with pytest.raises(ValidationError, match="Referral"):
        env.ref("utm.utm_source_referral").unlink()


def test_records_that_are_a_source_name_it(env):
    job = env["hr.job"].create({"name": "Baker"})
    one, two = env["hr.recruitment.source"].create([
        {"name": "Fair", "job_id": job.id}, {"name": "Fair", "job_id": job.id}])
    assert (one.source_id.name, two.name) == ("Fair", "Fair [2]")
    two.name = "Fair"
    assert two.source_id.name == "Fair [2]"
    one.name = "Street"
    assert one.source_id.name == "Street"
    with pytest.raises(ValidationError, match="update multiple records"):
        (one | two).name = "Both"
    name = env["utm.source"]._generate_name(one, "A very long\ncontent of a text")
    assert name.startswith("A very long content ... (") and " created on 20" in name
