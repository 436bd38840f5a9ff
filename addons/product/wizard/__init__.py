from . import product_label_layout, update_product_attribute_value
