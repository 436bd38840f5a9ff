"""Record rules: which records of a model a user may touch."""

from __future__ import annotations

import logging

from odoo import _, api, fields, models, tools
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval, time

_logger = logging.getLogger(__name__)

_MODES = ("read", "write", "create", "unlink")
# How many of the failing records an error names.
_SHOWN = 6


class IrRule(models.Model):
    _name = "ir.rule"
    _description = "Record Rule"
    _order = "model_id DESC,id"
    _allow_sudo_commands = False

    active = fields.Boolean(default=True)
    domain_force = fields.Text(string="Domain")
    groups = fields.Many2many(
        "res.groups",
        relation="rule_group_rel",
        column1="rule_group_id",
        column2="group_id",
    )
    model_id = fields.Many2one(
        "ir.model",
        required=True,
        index=True,
        ondelete="cascade",
    )
    name = fields.Char()
    perm_create = fields.Boolean(string="Create", default=True)
    perm_read = fields.Boolean(string="Read", default=True)
    perm_unlink = fields.Boolean(string="Delete", default=True)
    perm_write = fields.Boolean(string="Write", default=True)
    # `global` is a word of Python: the field cannot be written as an assignment
    vars()["global"] = fields.Boolean(compute="_compute_global", store=True)

    _no_access_rights = models.Constraint(
        "CHECK (perm_read != False or perm_write != False or perm_create != False "
        "or perm_unlink != False)",
        "Rule must have at least one checked access right!",
    )

    @api.depends("groups")
    def _compute_global(self):
        for rule in self:
            rule["global"] = not rule.groups

    @api.constrains("active", "domain_force", "model_id")
    def _check_domain(self):
        eval_context = self._eval_context()
        for rule in self:
            if not (rule.active and rule.domain_force):
                continue
            try:
                domain = safe_eval(rule.domain_force, eval_context)
                self.env[rule.model_id.model].sudo()._search(Domain(domain))
            except Exception as error:
                raise ValidationError(_("Invalid domain: %s", error)) from error

    @api.constrains("model_id")
    def _check_model_name(self):
        if any(rule.model_id.model == self._name for rule in self):
            raise ValidationError(
                _("Rules can not be applied on the Record Rules model.")
            )

    # ---- what the ORM asks
    @api.model
    def _eval_context(self):
        """Return the names that the domain of a rule may use."""
        return {
            "user": self.env.user.with_context({}),
            "time": time,
            "company_ids": self.env.companies.ids,
            "company_id": self.env.company.id,
        }

    def _compute_domain_keys(self):
        """Return the context keys that the domains depend on."""
        return ["allowed_company_ids"]

    def _compute_domain_context_values(self):
        for key in self._compute_domain_keys():
            value = self.env.context.get(key)
            yield tuple(value) if isinstance(value, list) else value

    def _get_rules(self, model_name, mode="read"):
        """Return the (sudoed) rules that concern the user on a model, in a mode."""
        if mode not in _MODES:
            raise ValueError(f"Invalid mode: {mode!r}")
        if self.env.su:
            return self.browse(())
        group_ids = tuple(self.env.user._get_group_ids()) or (0,)
        rows = self.env.execute_query(
            SQL(
                """SELECT r.id FROM ir_rule r JOIN ir_model m ON r.model_id = m.id
               WHERE m.model = %s AND r.active AND %s
               AND (r."global" OR r.id IN (
                   SELECT rule_group_id FROM rule_group_rel WHERE group_id IN %s))
               ORDER BY r.id""",
                model_name,
                SQL.identifier("r", f"perm_{mode}"),
                group_ids,
            )
        )
        return self.sudo().browse([row[0] for row in rows])

    @tools.ormcache(
        "self.env.uid",
        "self.env.su",
        "model_name",
        "mode",
        "tuple(self._compute_domain_context_values())",
    )
    def _compute_domain(self, model_name, mode="read"):
        """Return what records must satisfy: all global rules and one group rule."""
        common = [
            Domain(field_name, "any", domain)
            for parent, field_name in self.env.registry.models[
                model_name
            ]._inherits.items()
            if not (domain := self._compute_domain(parent, mode)).is_true()
        ]
        rules = self._get_rules(model_name, mode)
        if not rules:
            return Domain.AND(common)
        eval_context = self._eval_context()
        granted = []
        for rule in rules:
            domain = Domain.TRUE
            if rule.domain_force:
                domain = Domain(safe_eval(rule.domain_force, eval_context))
            (common if rule["global"] else granted).append(domain)
        if granted:
            common.append(Domain.OR(granted))
        return Domain.AND(common)

    def _get_failing(self, for_records, mode="read"):
        """Return the rules that keep the user from the given records."""
        Model = for_records.browse(()).sudo()
        eval_context = self._eval_context()
        rules = self._get_rules(Model._name, mode)
        grouped = rules.filtered(lambda rule: not rule["global"])

        def domain_of(rule):
            return Domain(safe_eval(rule.domain_force or "[]", eval_context))

        def fails(domain):
            ids = for_records.ids
            found = Model.with_context(active_test=False).search_count(
                Domain.AND([domain, Domain("id", "in", ids)])
            )
            return found < len(ids)

        failing = rules.browse(())
        if grouped and fails(Domain.OR([domain_of(rule) for rule in grouped])):
            failing = grouped
        return failing | (rules - grouped).filtered(lambda rule: fails(domain_of(rule)))

    def _make_access_error(self, operation, records):
        """Return the exception that tells which records are out of reach."""
        _logger.info(
            "Access Denied by record rules for operation: %s on record ids: %r, "
            "uid: %s, model: %s",
            operation,
            records.ids[:_SHOWN],
            self.env.uid,
            records._name,
        )
        self = self.with_context(self.env.user.context_get())
        user = self.env.user
        kind = self.env["ir.model"]._get(records._name).name or records._name
        names = {
            "read": _("read"),
            "write": _("write"),
            "create": _("create"),
            "unlink": _("unlink"),
        }
        head = _(
            "Uh-oh! Looks like you have stumbled upon some top-secret records.\n\n"
            "Sorry, %(user)s doesn't have '%(operation)s' access to:",
            user=f"{user.name} (id={user.id})",
            operation=names[operation],
        )
        hint = _(
            "If you really, really need access, perhaps you can win over your friendly "
            "administrator with a batch of freshly baked cookies."
        )
        if not (user.has_group("base.group_no_one") and user._is_internal()):
            return AccessError(f"{head}\n- {kind} ({records._name})\n\n{hint}")
        rules = self._get_failing(records, mode=operation)
        by_company = any("company_id" in (rule.domain_force or "") for rule in rules)
        lines = [
            self._describe_record(kind, record, by_company)
            for record in records[:_SHOWN].sudo()
        ]
        blame = _(
            "Blame the following rules:\n%s",
            "\n".join(f"- {rule.name}" for rule in rules),
        )
        records.invalidate_recordset()
        found = "\n".join(lines)
        return AccessError(f"{head}\n{found}\n\n{blame}\n\n{hint}")

    def _describe_record(self, kind, record, by_company):
        where = f"{record._name}: {record.id}"
        if by_company and "company_id" in record._fields:
            where += f", company={record.company_id.sudo().display_name}"
        return f"- {kind}, {record.display_name} ({where})"

    # ---- changes
    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        self._forget()
        return records

    def write(self, vals):
        result = super().write(vals)
        self._forget()
        return result

    def unlink(self):
        result = super().unlink()
        self._forget()
        return result

    def _forget(self):
        self.env.flush_all()
        self.env.registry.clear_cache()
