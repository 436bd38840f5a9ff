from . import stock_avco_report, stock_valuation_report
