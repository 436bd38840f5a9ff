"""Mail as bytes: building and parsing, SMTP in and out, fetching, rendering.

This room knows no model; addons import it as `odoo.mail`.
"""
