"""Languages: those that are active can be chosen, and texts be translated to them."""
from __future__ import annotations

import ast
import locale
import logging

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError, ValidationError

_logger = logging.getLogger(__name__)

DEFAULT_DATE_FORMAT = "%m/%d/%Y"
DEFAULT_TIME_FORMAT = "%H:%M:%S"
_SAMPLE = fields.Datetime.to_datetime("2026-01-31 13:00:00")
_DATE_FORMATS = (
    "%d/%m/%Y", "%m/%d/%Y", "%Y/%m/%d", "%d-%m-%Y", "%m-%d-%Y", "%Y-%m-%d",
    "%d.%m.%Y", "%m.%d.%Y", "%Y.%m.%d",
)
# of a format string, what has no meaning in every country
_REFUSED = ("%U", "%W")
_CACHED = (
    "id", "name", "code", "iso_code", "url_code", "active", "direction",
    "date_format", "time_format", "week_start", "grouping", "decimal_point",
    "thousands_sep", "flag_image_url",
)


class LangData(dict):
    """A language's values, as attributes too; false when the language is unknown."""

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError:
            if self:
                raise AttributeError(name) from None
            return False


class ResLang(models.Model):
    _name = "res.lang"
    _description = "Languages"
    _order = "active desc,name"
    _allow_sudo_commands = False

    name = fields.Char(required=True)
    code = fields.Char(
        string="Locale Code",
        required=True,
        help="This field is used to set/get locales for user",
    )
    iso_code = fields.Char(
        string="ISO code",
        help="This ISO code is the name of po files to use for translations",
    )
    url_code = fields.Char(
        "URL Code", required=True, help="The Lang Code displayed in the URL"
    )
    active = fields.Boolean()
    direction = fields.Selection(
        [("ltr", "Left-to-Right"), ("rtl", "Right-to-Left")],
        required=True,
        default="ltr",
    )
    date_format = fields.Selection(
        [(value, _SAMPLE.strftime(value)) for value in _DATE_FORMATS],
        string="Date Format",
        required=True,
        default=DEFAULT_DATE_FORMAT,
    )
    time_format = fields.Selection(
        [("%H:%M:%S", "13:00:00"), ("%I:%M:%S %p", " 1:00:00 PM")],
        string="Time Format",
        required=True,
        default=DEFAULT_TIME_FORMAT,
    )
    week_start = fields.Selection(
        [
            ("1", "Monday"),
            ("2", "Tuesday"),
            ("3", "Wednesday"),
            ("4", "Thursday"),
            ("5", "Friday"),
            ("6", "Saturday"),
            ("7", "Sunday"),
        ],
        string="First Day of Week",
        required=True,
        default="7",
    )
    grouping = fields.Selection(
        [("[3,0]", "International Grouping"), ("[3,2,0]", "Indian Grouping")],
        string="Separator Format",
        required=True,
        default="[3,0]",
    )
    decimal_point = fields.Char(
        string="Decimal Separator", required=True, default=".", trim=False
    )
    thousands_sep = fields.Char(
        string="Thousands Separator", default=",", trim=False
    )
    flag_image = fields.Image("Image")
    flag_image_url = fields.Char(compute="_compute_flag_image_url")

    _name_uniq = models.Constraint(
        "unique(name)", "The name of the language must be unique!"
    )
    _code_uniq = models.Constraint(
        "unique(code)", "The code of the language must be unique!"
    )
    _url_code_uniq = models.Constraint(
        "unique(url_code)", "The URL code of the language must be unique!"
    )

    @api.depends("code", "flag_image")
    def _compute_flag_image_url(self):
        for lang in self:
            country = (lang.code or "").lower().rpartition("_")[2]
            lang.flag_image_url = f"/base/static/img/country_flags/{country}.png"

    # ---- constraints
    @api.constrains("active")
    def _check_active(self):
        if self.env.registry.ready and not self.search_count([]):
            raise ValidationError(_("At least one language must be active."))

    @api.constrains("time_format", "date_format")
    def _check_format(self):
        for lang in self:
            for pattern in (lang.time_format, lang.date_format):
                if any(refused in (pattern or "") for refused in _REFUSED):
                    raise ValidationError(
                        _(
                            "Invalid date/time format directive specified. Please "
                            "refer to the list of allowed directives, displayed when "
                            "you edit a language."
                        )
                    )

    @api.constrains("grouping")
    def _check_grouping(self):
        for lang in self:
            try:
                sizes = ast.literal_eval(lang.grouping)
                valid = all(isinstance(size, int) for size in sizes)
            except (ValueError, SyntaxError, TypeError):
                valid = False
            if not valid:
                raise ValidationError(
                    _(
                        "The Separator Format should be like [,n] where 0 < n :starting"
                        " from Unit digit."
                    )
                )

    # ---- installing
    @api.model
    def _register_hook(self):
        if not self.search_count([]):
            _logger.error("No language is active.")

    @api.model
    def _activate_lang(self, code):
        """Make a language active; an empty recordset when it is unknown."""
        lang = self.with_context(active_test=False).search([("code", "=", code)])
        if lang and not lang.active:
            lang.active = True
        return lang

    @api.model
    def _create_lang(self, lang, lang_name=None):
        """Make a language that has no record, active."""
        return self.create({
            "code": lang,
            "iso_code": lang.split("_")[0] if lang else False,
            "name": lang_name or lang,
            "active": True,
        })

    @api.model
    def install_lang(self):
        """Activate English, the language new partners get."""
        code = "en_US"
        self._activate_lang(code) or self._create_lang(code)
        defaults = self.env["ir.default"]
        if not defaults._get_model_defaults("res.partner").get("lang"):
            defaults.set("res.partner", "lang", code)
            partner = self.env.company.partner_id
            if not partner.lang:
                partner.write({"lang": code})
        return True

    def action_activate_langs(self):
        """Activate the selected languages and tell so."""
        for lang in self.filtered(lambda one: not one.active):
            lang.toggle_active()
        message = _(
            "The languages that you selected have been successfully installed. "
            "Users can choose their favorite language in their preferences."
        )
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "target": "new",
            "params": {
                "message": message,
                "type": "success",
                "sticky": False,
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_unarchive(self):
        """Activate the languages and load their translations."""
        activated = self.filtered(lambda lang: not lang.active)
        result = super(ResLang, activated).action_unarchive()
        if activated:
            modules = self.env["ir.module.module"].search([("state", "=", "installed")])
            modules._update_translations(activated.mapped("code"))
        return result

    # ---- looking up
    def _cached_languages(self):
        """Return code -> values of the active languages, by name."""
        return self.sudo()._active_languages()

    @tools.ormcache(cache="stable")
    def _active_languages(self):
        langs = self.sudo().with_context(active_test=True).search([], order="name")
        return {
            lang.code: LangData({name: lang[name] for name in _CACHED})
            for lang in langs
        }

    @api.model
    def _get_active_by(self, field):
        """Return value of `field` -> the language's values, of active languages."""
        return {lang[field]: lang for lang in self._cached_languages().values()}

    @api.model
    def _get_data(self, **kwargs):
        """Return the values of the active language that one field identifies."""
        [(field, value)] = kwargs.items()
        for lang in self._cached_languages().values():
            if lang[field] == value:
                return lang
        return LangData()

    def _get_code(self, code):
        """Return the code if it is an active language's; False if not."""
        return self._get_data(code=code).code

    @api.model
    def _lang_get(self, code):
        """Return the record of an active language."""
        return self.browse(self._get_data(code=code).id)

    @api.model
    def get_installed(self):
        """Return (code, name) of the active languages, by name."""
        return [(code, lang["name"]) for code, lang in self._cached_languages().items()]

    @api.model
    def _get_frontend(self):
        return self._cached_languages()

    # ---- changes
    @api.model_create_multi
    def create(self, vals_list):
        self._forget()
        vals_list = [
            vals if vals.get("url_code") else {
                **vals, "url_code": vals.get("iso_code") or vals.get("code")
            }
            for vals in vals_list
        ]
        langs = super().create(vals_list)
        self._forget()
        return langs

    def write(self, vals):
        codes = self.mapped("code")
        if "code" in vals and any(code != vals["code"] for code in codes):
            raise UserError(_("Language code cannot be modified."))
        if "active" in vals and not vals["active"]:
            self._check_deactivation(codes)
        result = super().write(vals)
        self.env.flush_all()
        self._forget()
        return result

    def _check_deactivation(self, codes):
        users = self.env["res.users"].with_context(active_test=True)
        if users.search_count([("lang", "in", codes)], limit=1):
            raise UserError(
                _("Cannot deactivate a language that is currently used by users.")
            )
        partners = self.env["res.partner"].with_context(active_test=True)
        if partners.search_count([("lang", "in", codes)], limit=1):
            raise UserError(
                _("Cannot deactivate a language that is currently used by contacts.")
            )
        archived = self.env["res.users"].with_context(active_test=False)
        if archived.search_count([("lang", "in", codes)], limit=1):
            raise UserError(
                _(
                    "You cannot archive the language in which Odoo was setup as it is "
                    "used by automated processes."
                )
            )
        defaults = self.env["ir.default"]._get_model_defaults("res.partner")
        if defaults.get("lang") in codes:
            self.env["ir.default"].discard_values("res.partner", "lang", codes)

    @api.ondelete(at_uninstall=True)
    def _unlink_except_default_lang(self):
        for language in self:
            if language.code == "en_US":
                raise UserError(_("Base Language 'en_US' can not be deleted."))
            if self.env.context.get("lang") == language.code:
                raise UserError(
                    _(
                        "You cannot delete the language which is the user's preferred "
                        "language."
                    )
                )
            if language.active:
                raise UserError(
                    _(
                        "You cannot delete the language which is Active!\n"
                        "Please de-activate the language first."
                    )
                )

    def unlink(self):
        self._forget()
        return super().unlink()

    def copy_data(self, default=None):
        default = dict(default or {})
        vals_list = super().copy_data(default=default)
        for record, vals in zip(self, vals_list, strict=True):
            for name in ("name", "code", "url_code"):
                if name not in default:
                    vals[name] = _("%s (copy)", record[name])
        return vals_list

    def _forget(self):
        self.env.registry.clear_cache()

    # ---- numbers
    def format(self, percent, value, grouping=False):
        """Return a number formatted as `percent` says, with the language's signs."""
        self.ensure_one()
        if percent[0] != "%":
            raise ValueError(_("format() must be given exactly one %char format specifier"))
        formatted = percent % value
        if percent[-1] in "eEfFgG":
            whole, dot, decimals = formatted.partition(".")
            if grouping:
                whole = self._group_digits(whole)
            return whole + (self.decimal_point + decimals if dot else "")
        if percent[-1] in "diu" and grouping:
            return self._group_digits(formatted)
        return formatted

    def _group_digits(self, digits):
        sign = "-" if digits.startswith("-") else ""
        digits = digits.lstrip("-")
        sizes = ast.literal_eval(self.grouping)
        parts, index = [], 0
        while digits:
            size = sizes[min(index, len(sizes) - 1)] if sizes else 0
            if size == 0 and index:
                size = sizes[index - 1]
            if size in (0, -1, locale.CHAR_MAX):
                break
            parts.append(digits[-size:])
            digits = digits[:-size]
            index = min(index + 1, len(sizes) - 1)
        if digits:
            parts.append(digits)
        return sign + (self.thousands_sep or "").join(reversed(parts))
