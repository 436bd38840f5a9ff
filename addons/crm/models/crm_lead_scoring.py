"""Chances of leads, worked out from those that were won and lost before.

A naive Bayes classifier. Tables of frequencies say how many leads with a value were won and
lost (each count starts at 0.1, so that no value is impossible). A lead that was won went
through all stages, one that was lost through those up to its own.
"""
from __future__ import annotations

from collections import defaultdict

from odoo import api, fields, models

SMOOTHING = 0.1
LEAST, MOST = 0.01, 99.99
SCORED = ("phone_state", "email_state", "state_id", "country_id", "source_id", "lang_id",
          "tag_ids")


class CrmLead(models.Model):
    _inherit = "crm.lead"

    automated_probability = fields.Float(compute="_compute_probabilities")
    probability = fields.Float(compute="_compute_probabilities")

    @api.depends("stage_id", "team_id", "active", *SCORED)
    def _compute_probabilities(self):
        """Score leads; the chance follows the score unless somebody wrote another."""
        scores = self._score_leads()
        for lead in self:
            automated = lead.active and lead._follows_score()
            lead.automated_probability = scores[lead]
            if lead.stage_id.is_won:
                lead.probability = 100
            else:
                lead.probability = scores[lead] if automated else lead.probability or 0

    def _follows_score(self):
        """Tell whether nobody wrote a chance that differs from the score."""
        return round(self.probability or 0, 2) == round(self.automated_probability or 0, 2)

    def _score_leads(self):
        """Return lead -> chance in percent; 0 as long as nothing was won or lost."""
        frequencies = self._read_frequencies()
        return {lead: lead._score_lead(frequencies) for lead in self}

    @api.model
    def _read_frequencies(self):
        """Return team id or False -> (variable, value) -> (won, lost)."""
        tables = defaultdict(dict)
        for row in self.env["crm.lead.scoring.frequency"].sudo().search_read(
            [], ["team_id", "variable", "value", "won_count", "lost_count"]
        ):
            team = row["team_id"] and row["team_id"][0]
            tables[team][row["variable"], row["value"]] = (
                row["won_count"], row["lost_count"]
            )
        return tables

    def _score_lead(self, frequencies):
        if self.stage_id.is_won:
            return 100.0
        table = frequencies.get(self.team_id.id or False) or frequencies.get(False) or {}
        total_won, total_lost = self._count_closed(table)
        if not total_won and not total_lost:
            return 0.0
        won = total_won / (total_won + total_lost)
        lost = 1 - won
        for key in self._list_scored_values():
            if key in table:
                won_count, lost_count = table[key]
                won *= won_count / (total_won or SMOOTHING)
                lost *= lost_count / (total_lost or SMOOTHING)
        chance = 100 * won / (won + lost) if won + lost else 0.0
        return round(min(max(chance, LEAST), MOST), 2)

    @api.model
    def _count_closed(self, table):
        """Return how many leads were won and lost: all of them were in the first stage."""
        first = self.env["crm.stage"].search([], order="sequence, id", limit=1)
        return table.get(("stage_id", str(first.id)), (0.0, 0.0))

    def _list_scored_values(self):
        """Return the (variable, value) pairs that count for the lead."""
        pairs = [("stage_id", str(self.stage_id.id))] if self.stage_id else []
        for name in self._pls_get_safe_fields():
            if name == "tag_ids":
                pairs += [("tag_id", str(id_)) for id_ in self.tag_ids.ids]
            elif self[name]:
                value = self[name]
                pairs.append((name, str(value.id if isinstance(value, models.BaseModel)
                                        else value)))
        return pairs

    @api.model
    def _pls_get_safe_fields(self):
        """Return the fields that the settings choose, of those leads have."""
        value = self.env["ir.config_parameter"].sudo().get_param("crm.pls_fields") or ""
        return [name for name in value.split(",") if name in self._fields]

    @api.model
    def _pls_get_safe_start_date(self):
        """Return the day that leads count from, as text; False if none is set."""
        value = self.env["ir.config_parameter"].sudo().get_param("crm.pls_start_date")
        try:
            return fields.Date.to_string(fields.Date.to_date(value)) or False
        except ValueError:
            return False

    # ---- counting
    @api.model_create_multi
    def create(self, vals_list):
        """Leads that come in won or lost count at once."""
        leads = super().create(vals_list)
        leads._count_outcomes()
        return leads

    def write(self, vals):
        """Leads that are won, lost, or taken up again change the tables."""
        if not {"stage_id", "probability", "active"} & vals.keys():
            return super().write(vals)
        before = {lead.id: lead.won_status for lead in self}
        cells = {lead.id: lead._outcome_cells() for lead in self}
        result = super().write(vals)
        changed = self.filtered(lambda lead: lead.won_status != before[lead.id])
        changed._count_outcomes([cell for lead in changed for cell in cells[lead.id]])
        return result

    def _count_outcomes(self, former=()):
        """Add what became of leads to the tables; former cells lose what they had."""
        counted = defaultdict(lambda: [0, 0])
        for *key, column in former:
            counted[tuple(key)][column] -= 1
        for lead in self:
            for *key, column in lead._outcome_cells():
                counted[tuple(key)][column] += 1
        self._add_frequencies(counted)

    def _outcome_cells(self):
        """Return (team, variable, value, column) where a closed lead counts; else none."""
        self.ensure_one()
        since = self._pls_get_safe_start_date()
        if self.won_status not in ("won", "lost") or not since \
                or fields.Datetime.to_string(self.create_date) < since:
            return []
        stages = self.env["crm.stage"].search([], order="sequence, id")
        if self.won_status == "lost":
            stages = stages.filtered(lambda s: s.sequence <= self.stage_id.sequence)
        pairs = [("stage_id", str(id_)) for id_ in stages.ids] + [
            pair for pair in self._list_scored_values() if pair[0] != "stage_id"
        ]
        column = 0 if self.won_status == "won" else 1
        return [(team, *pair, column) for team in {False, self.team_id.id}
                for pair in pairs]

    @api.model
    def _add_frequencies(self, counted):
        rows = self.env["crm.lead.scoring.frequency"].sudo()
        known = {
            (row.team_id.id or False, row.variable, row.value): row for row in rows.search([])
        } if counted else {}
        created = []
        for (team, variable, value), (won, lost) in counted.items():
            row = known.get((team, variable, value))
            if row:
                row.write({"won_count": max(row.won_count + won, SMOOTHING),
                           "lost_count": max(row.lost_count + lost, SMOOTHING)})
            else:
                created.append({
                    "team_id": team, "variable": variable, "value": value,
                    "won_count": max(won, 0) + SMOOTHING,
                    "lost_count": max(lost, 0) + SMOOTHING,
                })
        rows.create(created)

    @api.model
    def _cron_update_automated_probabilities(self):
        """Count anew all leads since the day of the settings, and score the open ones."""
        self.env["crm.lead.scoring.frequency"].sudo().search([]).unlink()
        since = self._pls_get_safe_start_date()
        if not since:
            return
        leads = self.sudo().with_context(active_test=False)
        leads.search([
            ("create_date", ">=", since), ("won_status", "in", ("won", "lost")),
        ])._count_outcomes()
        leads._update_open_probabilities()

    @api.model
    def _update_open_probabilities(self):
        open_leads = self.sudo().search([("won_status", "=", "pending")])
        followers = open_leads.filtered("is_automated_probability")
        scores = open_leads._score_leads()
        for lead in open_leads:
            values = {"automated_probability": scores[lead]}
            if lead in followers:
                values["probability"] = scores[lead]
            lead.with_context(tracking_disable=True).write(values)


class CrmLeadPlsUpdate(models.TransientModel):
    _name = "crm.lead.pls.update"
    _description = "Update the probabilities"

    pls_fields = fields.Many2many(
        "crm.lead.scoring.frequency.field",
        default=lambda self: self.env["crm.lead.scoring.frequency.field"].search([
            ("field_id.name", "in", self.env["crm.lead"]._pls_get_safe_fields()),
        ]),
    )
    pls_start_date = fields.Date(
        required=True,
        default=lambda self: self.env["crm.lead"]._pls_get_safe_start_date(),
    )

    def action_update_crm_lead_probabilities(self):
        """Keep the choice of fields and day in the settings, and score all leads anew."""
        if not self.env.user._is_admin():
            return
        params = self.env["ir.config_parameter"].sudo()
        params.set_param("crm.pls_fields", ",".join(self.pls_fields.mapped("field_id.name")))
        params.set_param("crm.pls_start_date", str(self.pls_start_date))
        self.env["crm.lead"].sudo()._cron_update_automated_probabilities()
