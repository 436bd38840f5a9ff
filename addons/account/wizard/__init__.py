from . import (
    account_move_reversal,
    account_move_send_wizard,
    account_payment_register,
    account_payment_register_amount,
    account_resequence,
)
