"""Plans and their columns, distributions of lines, models that fill them in."""
import pytest

from odoolite.exceptions import UserError, ValidationError


@pytest.fixture
def plans(env):
    return env["account.analytic.plan"].create([{"name": "Places"}, {"name": "Teams"}])


@pytest.fixture
def accounts(env, plans):
    return env["account.analytic.account"].create([
        {"name": "Ghent", "code": "G", "plan_id": plans[0].id},
        {"name": "Bruges", "plan_id": plans[0].id},
        {"name": "Sales", "plan_id": plans[1].id}])


def column(plan):
    return f"x_plan{plan.id}_id"


def test_a_plan_has_a_column_while_it_is_at_the_top(env, plans):
    lines, projects = env["account.analytic.line"], env.ref(
        "analytic.analytic_plan_projects")
    assert lines._get_plan_fnames() == ["account_id", *map(column, plans)]
    shown = lines.fields_get([column(plans[0]), "account_id"], ["string", "domain"])
    assert shown[column(plans[0])]["string"] == "Places"
    assert shown["account_id"] == {
        "string": "Project", "domain": f"[('plan_id', 'child_of', {projects.id})]"}
    plans[0].name = "Cities"
    assert lines.fields_get([column(plans[0])])[column(plans[0])]["string"] == "Cities"
    plans[1].parent_id = plans[0]
    assert column(plans[1]) not in lines._fields
    assert plans[1]._get_column_name() == column(plans[0])
    plans[1].unlink()
    plans[0].unlink()
    assert lines._get_plan_fnames() == ["account_id"]


def test_a_line_needs_an_account_of_any_plan(env, plans, accounts):
    lines = env["account.analytic.line"]
    line = lines.create({"name": "x", column(plans[0]): accounts[0].id, "amount": -8})
    assert (accounts[0].balance, accounts[0].debit) == (-8, 8)
    assert lines.search([("auto_account_id", "=", accounts[0].id)]) == line
    with_plan = line.with_context(analytic_plan_id=plans[0].id)
    assert with_plan.auto_account_id == accounts[0] and not line.auto_account_id
    with_plan.auto_account_id = accounts[1]
    assert line[column(plans[0])] == accounts[1] and not accounts[0].balance
    with pytest.raises(ValidationError, match="At least one analytic account must be set"):
        line[column(plans[0])] = False


def test_a_distribution_splits_a_line(env, plans, accounts):
    line = env["account.analytic.line"].create(
        {"name": "x", column(plans[0]): accounts[0].id, "amount": 100, "unit_amount": 2})
    assert line.analytic_distribution == {str(accounts[0].id): 100}
    line.analytic_distribution = {
        f"{accounts[0].id},{accounts[2].id}": 25, str(accounts[1].id): 75}
    assert accounts.mapped("balance") == [25, 75, 25]
    assert (line.amount, line.unit_amount) == (25, 0.5)


def test_accounts_move_to_the_column_of_their_new_plan(env, plans, accounts):
    line = env["account.analytic.line"].create(
        {"name": "x", column(plans[0]): accounts[0].id, "amount": 4})
    accounts[0].plan_id = plans[1]
    assert line[column(plans[1])] == accounts[0] and not line[column(plans[0])]
    assert accounts[0].balance == 4


def test_distributions_are_found_by_their_accounts(env, accounts):
    models = env["account.analytic.distribution.model"]
    one, two, none = models.create([
        {"analytic_distribution": {f"{accounts[0].id},{accounts[2].id}": 33.3333}},
        {"analytic_distribution": {str(accounts[1].id): 100}}, {}])
    assert one.analytic_distribution == {f"{accounts[0].id},{accounts[2].id}": 33.33}
    known = one | two | none

    def find(*leaf):
        found = models.search([leaf, ("id", "in", known.ids)])
        assert known.filtered_domain([leaf]) == known & found
        return found

    field = "analytic_distribution"
    assert find(field, "in", accounts[2].ids) == one
    assert find(field, "=", accounts[1].id) == two
    assert find(field, "ilike", "ghe") == one
    assert find(field, "not in", accounts[0].ids) == two | none
    assert find(field, "=", False) == none
    assert find("distribution_analytic_account_ids", "in", accounts[0].ids) == one


def test_models_fill_in_what_lines_cost(env, plans, accounts, make_invoice):
    models = env["account.analytic.distribution.model"]
    income = env.ref("account.1_income")
    models.create([
        {"sequence": 1, "account_prefix": f"9, {income.code[:3]}",
         "analytic_distribution": {str(accounts[0].id): 100}},
        {"sequence": 2, "analytic_distribution": {str(accounts[1].id): 100}},
        {"sequence": 3, "analytic_distribution": {str(accounts[2].id): 100}}])
    move = make_invoice(60, kind="out_invoice", post=False)
    line = move.invoice_line_ids
    assert line.analytic_distribution == {
        str(accounts[0].id): 100, str(accounts[2].id): 100}
    move.action_post()
    assert accounts.mapped("balance") == [60, 0, 60]
    line.analytic_distribution = {f"{accounts[0].id},{accounts[2].id}": 100}
    own = line.analytic_line_ids
    assert len(own) == 1 and own.category == "invoice"
    assert (own[column(plans[0])], own[column(plans[1])]) == (accounts[0], accounts[2])
    move.button_draft()
    assert not line.analytic_line_ids and not accounts[0].balance


def test_parts_of_a_line_add_up_to_it(env, accounts, make_invoice):
    move = make_invoice(100, kind="in_invoice", post=False)
    move.invoice_line_ids.analytic_distribution = {
        str(accounts[0].id): 33.33, str(accounts[1].id): 66.67}
    move.invoice_line_ids.price_unit = 0.1
    move.action_post()
    assert sum(move.invoice_line_ids.analytic_line_ids.mapped("amount")) == \
        pytest.approx(-0.1)


def test_a_mandatory_plan_is_asked_for(env, plans, accounts, make_invoice):
    plans[0].applicability_ids = [(0, 0, {
        "business_domain": "invoice", "applicability": "mandatory",
        "account_prefix": "4"})]
    move = make_invoice(post=False).with_context(validate_analytic=True)
    with pytest.raises(ValidationError, match="require a 100% analytic distribution"):
        move.action_post()
    move.invoice_line_ids.analytic_distribution = {str(accounts[1].id): 100}
    move.action_post()
    assert move.state == "posted"


def test_models_and_accounts_are_of_one_company(env, accounts):
    accounts[0].company_id = env.company
    with pytest.raises(UserError, match="belonging to a specific company"):
        env["account.analytic.distribution.model"].create({
            "company_id": False, "analytic_distribution": {str(accounts[0].id): 100}})


def test_shares_of_some_plans_change_and_others_stay(env, plans, accounts):
    model = env["account.analytic.distribution.model"].create({
        "analytic_distribution": {f"{accounts[0].id},{accounts[2].id}": 100}})
    model.analytic_distribution = {
        str(accounts[1].id): 100, "__update__": [column(plans[0])]}
    assert model.analytic_distribution == {f"{accounts[2].id},{accounts[1].id}": 100}
