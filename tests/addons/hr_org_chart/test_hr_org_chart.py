"""Who works for whom, directly and further below."""
import pytest

INSTALL = ["hr_org_chart"]


@pytest.fixture
def chain(env):
    made = env["hr.employee"].create([{"name": name} for name in ("A", "B", "C", "D")])
    for above, below in zip(made[:2] | made[1], made[1:], strict=False):
        below.parent_id = above
    made[3].parent_id = made[1]
    return made


def test_everybody_below_counts(env, chain):
    top, middle, *lowest = chain
    assert (top.child_count, top.child_all_count) == (1, 3)
    assert (middle.child_count, middle.child_all_count) == (2, 2)
    assert top.subordinate_ids == chain[1:]
    public = env["hr.employee.public"].browse(top.id)
    assert (public.child_count, public.child_all_count) == (1, 3)
    lowest[0].parent_id = False
    assert top.child_all_count == 2


def test_whom_the_user_manages(env, chain):
    user = env["res.users"].create({
        "name": "B", "login": "b", "group_ids": [(6, 0, env.ref("base.group_user").ids)]})
    chain[1].user_id = user
    mine = env(user=user.id)["hr.employee.public"]
    assert mine.browse(chain[2].id).is_subordinate
    assert mine.search([("is_subordinate", "=", True)]).ids == chain[2:].ids


def test_who_manages_each_other_is_no_end(env, chain):
    env.flush_all()
    env.cr.execute("UPDATE hr_employee SET parent_id = %s WHERE id = %s",
                   [chain[1].id, chain[0].id])
    env.invalidate_all()
    assert chain[1].subordinate_ids == chain[0] | chain[2] | chain[3]
