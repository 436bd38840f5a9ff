"""Reports: documents of records, as HTML, PDF or text."""

from __future__ import annotations

from odoo import api, fields, models
from odoo.tools.safe_eval import safe_eval


class IrActionsReport(models.Model):
    _name = "ir.actions.report"
    _description = "Report Action"
    _inherit = ["ir.actions.actions"]
    _table = "ir_act_report_xml"
    _order = "name, id"
    _allow_sudo_commands = False

    attachment = fields.Char(string="Save as Attachment Prefix")
    attachment_use = fields.Boolean(string="Reload from Attachment")
    binding_type = fields.Selection(
        [
            ("action", "Action"),
            ("report", "Report"),
        ],
        required=True,
        default="report",
    )
    domain = fields.Char(string="Filter domain")
    group_ids = fields.Many2many(
        "res.groups",
        string="Groups",
        relation="res_groups_report_rel",
        column1="uid",
        column2="gid",
    )
    model = fields.Char(string="Model Name", required=True)
    model_id = fields.Many2one(
        "ir.model",
        compute="_compute_model_id",
        search="_search_model_id",
    )
    multi = fields.Boolean(string="On Multiple Doc.")
    paperformat_id = fields.Many2one(
        "report.paperformat",
        string="Paper Format",
        index="btree_not_null",
    )
    print_report_name = fields.Char(string="Printed Report Name", translate=True)
    report_file = fields.Char()
    report_name = fields.Char(string="Template Name", required=True)
    report_type = fields.Selection(
        [
            ("qweb-html", "HTML"),
            ("qweb-pdf", "PDF"),
            ("qweb-text", "Text"),
        ],
        required=True,
        default="qweb-pdf",
    )
    type = fields.Char(string="Action Type", required=True, default="ir.actions.report")

    @api.depends("model")
    def _compute_model_id(self):
        for action in self:
            action.model_id = self.env["ir.model"]._get(action.model).id

    def _search_model_id(self, operator, value):
        models_ = self.env["ir.model"].search([("id", operator, value)])
        return [("model", "in", models_.mapped("model"))]

    def associated_view(self):
        """Return an action that lists the views of the report."""
        self.ensure_one()
        action = self.env.ref("base.action_ui_view", raise_if_not_found=False)
        if not action or len(self.report_name.split(".")) < 2:
            return False
        result = action.read()[0]
        result["domain"] = [
            ("type", "=", "qweb"),
            "|",
            ("name", "ilike", self.report_name.split(".")[1]),
            ("key", "=", self.report_name),
        ]
        return result

    def create_action(self):
        """Bind the reports to their models."""
        for report in self:
            model = self.env["ir.model"]._get(report.model)
            report.write({"binding_model_id": model.id, "binding_type": "report"})
        return True

    def unlink_action(self):
        """Take the bindings away."""
        self.check_access("write")
        self.filtered("binding_model_id").write({"binding_model_id": False})
        return True

    def get_paperformat(self):
        """Return the paper format: the report's own or the company's."""
        return self.paperformat_id or self.env.company.paperformat_id

    def get_paperformat_by_xmlid(self, xml_id):
        """Return a paper format by its external id; the company's without one."""
        return self.env.ref(xml_id).get_paperformat() if xml_id \
            else self.env.company.paperformat_id

    @api.model
    def _get_report_from_name(self, report_name):
        """Return the report of a template name."""
        context = self.env["res.users"].context_get()
        return (
            self.with_context(context)
            .sudo()
            .search([("report_name", "=", report_name)], limit=1)
        )

    @api.model
    def _get_report(self, report_ref):
        """Return the report of an id, an external id, a template name or a record."""
        if isinstance(report_ref, int):
            return self.sudo().browse(report_ref)
        if isinstance(report_ref, models.Model):
            return report_ref.sudo()
        report = self.sudo().search([("report_name", "=", report_ref)], limit=1)
        if report:
            return report
        report = self.env.ref(report_ref)
        if report._name != self._name:
            raise ValueError(f"Fetching report {report_ref!r}: {report._name}")
        return report.sudo()

    def get_valid_action_reports(self, model, record_ids):
        """Return the ids of the reports whose domain lets some records through."""
        records = self.env[model].browse(record_ids)
        return [
            report.id
            for report in self
            if not report.domain or records.filtered_domain(report._get_domain())
        ]

    def _get_domain(self):
        return safe_eval(self.domain or "[]")

    def report_action(self, docids, data=None, config=True):
        """Return the action that makes a client fetch the report."""
        context = dict(self.env.context)
        if docids:
            if isinstance(docids, models.Model):
                ids = docids.ids
            else:
                ids = [docids] if isinstance(docids, int) else docids
            context["active_ids"] = ids
        return {
            "context": context,
            "data": data,
            "type": "ir.actions.report",
            "report_name": self.report_name,
            "report_type": self.report_type,
            "report_file": self.report_file,
            "name": self.name,
        }

    def retrieve_attachment(self, record):
        """Return the attachment in which the report of a record was saved."""
        import time

        name = self.attachment and safe_eval(
            self.attachment, {"object": record, "time": time}
        )
        if not name:
            return None
        return self.env["ir.attachment"].search(
            [
                ("name", "=", name),
                ("res_model", "=", self.model),
                ("res_id", "=", record.id),
            ],
            limit=1,
        )

    def _get_readable_fields(self):
        return super()._get_readable_fields() | {
            "report_name",
            "report_type",
            "target",
            "context",
            "data",
            "close_on_report_download",
            "domain",
        }
