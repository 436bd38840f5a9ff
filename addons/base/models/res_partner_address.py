"""Partners' addresses: kept equal in a family of partners, and written as text."""
from __future__ import annotations

from collections import defaultdict

from odoo import _, api, fields, models

from .res_partner import ADDRESS_FIELDS


class ResPartner(models.Model):
    _inherit = "res.partner"

    # ---- addresses between partners
    @api.model
    def _address_fields(self):
        """Return the fields that a contact shares with its parent."""
        return list(ADDRESS_FIELDS)

    @api.model
    def _formatting_address_fields(self):
        """Return the fields that a country's address layout may use."""
        return self._address_fields()

    def _get_address_values(self):
        """Return the values of the address; {} when it is empty."""
        names = self._address_fields()
        if any(self[name] for name in names):
            return self._convert_fields_to_values(names)
        return {}

    def _update_address(self, vals):
        """Write the address fields among the values, without further syncing."""
        vals = {name: vals[name] for name in self._address_fields() if name in vals}
        if vals:
            self._write_without_sync(vals)

    @api.model
    def _convert_fields_to_values(self, field_names):
        """Return the record's values as `write` takes them."""
        if any(self._fields[name].type == "one2many" for name in field_names):
            raise AssertionError(
                _("One2Many fields cannot be synchronized as part of "
                  "`commercial_fields` or `address fields`")
            )
        return self._convert_to_write({name: self[name] for name in field_names})

    @api.model
    def _commercial_fields(self):
        """Return the fields that are managed on the commercial entity."""
        return [*self._synced_commercial_fields(), "company_registry", "industry_id"]

    @api.model
    def _synced_commercial_fields(self):
        """Return the commercial fields that a contact's change moves up."""
        return ["vat"]

    @api.model
    def _company_dependent_commercial_fields(self):
        return [
            name for name in self._commercial_fields()
            if self._fields[name].company_dependent
        ]

    def _commercial_sync_from_company(self):
        """Take the commercial fields over from the commercial entity."""
        entity = self.commercial_partner_id
        if entity == self:
            return
        names = self._commercial_fields()
        changed = [name for name in names if self[name] != entity[name]]
        if changed:
            self.write(entity._convert_fields_to_values(changed))
            self._commercial_sync_to_descendants(changed)

    def _commercial_sync_to_descendants(self, field_names=None):
        """Give the commercial fields to the contacts of the entity, at any depth."""
        entity = self.commercial_partner_id
        names = [
            name for name in self._commercial_fields()
            if field_names is None or name in field_names
        ]
        if not names:
            return
        values = entity._convert_fields_to_values(names)
        level = self.child_ids.filtered(lambda child: not child.is_company)
        seen = set()
        while level:
            outdated = level.filtered(
                lambda child: any(child[name] != entity[name] for name in names)
            )
            if outdated:
                outdated._write_without_sync(values)
            seen.update(level.ids)
            level = level.child_ids.filtered(
                lambda child: not child.is_company and child.id not in seen
            )

    def _fields_sync(self, values):
        """Bring address and commercial fields of this partner's family in line.

        From above when the parent changed, up to the parent when this contact changed,
        and down to the contacts.
        """
        parent, is_contact = self.parent_id, self.type == "contact"
        moved = bool(values.get("parent_id"))
        if moved:
            self.sudo()._commercial_sync_from_company()
        if parent and is_contact and (moved or values.get("type") == "contact"):
            address = parent._get_address_values()
            if address:
                self._update_address(address)
        if parent:
            self._sync_to_parent(values)
        self._children_sync(values)

    def _sync_to_parent(self, values):
        """Write what changed here to the parent, which syncs its other contacts."""
        parent = self.parent_id
        touched = values.keys()
        names = self._address_fields()
        if self.type == "contact" and ("parent_id" in touched or any(
            name in touched for name in names
        )) and any(self[name] != parent[name] for name in names):
            address = self._get_address_values()
            if address:
                parent.write(address)
        names = self._synced_commercial_fields()
        if self.commercial_partner_id != self and any(
            name in touched for name in ("parent_id", *names)
        ):
            changed = [name for name in names if self[name] != parent[name]]
            if changed:
                parent.write(self._convert_fields_to_values(changed))

    def _children_sync(self, values):
        children = self.child_ids
        if not children:
            return
        if self.commercial_partner_id == self:
            names = values.keys() & set(self._commercial_fields())
            if "child_ids" in values:
                names = set(self._commercial_fields())
            self.sudo()._commercial_sync_to_descendants(names)
        if any(name in values for name in self._address_fields()):
            contacts = children.filtered(lambda child: child.type == "contact")
            contacts._update_address(values)

    def _handle_first_contact_creation(self):
        """The address of the first contact becomes that of a company without one."""
        parent = self.parent_id
        names = self._address_fields()
        if (
            (parent.is_company or not parent.parent_id)
            and len(parent.child_ids) == 1
            and any(self[name] for name in names)
            and not any(parent[name] for name in names)
        ):
            parent._update_address(self._convert_fields_to_values(names))

    def create_company(self):
        """Make the parent company out of the typed company name."""
        self.ensure_one()
        company = self._create_contact_parent_company()
        if company:
            self.write({
                "parent_id": company.id,
                "child_ids": [
                    fields.Command.update(child.id, {"parent_id": company.id})
                    for child in self.child_ids
                ],
            })
        return True

    def _create_contact_parent_company(self):
        self.ensure_one()
        if not self.company_name:
            return self.browse()
        values = {
            "name": self.company_name,
            "is_company": True,
            "vat": self.vat,
            **self._convert_fields_to_values(self._address_fields()),
        }
        company = self.create([values])
        self.company_name = False
        return company

    def open_commercial_entity(self):
        """Return an action that shows the commercial entity."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "view_mode": "form",
            "res_id": self.commercial_partner_id.id,
            "target": "current",
        }

    # ---- addresses as text
    def address_get(self, adr_pref=None):
        """Return type -> id of the nearest address of each wanted type.

        The search goes through the contacts below, then upwards to the next company;
        the fallback is the contact itself.
        """
        wanted = set(adr_pref or [])
        wanted.add("contact")
        result, visited = {}, set()
        for partner in self:
            current = partner
            while current:
                to_scan = [current]
                while to_scan:
                    record = to_scan.pop(0)
                    visited.add(record)
                    if record.type in wanted and not result.get(record.type):
                        result[record.type] = record.id
                    if len(result) == len(wanted):
                        return result
                    below = [
                        child for child in record.child_ids
                        if child not in visited and not child.is_company
                    ]
                    to_scan = below + to_scan
                if current.is_company or not current.parent_id:
                    break
                current = current.parent_id
        default = result.get("contact", self.id or False)
        for kind in wanted:
            result[kind] = result.get(kind) or default
        return result

    @api.model
    def _get_default_address_format(self):
        return (
            "%(street)s\n%(street2)s\n%(city)s %(state_code)s %(zip)s\n%(country_name)s"
        )

    def _get_address_format(self):
        return self.country_id.address_format or self._get_default_address_format()

    def _get_country_name(self):
        return self.country_id.name or ""

    def _prepare_display_address(self, without_company=False):
        """Return the layout and the values to put in it."""
        layout = self._get_address_format()
        values = defaultdict(str, {
            "state_code": self.state_id.code or "",
            "state_name": self.state_id.name or "",
            "country_code": self.country_id.code or "",
            "country_name": self._get_country_name(),
            "company_name": self.commercial_company_name or "",
        })
        for name in self._formatting_address_fields():
            values[name] = self[name] or ""
        if without_company:
            values["company_name"] = ""
        elif self.commercial_company_name:
            layout = "%(company_name)s\n" + layout
        return layout, values

    def _display_address(self, without_company=False):
        """Return the address as the country writes it."""
        layout, values = self._prepare_display_address(without_company)
        return layout % values

    def _display_address_depends(self):
        return [
            *self._formatting_address_fields(),
            "country_id", "company_name", "state_id", "commercial_company_name",
        ]
