"""Tasks written in one line: `Call them #tag @who !!`."""
from __future__ import annotations

import re

from odoo import api, fields, models

TAG = re.compile(r"\s#([^\s]+)")
USER = re.compile(r"\s@([^\s]+)")
PRIORITY = re.compile(r"\s(!{1,3})(?=\s|$)")


class ProjectTask(models.Model):
    _inherit = "project.task"

    display_name = fields.Char(
        compute="_compute_display_name", inverse="_inverse_display_name",
        search="_search_display_name",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """A task that is only shown with a name has that name."""
        lines = [vals.get("display_name") for vals in vals_list]
        tasks = super().create([
            {"name": line, **{k: v for k, v in vals.items()
                              if k != "display_name" and (k != "name" or v)}}
            if line else vals for line, vals in zip(lines, vals_list)
        ])
        for task, line in zip(tasks, lines):
            if line:
                task._apply_line(line)
        return tasks

    def _inverse_display_name(self):
        """Take tags, people and stars out of the line that was written."""
        for task in self:
            task._apply_line(task.display_name or "")

    def _apply_line(self, text):
        values = {}
        if names := TAG.findall(text):
            values["tag_ids"] = [(4, tag.id) for tag in self._find_or_create_tags(names)]
        if users := self._find_named_users(USER.findall(text)):
            values["user_ids"] = [(4, user.id) for user in users]
        if stars := PRIORITY.findall(text):
            values["priority"] = str(len(stars[0]))
        for pattern in (TAG, PRIORITY, *([USER] if users else ())):
            text = pattern.sub("", text)
        self.write({**values, "name": text.strip() or self.name})

    def _find_or_create_tags(self, names):
        tags = self.env["project.tags"]
        found = tags
        for name in dict.fromkeys(names):
            found |= tags.search([("name", "=ilike", name)], limit=1) \
                or tags.create({"name": name})
        return found

    def _find_named_users(self, names):
        users = self.env["res.users"]
        found = users
        for name in names:
            found |= users.search([
                ("name", "ilike", name), ("share", "=", False),
            ], limit=1)
        return found
