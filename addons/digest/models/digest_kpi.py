"""The figures of digests."""
from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import _, fields, models
from odoo.exceptions import AccessError


class DigestDigest(models.Model):
    _inherit = "digest.digest"

    kpi_res_users_connected_value = fields.Integer(
        compute="_compute_kpi_res_users_connected_value")
    kpi_mail_message_total_value = fields.Integer(
        compute="_compute_kpi_mail_message_total_value")

    def _get_kpi_compute_parameters(self):
        """Return from when, until when and for which companies to count."""
        context = self.env.context
        companies = self.company_id
        if any(not digest.company_id for digest in self):
            companies |= self.env.company
        return context.get("start_datetime"), context.get("end_datetime"), companies

    def _calculate_company_based_kpi(self, model, digest_kpi_field,
                                     date_field="create_date", additional_domain=None,
                                     sum_field=None):
        """Count records of a period by company, or sum a field of theirs."""
        start, end, companies = self._get_kpi_compute_parameters()
        domain = [("company_id", "in", [*companies.ids, False]),
                  *(additional_domain or [])]
        if start:
            domain.append((date_field, ">=", start))
        if end:
            domain.append((date_field, "<", end))
        rows = self.env[model]._read_group(
            domain, ["company_id"], [f"{sum_field}:sum" if sum_field else "__count"])
        found = {company.id: value for company, value in rows}
        for digest in self:
            company = digest.company_id or self.env.company
            digest[digest_kpi_field] = found.get(company.id, 0) + found.get(False, 0)

    def _compute_kpi_res_users_connected_value(self):
        start, end, companies = self._get_kpi_compute_parameters()
        domain = [("company_id", "in", companies.ids)]
        if start:
            domain.append(("login_date", ">=", start))
        if end:
            domain.append(("login_date", "<", end))
        for digest in self:
            company = digest.company_id or self.env.company
            digest.kpi_res_users_connected_value = self.env["res.users"].search_count(
                [*domain, ("company_id", "=", company.id)])

    def _compute_kpi_mail_message_total_value(self):
        start, end, _companies = self._get_kpi_compute_parameters()
        domain = [("subtype_id", "=", self.env.ref("mail.mt_comment").id),
                  ("message_type", "in", ("comment", "email", "email_outgoing"))]
        if start:
            domain.append(("create_date", ">=", start))
        if end:
            domain.append(("create_date", "<", end))
        self.kpi_mail_message_total_value = self.env["mail.message"].search_count(domain)

    # ---- all figures of a mail
    def _get_kpi_fields(self):
        """Return the names of the figures that are switched on."""
        self.ensure_one()
        return [
            name for name, field in self._fields.items()
            if field.type == "boolean" and self[name]
            and name.startswith(("kpi_", "x_kpi_", "x_studio_kpi_"))
        ]

    def _compute_timeframes(self, company):
        """Return (title, period, period before) of the three columns."""
        now = fields.Datetime.now()
        return [
            (title, (now - length, now), (now - 2 * length, now - length))
            for title, length in (
                (_("Last 24 hours"), relativedelta(days=1)),
                (_("Last 7 Days"), relativedelta(weeks=1)),
                (_("Last 30 Days"), timedelta(days=30)),
            )
        ]

    def _compute_kpis(self, company, user):
        """Return what the mail says of each figure; those a user may not see are out."""
        self.ensure_one()
        kpis = [{"kpi_name": name, "kpi_fullname": self._fields[name].string}
                for name in self._get_kpi_fields()]
        hidden = set()
        for column, (title, now, before) in enumerate(
            self._compute_timeframes(company), start=1
        ):
            for kpi in kpis:
                name = f"{kpi['kpi_name']}_value"
                try:
                    value = self._value_of(name, company, user, now)
                    previous = self._value_of(name, company, user, before)
                except AccessError:
                    hidden.add(kpi["kpi_name"])
                    continue
                kpi[f"kpi_col{column}"] = {
                    "value": value, "col_subtitle": title,
                    "margin": round((value - previous) / previous * 100, 2)
                    if previous else 0.0,
                }
        return [kpi for kpi in kpis if kpi["kpi_name"] not in hidden]

    def _value_of(self, name, company, user, period):
        start, end = period
        digest = self.with_context(start_datetime=start, end_datetime=end) \
            .with_user(user).with_company(company)
        digest.invalidate_recordset([name])
        value = digest[name]
        digest.invalidate_recordset([name])
        return value
