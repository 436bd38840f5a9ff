"""What lines of orders, sold or bought, mean for analytic accounts."""


def fill_distributions(lines):
    """Distribute lines as the distribution models say."""
    lines.filtered(lambda line: not line.display_type)._fill_distribution(
        lambda line: {
            "product_id": line.product_id.id,
            "product_categ_id": line.product_id.categ_id.id,
            "partner_id": line.order_id.partner_id.id,
            "partner_category_id": tuple(line.order_id.partner_id.category_id.ids),
            "company_id": line.company_id.id,
        })


def validate_distributions(lines, business_domain):
    """Refuse lines that miss a mandatory plan, if the context asks for it."""
    for line in lines.filtered(lambda line: not line.display_type):
        line._validate_distribution(
            product=line.product_id.id, business_domain=business_domain,
            company_id=line.company_id.id)
