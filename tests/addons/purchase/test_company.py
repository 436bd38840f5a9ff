"""What a company decides about purchases unless it says otherwise."""

INSTALL = ["purchase"]


def test_orders_need_no_second_approval_at_first(env):
    company = env.company
    assert (company.po_lock, company.po_double_validation) == ("edit", "one_step")
    assert company.po_double_validation_amount == 5000
