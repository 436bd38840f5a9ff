"""Rendering of templates."""
from __future__ import annotations

import logging
import re

from markupsafe import Markup
from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.mail import rendering
from odoo.tools import format_amount
from odoo.tools.date_formats import (
    format_date,
    format_datetime,
    format_duration,
    format_time,
)
from odoo.tools.mail import is_html_empty

_logger = logging.getLogger(__name__)
LOCAL = re.compile(r"""(<(?:a|img)\b[^>]*?\s(?:href|src)=["'])(/[^/])""")


class MailRenderMixin(models.AbstractModel):
    _name = "mail.render.mixin"
    _description = "Mail Render Mixin"

    lang = fields.Char(string="Language")
    render_model = fields.Char(string="Rendering Model", compute="_compute_render_model")

    _unrestricted_rendering = False

    def _compute_render_model(self):
        for record in self:
            record.render_model = False

    @api.model
    def _is_html_empty(self, value):
        return is_html_empty(value)

    # ---- links
    @api.model
    def _replace_local_links(self, html, base_url=None):
        """Return HTML whose links and pictures of this server name the server."""
        if not html:
            return html
        text = str(html)
        if not LOCAL.search(text):
            return html
        base = base_url or self.env["ir.config_parameter"].sudo().get_param(
            "web.base.url"
        ) or ""
        return Markup(LOCAL.sub(
            lambda m: f"{m.group(1)}{base}{m.group(2)}", text
        )) if base else html

    # ---- what templates know
    @api.model
    def _render_eval_context(self):
        """Return the names that expressions may use."""
        env = self.env
        return {
            "ctx": dict(env.context), "user": env.user, "is_html_empty": is_html_empty,
            "format_date": lambda date, date_format=False, lang_code=False: format_date(
                env, date, date_format=date_format, lang_code=lang_code
            ),
            "format_datetime": lambda dt, tz=False, dt_format=False, lang_code=False:
            format_datetime(env, dt, tz=tz, dt_format=dt_format, lang_code=lang_code),
            "format_time": lambda time, tz=False, time_format=False, lang_code=False:
            format_time(env, time, tz=tz, time_format=time_format, lang_code=lang_code),
            "format_amount": lambda amount, currency, lang_code=False: format_amount(
                env, amount, currency, lang_code
            ).replace("\N{ZERO WIDTH NO-BREAK SPACE}", ""),
            "format_duration": format_duration,
            "slug": lambda value: env["ir.http"]._slug(value),
        }

    # ---- who may
    @api.model
    def _has_unsafe_expression_template_qweb(self, source, model):
        """Tell whether a body does more than show fields that anybody may show."""
        if not source:
            return False
        allowed = self._allowed_expressions(model)
        for name, value in rendering.list_directives(str(source)):
            if name in ("t-out", "t-esc") and value.strip() in allowed:
                continue
            return True
        return False

    @api.model
    def _has_unsafe_expression_template_inline_template(self, source, model):
        """Tell whether a text does more than show fields that anybody may show."""
        allowed = self._allowed_expressions(model)
        return any(expression not in allowed
                   for expression in rendering.list_expressions(str(source or "")))

    @api.model
    def _allowed_expressions(self, model):
        target = self.env[model] if model and model in self.env else self.env["base"]
        return set(target.mail_allowed_qweb_expressions())

    # ---- rendering
    @api.model
    def _render_template(self, template_src, model, res_ids, engine="inline_template",
                         add_context=None, options=None):
        """Return record id -> what a text or body renders for it."""
        if not isinstance(res_ids, (list, tuple)):
            raise ValueError(_(
                "Template rendering should only be called with a list of IDs. Received "
                "“%(res_ids)s” instead.", res_ids=res_ids,
            ))
        options = options or {}
        render = getattr(self, f"_render_template_{engine}", None)
        if render is None:
            raise ValueError(_(
                "Template rendering supports only inline_template, qweb, or qweb_view "
                "(view or raw); received %(engine)s instead.", engine=engine,
            ))
        found = render(template_src, model, res_ids, add_context=add_context,
                       options=options)
        if options.get("post_process"):
            found = {id_: self._replace_local_links(text) for id_, text in found.items()}
        return found

    @api.model
    def _scopes(self, model, res_ids, add_context=None):
        scope = {**self._render_eval_context(), **(add_context or {})}
        records = self.env[model].browse([i for i in res_ids if i])
        for record in records:
            yield record.id, {**scope, "object": record}

    @api.model
    def _render_template_inline_template(self, template_src, model, res_ids,
                                         add_context=None, options=None):
        if not template_src:
            return dict.fromkeys(res_ids, "")
        if not rendering.list_expressions(str(template_src)):
            return dict.fromkeys(res_ids, str(template_src))
        found = dict.fromkeys(res_ids, "")
        for id_, scope in self._scopes(model, res_ids, add_context):
            try:
                found[id_] = rendering.render_inline(str(template_src), scope)
            except Exception as error:
                _logger.info("Failed to render inline_template: %s", template_src)
                raise UserError(_(
                    "Failed to render inline_template template: %(template_txt)s",
                    template_txt=template_src,
                )) from error
        return found

    @api.model
    def _render_template_qweb(self, template_src, model, res_ids, add_context=None,
                              options=None):
        found = dict.fromkeys(res_ids, Markup(""))
        if not template_src:
            return found
        qweb = self.env["ir.qweb"]._prepare_environment()
        source = str(template_src)
        for id_, scope in self._scopes(model, res_ids, add_context):
            try:
                template = rendering.compile_source(source)
                found[id_] = template.render({**qweb, **scope})
            except Exception as error:
                _logger.info("Failed to render template: %s", source)
                raise UserError(_(
                    "Failed to render QWeb template: %(template_txt)s\n\n%(error)s",
                    template_txt=source, error=error,
                )) from error
        return found

    @api.model
    def _render_template_qweb_view(self, view_ref, model, res_ids, add_context=None,
                                   options=None):
        view = self.env.ref(view_ref) if isinstance(view_ref, str) \
            else self.env["ir.ui.view"].browse(int(view_ref))
        return {
            id_: self.env["ir.qweb"]._render(view.id, scope)
            for id_, scope in self._scopes(model, res_ids, add_context)
        }

    def _render_lang(self, res_ids, engine="inline_template"):
        """Return record id -> language to write in."""
        self.ensure_one()
        if not self.lang:
            return dict.fromkeys(res_ids, "")
        return self._render_template(self.lang, self.render_model, res_ids, engine=engine)

    def _classify_per_lang(self, res_ids, engine="inline_template"):
        """Return language -> (the template in it, record ids)."""
        self.ensure_one()
        groups = {}
        forced = self.env.context.get("template_preview_lang")
        langs = dict.fromkeys(res_ids, forced) if forced else self._render_lang(
            res_ids, engine=engine
        )
        for id_, lang in langs.items():
            groups.setdefault(lang or self.env.context.get("lang"), []).append(id_)
        return {
            lang: (self.with_context(lang=lang) if lang else self, ids)
            for lang, ids in groups.items()
        }

    def _render_field(self, field, res_ids, engine="inline_template",
                      compute_lang=False, res_ids_lang=False, set_lang=False,
                      add_context=None, options=None):
        """Return record id -> what a field of the template renders for it."""
        self.ensure_one()
        definition = self._fields[field]
        if definition.type == "html":
            engine = "qweb" if engine == "inline_template" else engine
            options = {"post_process": True, **(options or {})}
        if compute_lang:
            groups = self._classify_per_lang(res_ids)
        elif set_lang:
            groups = {set_lang: (self.with_context(lang=set_lang), res_ids)}
        elif res_ids_lang:
            groups = {}
            for id_, lang in res_ids_lang.items():
                groups.setdefault(lang, (self.with_context(lang=lang), []))[1].append(id_)
        else:
            groups = {"": (self, res_ids)}
        found = {}
        for template, ids in groups.values():
            found.update(template._render_template(
                template[field], template.render_model, ids, engine=engine,
                add_context=add_context, options=options,
            ))
        return found
