"""What is unusual about drafts; foreign taxes; previews of new numbers."""
import json
from datetime import date, timedelta


def make_bills(env, partner, amounts):
    start = date(2025, 1, 10)
    bills = env["account.move"].create([{
        "move_type": "in_invoice", "partner_id": partner.id,
        "invoice_date": start + timedelta(30 * index),
        "invoice_line_ids": [(0, 0, {"name": "x", "price_unit": amount, "tax_ids": False})],
    } for index, amount in enumerate(amounts)])
    bills.action_post()
    return bills


def test_amounts_and_days_are_compared_with_earlier_ones(env):
    partner = env["res.partner"].create({"name": "Ada"})
    bills = make_bills(env, partner, [100, 101] * 6)
    assert not bills[0].abnormal_amount_warning
    draft = bills[0].copy({"invoice_date": "2026-01-05"})
    assert not draft.abnormal_amount_warning and not draft.abnormal_date_warning
    draft.invoice_line_ids.price_unit = 500
    draft.invoice_date = "2025-12-08"
    assert "amount for Ada appears unusual" in draft.abnormal_amount_warning
    assert "billing frequency for Ada" in draft.abnormal_date_warning
    partner.ignore_abnormal_invoice_amount = True
    draft.invalidate_recordset()
    assert not draft.abnormal_amount_warning
    assert draft.is_sale_installed


def test_a_foreign_position_gets_taxes(env):
    position = env["account.fiscal.position"].create({
        "name": "Belgium", "country_id": env.ref("base.be").id,
        "foreign_vat": "BE0477472701"})
    assert position.foreign_vat_header_mode == "templates_found"
    position.action_create_foreign_taxes()
    sale = position.tax_ids.filtered(lambda tax: tax.type_tax_use == "sale")
    assert sale.country_id == sale.tax_group_id.country_id == env.ref("base.be")
    assert position.map_tax(env.company.account_sale_tax_id) == sale
    position.invalidate_recordset()
    assert not position.foreign_vat_header_mode
    position.action_create_foreign_taxes()
    assert len(position.tax_ids) == 2


def test_new_numbers_are_shown_before(env, make_invoice):
    moves = env["account.move"]
    for day in ("2025-01-20", "2025-01-10"):
        moves |= make_invoice(invoice_date=day, date=day)
    wizard = env["account.resequence.wizard"].with_context(
        active_model="account.move", active_ids=moves.ids).create(
            {"first_name": "INV/2025/00500"})
    values = json.loads(wizard.new_values)
    assert [values[str(move.id)]["new_by_name"] for move in moves] == [
        "INV/2025/00500", "INV/2025/00501"]
    assert values[str(moves[0].id)]["new_by_date"] == "INV/2025/00501"
    shown = json.loads(wizard.preview_moves)
    assert shown["ordering"] == "keep" and len(shown["changeLines"]) == 2
    wizard.ordering = "date"
    wizard.resequence()
    assert moves.mapped("name") == ["INV/2025/00501", "INV/2025/00500"]
