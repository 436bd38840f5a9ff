"""The converters that show values in templates: of fields, and of `t-out` with a widget."""

from __future__ import annotations

import base64
from datetime import date, datetime, timezone

from markupsafe import Markup, escape
from odoo import _, api, fields, models
from odoo.tools import formatLang
from odoo.tools.formatting import format_date, format_datetime, format_time

from .ir_attachment import guess_mimetype


def nl2br(text):
    """Return a text as HTML with its line breaks."""
    return Markup("<br>\n").join(escape(text).splitlines())


def as_date(value):
    """Return the date of a date, a time or a text of one."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else fields.Date.to_date(value)


def as_datetime(value):
    """Return the time of a time or a text of one."""
    return value if isinstance(value, datetime) else fields.Datetime.to_datetime(value)


class IrQwebField(models.AbstractModel):
    _name = "ir.qweb.field"
    _description = "Qweb Field"

    @api.model
    def get_available_options(self):
        """Return the options that the converter understands."""
        return {}

    @api.model
    def value_to_html(self, value, options=None):
        """Return a value as HTML."""
        return escape(value or "")

    @api.model
    def record_to_html(self, record, field_name, options):
        """Return the value of a field as HTML; False when it is unset."""
        if not record:
            return False
        value = record.with_context(**self.env.context)[field_name]
        return False if value is False else self.value_to_html(value, options)

    @api.model
    def user_lang(self):
        """Return the language of the user."""
        lang = self.env.context.get("lang") or "en_US"
        return self.env["res.lang"]._lang_get(lang)


class IrQwebFieldInteger(models.AbstractModel):
    _name = "ir.qweb.field.integer"
    _description = "Qweb Field Integer"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return a number in groups of digits."""
        return escape(self.user_lang().format("%d", value, grouping=True))


class IrQwebFieldFloat(models.AbstractModel):
    _name = "ir.qweb.field.float"
    _description = "Qweb Field Float"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return a number with the digits of `precision` or `decimal_precision`."""
        options = options or {}
        digits = options.get("precision")
        if options.get("decimal_precision"):
            digits = self.env["decimal.precision"].precision_get(
                options["decimal_precision"]
            )
        lang = self.user_lang()
        if digits is None:
            text = lang.format("%f", value, grouping=True)
            point = lang.decimal_point
            whole, _point, rest = text.rpartition(point)
            rest = rest.rstrip("0") or "0"
            return escape(f"{whole}{point}{rest}")
        return escape(lang.format(f"%.{digits}f", value, grouping=True))

    @api.model
    def record_to_html(self, record, field_name, options):
        """Return the value with the digits of the field."""
        options = dict(options or {})
        if "precision" not in options and "decimal_precision" not in options:
            digits = record._fields[field_name].get_digits(self.env)
            if digits:
                options["precision"] = digits[1]
        return super().record_to_html(record, field_name, options)


class IrQwebFieldDate(models.AbstractModel):
    _name = "ir.qweb.field.date"
    _description = "Qweb Field Date"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return a date in the language's form or that of `format`."""
        if not value:
            return ""
        form = (options or {}).get("format", False)
        return escape(format_date(self.env, as_date(value), date_format=form))


class IrQwebFieldDatetime(models.AbstractModel):
    _name = "ir.qweb.field.datetime"
    _description = "Qweb Field Datetime"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return a time in the user's zone, or a part of it."""
        if not value:
            return ""
        options = options or {}
        moment, tz = as_datetime(value), options.get("tz_name") or False
        lang = self.user_lang()
        if options.get("date_only"):
            form = options.get("format") or lang.date_format
        elif options.get("time_only"):
            form = options.get("format") or lang.time_format
        else:
            form = options.get("format") or f"{lang.date_format} {lang.time_format}"
        if options.get("hide_seconds"):
            form = form.replace(":%S", "")
        if "%" in form:
            from odoo.tools.formatting import babel_locale_parse, posix_to_ldml

            form = posix_to_ldml(form, babel_locale_parse(lang.code))
        return escape(format_datetime(self.env, moment, tz, form))


