from . import (
    account_move_reversal,
    account_payment_register,
    account_payment_register_amount,
)
