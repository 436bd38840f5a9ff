"""Tax lines: where shares of taxes are booked, tags, amounts that are told."""
import pytest


@pytest.fixture
def bill(env):
    """A bill of two lines on accounts of their own, half of whose tax is lost."""
    paid = env.ref("account.1_tax_paid")
    tax = env["account.tax"].create({
        "name": "21% half", "amount": 21, "type_tax_use": "purchase",
        "repartition_line_ids": [(0, 0, {
            "document_type": kind, "repartition_type": part, "factor_percent": percent,
            "account_id": account})
            for kind in ("invoice", "refund")
            for part, percent, account in (
                ("base", 100, False), ("tax", 50, paid.id), ("tax", 50, False))]})
    accounts = env["account.account"].search([("account_type", "=", "expense")], limit=2)
    return env["account.move"].create({
        "move_type": "in_invoice", "invoice_date": "2025-01-10",
        "partner_id": env["res.partner"].create({"name": "Ada"}).id,
        "invoice_line_ids": [(0, 0, {
            "name": "x", "price_unit": price, "account_id": account.id,
            "tax_ids": [(6, 0, tax.ids)]})
            for price, account in zip((100, 50.05), accounts, strict=True)]})


def tax_lines(move):
    return move.line_ids.filtered(lambda line: line.display_type == "tax")


def test_what_is_not_deducted_is_a_cost(env, bill):
    first, second = bill.invoice_line_ids.account_id
    found = {line.account_id: line.balance for line in tax_lines(bill)}
    assert found == {env.ref("account.1_tax_paid"): 15.76, first: 10.5, second: 5.25}
    assert bill.amount_tax == 31.51
    bill.invoice_line_ids[1].account_id = first
    assert sorted(tax_lines(bill).mapped("balance")) == [15.75, 15.76]


def test_shares_have_tags_and_distributions(env, bill):
    tags = env["account.account.tag"].create([
        {"name": name, "applicability": "taxes"} for name in ("base", "tax")])
    tax = bill.invoice_line_ids.tax_ids
    lines = tax.repartition_line_ids.filtered(lambda line: line.document_type == "invoice")
    lines[0].tag_ids, lines[1].tag_ids = tags[0], tags[1]
    plan = env["account.analytic.plan"].create({"name": "P"})
    account = env["account.analytic.account"].create({"name": "A", "plan_id": plan.id})
    share = {str(account.id): 100}
    bill.invoice_line_ids = [
        (2, bill.invoice_line_ids[1].id), (1, bill.invoice_line_ids[0].id, {
            "price_unit": 10, "analytic_distribution": share})]
    assert bill.invoice_line_ids.tax_tag_ids == tags[0]
    by_account = {line.account_id: line for line in tax_lines(bill)}
    cost = by_account[bill.invoice_line_ids.account_id]
    kept = by_account[env.ref("account.1_tax_paid")]
    assert cost.analytic_distribution == share and not kept.analytic_distribution
    bill.action_post()
    assert account.balance == -11.05


@pytest.mark.parametrize("through_move", [True, False])
def test_an_amount_of_a_tax_may_be_corrected(env, make_invoice, through_move):
    move = make_invoice(100, taxes=env.company.account_purchase_tax_id,
                        kind="in_invoice", post=False)
    line = tax_lines(move)
    if through_move:
        move.write({"line_ids": [(1, line.id, {"amount_currency": 15.02})]})
    else:
        line.write({"debit": 15.02})
    assert (move.amount_tax, move.amount_total) == (15.02, 115.02)
    move.action_post()
    assert move.amount_residual == 115.02 and line.balance == 15.02