class IrQwebFieldTime(models.AbstractModel):
    _name = "ir.qweb.field.time"
    _description = "QWeb Field Time"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return hours of a day as a time."""
        if value < 0:
            raise ValueError(_("The value (%s) passed should be positive", value))
        hours, minutes = divmod(int(round(value * 60)), 60)
        if hours > 23:
            raise ValueError(_("The hour must be between 0 and 23"))
        moment = datetime(2000, 1, 1, hours, minutes)
        return escape(format_time(
            self.env, moment.time(), False, (options or {}).get("format", "short")
        ))


class IrQwebFieldFloatTime(models.AbstractModel):
    _name = "ir.qweb.field.float_time"
    _description = "Qweb Field Float Time"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return hours as HH:MM."""
        hours, minutes = divmod(int(round(abs(value) * 60)), 60)
        return f"{'-' if value < 0 else ''}{hours:02d}:{minutes:02d}"


class IrQwebFieldText(models.AbstractModel):
    _name = "ir.qweb.field.text"
    _description = "Qweb Field Text"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return a text with its line breaks."""
        return nl2br(value) if value else ""


class IrQwebFieldSelection(models.AbstractModel):
    _name = "ir.qweb.field.selection"
    _description = "Qweb Field Selection"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return the label of a value, as given in `selection`."""
        return escape((options or {}).get("selection", {}).get(value, value) or "")

    @api.model
    def record_to_html(self, record, field_name, options):
        """Return the label of a field's value."""
        labels = dict(record._fields[field_name]._description_selection(self.env))
        return super().record_to_html(
            record, field_name, {"selection": labels, **(options or {})}
        )


class IrQwebFieldMany2One(models.AbstractModel):
    _name = "ir.qweb.field.many2one"
    _description = "Qweb Field Many to One"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return the name of a record."""
        return nl2br(value.sudo().display_name) if value else False


class IrQwebFieldMany2Many(models.AbstractModel):
    _name = "ir.qweb.field.many2many"
    _description = "Qweb field many2many"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return the names of records."""
        return nl2br(", ".join(value.sudo().mapped("display_name"))) if value else False


class IrQwebFieldOne2Many(models.AbstractModel):
    _name = "ir.qweb.field.one2many"
    _description = "Qweb field one2many"
    _inherit = ["ir.qweb.field.many2many"]


class IrQwebFieldHtml(models.AbstractModel):
    _name = "ir.qweb.field.html"
    _description = "Qweb Field HTML"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return markup as it is."""
        return Markup(value or "")


class IrQwebFieldImage(models.AbstractModel):
    _name = "ir.qweb.field.image"
    _description = "Qweb Field Image"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return a picture within the page."""
        if not value:
            return False
        content = value if isinstance(value, bytes) else value.encode()
        kind = guess_mimetype(base64.b64decode(content))
        if not kind.startswith("image/"):
            raise ValueError("Non-image binary fields can not be converted to HTML")
        return Markup('<img src="data:%s;base64,%s">') % (kind, content.decode())


