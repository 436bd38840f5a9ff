from . import account_move_reversal, account_payment_register
