from . import (
    account_analytic_account,
    account_analytic_line,
    account_analytic_plan,
    analytic_mixin,
)