class IrQwebFieldImageUrl(models.AbstractModel):
    _name = "ir.qweb.field.image_url"
    _description = "Qweb Field Image"
    _inherit = ["ir.qweb.field.image"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return a picture by its address."""
        return Markup('<img src="%s">') % value if value else False


class IrQwebFieldMonetary(models.AbstractModel):
    _name = "ir.qweb.field.monetary"
    _description = "Qweb Field Monetary"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return an amount with the symbol of `display_currency` before or after."""
        currency = (options or {}).get("display_currency") or self.env.company.currency_id
        number = formatLang(self.env, value, digits=currency.decimal_places)
        number = number.replace(" ", "\N{NO-BREAK SPACE}").replace("-", "-\ufeff")
        amount = Markup('<span class="oe_currency_value">%s</span>') % number
        symbol = escape(currency.symbol or "")
        if currency.position == "before":
            return symbol + Markup("\N{NO-BREAK SPACE}") + amount
        return amount + Markup("\N{NO-BREAK SPACE}") + symbol

    @api.model
    def record_to_html(self, record, field_name, options):
        """Return an amount in the currency of its field."""
        options, field = dict(options or {}), record._fields[field_name]
        if not options.get("display_currency"):
            name = field.get_currency_field(record) if field.type == "monetary" else (
                "currency_id" if "currency_id" in record._fields else None
            )
            if name:
                options["display_currency"] = record[name]
        return super().record_to_html(record, field_name, options)


class IrQwebFieldDuration(models.AbstractModel):
    _name = "ir.qweb.field.duration"
    _description = "Qweb Field Duration"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return a number of `unit`s as years to seconds, or digits with colons."""
        from babel.dates import format_timedelta
        from odoo.tools.formatting import babel_locale_parse

        options = options or {}
        sizes = {"year": 31536000, "month": 2592000, "week": 604800, "day": 86400,
                 "hour": 3600, "minute": 60, "second": 1}
        seconds = round(value * sizes[options.get("unit", "second")])
        rounding = sizes[options.get("round", "second")]
        seconds = round(seconds / rounding) * rounding
        if options.get("digital"):
            hours, rest = divmod(abs(seconds), 3600)
            text = f"{'-' if seconds < 0 else ''}{hours:02d}:{rest // 60:02d}"
            return text if rounding > 1 else f"{text}:{rest % 60:02d}"
        locale = babel_locale_parse(self.user_lang().code)
        parts, rest = [], abs(seconds)
        for size in sizes.values():
            count, rest = divmod(rest, size)
            if count:
                parts.append(format_timedelta(
                    count * size, granularity="second", threshold=1e9 if size == 1 else 1,
                    locale=locale, format=options.get("format", "long"),
                ))
        sign = "-" if seconds < 0 else ""
        return escape(sign + " ".join(parts))


class IrQwebFieldRelative(models.AbstractModel):
    _name = "ir.qweb.field.relative"
    _description = "Qweb Field Relative"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return how long ago a time was, or how soon it is."""
        from babel.dates import format_timedelta
        from odoo.tools.formatting import babel_locale_parse

        if not value:
            return ""
        now = as_datetime((options or {}).get("now") or fields.Datetime.now())
        delta = as_datetime(value).replace(tzinfo=timezone.utc) - now.replace(
            tzinfo=timezone.utc
        )
        return escape(format_timedelta(
            delta, add_direction=True, locale=babel_locale_parse(self.user_lang().code)
        ))


class IrQwebFieldBarcode(models.AbstractModel):
    _name = "ir.qweb.field.barcode"
    _description = "Qweb Field Barcode"
    _inherit = ["ir.qweb.field"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return the picture of a barcode within the page."""
        if not value:
            return ""
        options = dict(options or {})
        kind = options.pop("symbology", "Code128")
        names = ("width", "height", "quiet", "barLevel")
        sizes = {name: options[name] for name in names if name in options}
        content = self.env["ir.actions.report"].barcode(kind, value, **sizes)
        data = base64.b64encode(content).decode()
        return Markup('<img alt="%s" src="data:image/png;base64,%s">') % (
            options.get("img_alt", _("Barcode %s", value)), data,
        )


class IrQwebFieldContact(models.AbstractModel):
    _name = "ir.qweb.field.contact"
    _description = "Qweb Field Contact"
    _inherit = ["ir.qweb.field.many2one"]

    @api.model
    def value_to_html(self, value, options=None):
        """Return the lines of an address that `fields` names."""
        if not value:
            return ""
        wanted = (options or {}).get("fields") or ["name", "address", "phone", "email"]
        partner = value.sudo().with_context(show_address=False)
        lines = []
        for name in wanted:
            if name == "address":
                text = partner._display_address(without_company=True).strip()
                lines += [escape(line) for line in text.splitlines() if line.strip()]
            elif name == "name":
                lines.append(Markup('<span itemprop="name">%s</span>') % (
                    partner.display_name))
            elif name in partner._fields and partner[name]:
                shown = partner[name]
                if isinstance(shown, models.BaseModel):
                    shown = shown.display_name
                lines.append(Markup('<span itemprop="%s">%s</span>') % (name, shown))
        return Markup('<address class="o_portal_address mb-0">%s</address>') % (
            Markup("<br>\n").join(lines)
        )


class IrQwebFieldQweb(models.AbstractModel):
    _name = "ir.qweb.field.qweb"
    _description = "Qweb Field qweb"
    _inherit = ["ir.qweb.field.many2one"]

    @api.model
    def record_to_html(self, record, field_name, options):
        """Return the view that a field names, rendered."""
        view = record[field_name]
        if not view:
            return ""
        values = (options or {}).get("values", {})
        return self.env["ir.qweb"]._render(view.id, values)
