from . import fields
from . import ir_model_fields
from . import sparse_fields_test
