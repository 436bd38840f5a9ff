from . import base_import_module, ir_module_module
