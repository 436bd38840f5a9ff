"""Accounts of several companies that become one, and one that becomes several."""
from odoo import _, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class AccountAccount(models.Model):
    _inherit = "account.account"

    def _check_companies(self):
        """Refuse users who don't see all companies of the accounts; UserError."""
        self.check_access("write")
        hidden = self.sudo().company_ids - self.env.user.company_ids
        if hidden:
            raise UserError(_(
                "You do not have the right to perform this operation as you do not have "
                "access to the following companies: %s.",
                ", ".join(hidden.mapped("name"))))

    # ---- merging
    def _action_merge(self):
        """Let the first account stand for the others, which go; return it."""
        target, sources = self[0].sudo(), self[1:].sudo()
        codes = {company: source._with_root(company).code_store
                 for source in sources for company in source.company_ids.root_id}
        companies = self.sudo().company_ids
        self.env.flush_all()
        for model, field in self._get_referring_fields():
            if field.type == "many2many":
                self._replace_links(field, sources, target)
            elif field.company_dependent:
                self._replace_properties(model, field, sources, target)
            else:
                self._replace_column(model, field, sources, target)
        self._replace_names(sources, target)
        self.env.invalidate_all()
        # one code in one company belongs to one account
        sources.with_context(syncing=True).write({"company_ids": [(5,)]})
        sources.unlink()
        target.company_ids = companies
        for company, code in codes.items():
            target._with_root(company).code_store = code
        return target

    def _get_referring_fields(self):
        """Yield (model, field) of what is stored and points at accounts."""
        for model in self.env.values():
            if model._abstract or not model._auto:
                continue
            for field in model._fields.values():
                if field.comodel_name == "account.account" and field.store and not (
                        field.inherited) and field.type in ("many2one", "many2many"):
                    yield model.sudo().with_context(active_test=False), field

    def _replace_column(self, model, field, sources, target):
        column = SQL.identifier(field.name)
        self.env.cr.execute(SQL(
            "UPDATE %s SET %s = %s WHERE %s IN %s", SQL.identifier(model._table), column,
            target.id, column, tuple(sources.ids)))

    def _replace_links(self, field, sources, target):
        table, own, other = (SQL.identifier(name) for name in (
            field.relation, field.column2, field.column1))
        for source in sources:
            self.env.cr.execute(SQL(
                "UPDATE %s SET %s = %s WHERE %s = %s AND %s NOT IN "
                "(SELECT %s FROM %s WHERE %s = %s)", table, own, target.id, own,
                source.id, other, other, table, own, target.id))
            self.env.cr.execute(SQL("DELETE FROM %s WHERE %s = %s", table, own, source.id))

    def _replace_properties(self, model, field, sources, target):
        for company in self.env["res.company"].sudo().search([]):
            model.with_company(company).search(
                [(field.name, "in", sources.ids)]).write({field.name: target.id})
        defaults = self.env["ir.default"].sudo().search([
            ("field_id.name", "=", field.name), ("field_id.model", "=", model._name),
            ("json_value", "in", [str(source.id) for source in sources])])
        defaults.write({"json_value": str(target.id)})

    def _replace_names(self, sources, target):
        """Let external ids, messages and files of the others be the first one's."""
        for name, model, res_id in (("ir.model.data", "model", "res_id"),
                                    ("mail.message", "model", "res_id"),
                                    ("ir.attachment", "res_model", "res_id")):
            self.env[name].sudo().search([
                (model, "=", self._name), (res_id, "in", sources.ids),
            ]).write({res_id: target.id})

    # ---- unmerging
    def action_unmerge(self):
        """Give each company an account of its own."""
        self._check_companies()
        for account in self:
            if len(account.company_ids) == 1:
                raise UserError(_(
                    "Account %s cannot be unmerged as it already belongs to a single "
                    "company. The unmerge operation only splits an account based on its "
                    "companies.", account.display_name))
        for account in self:
            account.sudo()._action_unmerge()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    def _action_unmerge(self):
        """Keep the account for the user's company, make copies for the others."""
        companies = self.company_ids
        kept = self.env.company if self.env.company in companies else companies[0]
        made = self.browse()
        for company in companies - kept:
            code = self._with_root(company).code_store
            self._with_root(company).code_store = False
            self.company_ids -= company
            copy = self.with_company(company).copy({
                "name": self.name, "code": code, "company_ids": [(6, 0, company.ids)]})
            made |= copy
            self.env.flush_all()
            for model, field in self._get_referring_fields():
                if field.company_dependent:
                    model.with_company(company).search(
                        [(field.name, "=", self.id)]).write({field.name: copy.id})
                elif "company_id" in model._fields or model._name == "res.company":
                    self._hand_over(model, field, company, copy)
        return made

    def _hand_over(self, model, field, company, copy):
        """Let what belongs to a company point at the copy."""
        records = model.search([(field.name, "in", self.ids)])
        records = records & company if model._name == "res.company" else \
            records.filtered(lambda record: record.company_id == company)
        if not records:
            return
        column = field.name if field.type == "many2one" else field.column2
        table = model._table if field.type == "many2one" else field.relation
        key = "id" if field.type == "many2one" else field.column1
        self.env.cr.execute(SQL(
            "UPDATE %s SET %s = %s WHERE %s = %s AND %s IN %s", SQL.identifier(table),
            SQL.identifier(column), copy.id, SQL.identifier(column), self.id,
            SQL.identifier(key), tuple(records.ids)))
        records.invalidate_recordset([field.name])
