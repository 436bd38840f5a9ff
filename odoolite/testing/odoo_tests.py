"""What addons import as `odoo.tests`."""
from typing import Any

from . import common
from .common import (
    ADMIN_USER_ID,
    HOST,
    BaseCase,
    Form,
    HttpCase,
    Like,
    M2MProxy,
    O2MProxy,
    RecordCapturer,
    SingleTransactionCase,
    TagsSelector,
    TransactionCase,
    can_import,
    freeze_time,
    get_db_name,
    loaded_demo_data,
    mute_logger,
    new_test_user,
    no_retry,
    patch,
    standalone,
    tagged,
    users,
    warmup,
)


def __getattr__(name: str) -> Any:
    return getattr(common, name)


__all__ = [
    "ADMIN_USER_ID", "HOST", "BaseCase", "Form", "HttpCase", "Like", "M2MProxy", "O2MProxy",
    "RecordCapturer", "SingleTransactionCase", "TagsSelector", "TransactionCase",
    "can_import", "common", "freeze_time", "get_db_name", "loaded_demo_data",
    "mute_logger", "new_test_user", "no_retry", "patch", "standalone", "tagged", "users",
    "warmup",
]
