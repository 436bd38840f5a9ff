from . import (
    report_stock_reception,
    stock_forecasted,
    stock_quantity,
    stock_rules_report,
    stock_traceability,
)
