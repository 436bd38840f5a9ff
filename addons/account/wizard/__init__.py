from . import (
    account_accrued_orders,
    account_automatic_entry_wizard,
    account_autopost_bills_wizard,
    account_move_reversal,
    account_move_send_wizard,
    account_payment_register,
    account_payment_register_amount,
    account_payment_register_checks,
    account_resequence,
    account_secure_entries_wizard,
    account_setup_bank_manual_config,
    validate_account_move,
)
