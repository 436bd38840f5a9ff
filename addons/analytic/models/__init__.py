from . import (
    account_analytic_account,
    account_analytic_applicability,
    account_analytic_distribution_model,
    account_analytic_line,
    account_analytic_plan,
    account_analytic_plan_columns,
    analytic_mixin,
    analytic_plan_fields_mixin,
)
