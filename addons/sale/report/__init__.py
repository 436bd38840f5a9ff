from . import account_invoice_report, sale_report
