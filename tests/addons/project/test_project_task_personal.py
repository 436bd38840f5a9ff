"""Personal stages of tasks."""
INSTALL = ["project"]


def test_assignees_have_tasks_in_stages_of_their_own(env):
    ann, bob = env["res.users"].create([
        {"name": name, "login": f"{name}-personal"} for name in ("ann", "bob")])
    task = env["project.task"].create({"name": "Bake", "user_ids": [(6, 0, ann.ids)]})
    own = task.with_user(ann).sudo()
    stages = env["project.task.type"].search([("user_id", "=", ann.id)])
    assert stages.mapped("name") == [
        "Inbox", "Today", "This Week", "This Month", "Later", "Done", "Cancelled"]
    assert own.personal_stage_type_id == stages[0]
    own.personal_stage_type_id = stages[1]
    env.flush_all()
    task.user_ids += bob
    env.invalidate_all()
    assert own.personal_stage_type_id == stages[1]
    env.invalidate_all()
    assert task.with_user(bob).sudo().personal_stage_type_id.user_id == bob
    env["project.task"].create({"name": "Sell", "user_ids": [(6, 0, ann.ids)]})
    assert env["project.task.type"].search_count([("user_id", "=", ann.id)]) == 7
