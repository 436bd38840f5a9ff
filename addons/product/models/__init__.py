from . import (
    product_attribute,
    product_category,
    product_pricelist,
    product_pricelist_item,
    product_product,
    product_supplierinfo,
    product_template,
    product_template_attribute_line,
    product_template_variants,
    product_combo,
    res_partner,
)
