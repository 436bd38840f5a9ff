"""External ids."""
from __future__ import annotations

import pytest


@pytest.fixture
def partner(env):
    return env(user=2)["res.partner"].create({"name": "p"})


@pytest.fixture
def data(partner):
    return partner.env["ir.model.data"].create(
        {"module": "t", "name": "p", "model": "res.partner", "res_id": partner.id}
    )


def test_check_object_reference_gives_model_and_id(data, partner):
    assert tuple(data.check_object_reference("t", "p")) == ("res.partner", partner.id)


def test_check_object_reference_of_an_archived_record_gives_no_id(data, partner):
    partner.active = False

    assert tuple(data.check_object_reference("t", "p")) == ("res.partner", False)


def test_check_object_reference_of_nothing_raises_value_error(data):
    with pytest.raises(ValueError, match="External ID not found in the system: t.none"):
        data.check_object_reference("t", "none")


def test_external_id_goes_with_its_record(data, partner):
    partner.unlink()

    assert not data.exists()


def test_names_of_external_ids(data, partner):
    assert data.complete_name == "t.p"
    assert data.reference == f"res.partner,{partner.id}"
    assert data.display_name == "p"


def test_update_xmlids_redirects_a_known_name(data, partner):
    other = partner.copy()

    data._update_xmlids([{"xml_id": "t.p", "record": other}])

    assert partner.env.ref("t.p") == other
