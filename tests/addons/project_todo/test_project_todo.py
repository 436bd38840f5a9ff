"""To-dos."""


def test_a_to_do_is_named_by_its_text(env):
    tasks = env["project.task"]
    assert tasks.create({}).name == "Untitled to-do"
    assert tasks.create({"description": "<p>Buy milk</p><p>and bread</p>"}).name == \
        "Buy milk"
    long = tasks.create({"description": f"<p>{'x' * 200}</p>"})
    assert long.name == "x" * 97 + "..."


def test_new_users_find_one(env):
    user = env["res.users"].create({"name": "Ann", "login": "ann"})
    task = env["project.task"].sudo().search([("user_ids", "in", user.ids)])
    assert task.name == "Welcome Ann!"
    assert not task.project_id


def test_with_an_activity(env):
    wizard = env["mail.activity.todo.create"].create({"summary": "Call", "note": "now"})
    answer = wizard.create_todo_activity()
    task = env["project.task"].search([("name", "=", "Call")])
    assert task.activity_ids.summary == "Call"
    assert task.user_ids == env.user
    assert answer["params"]["type"] == "success"


def test_becoming_a_task(env):
    task = env["project.task"].create({"name": "T"})
    task.project_id = env["project.project"].create({"name": "P"})
    assert task.action_convert_to_task()["res_id"] == task.id
