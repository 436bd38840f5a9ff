from . import purchase_bill_line_match, purchase_bill_union, purchase_report
