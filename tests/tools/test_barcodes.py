"""Barcodes: modules as the standards have them, pictures of the size asked for."""
from __future__ import annotations

import io

import pytest
from PIL import Image

from odoolite.tools import barcodes


def test_an_ean13_is_as_printed_on_books():
    modules = barcodes.encode_ean("978014300723", 13)
    assert len(modules) == 95 and modules[:3] == modules[-3:] == "101"
    assert barcodes.check_digit("978014300723") == 4
    assert barcodes.encode_ean("9780143007234", 13) == modules


def test_an_ean8():
    assert len(barcodes.encode_ean("9638507", 8)) == 67
    assert barcodes.check_digit("9638507") == 4


def test_code128_has_start_check_and_stop():
    modules = barcodes.encode_code128("AB")
    assert len(modules) == 11 * 4 + 13
    # START B, A (33), B (34), check (104 + 33 + 68) % 103 = 102
    assert modules[:11] == "11010010000" and modules.endswith("1100011101011")
    assert len(barcodes.encode_code128("123456")) == 11 * 5 + 13


def test_code39_frames_with_stars():
    modules = barcodes.encode_code39("A")
    assert modules.startswith("1000101110111010") and modules.endswith("100010111011101")


@pytest.mark.parametrize(("kind", "value"), [
    ("EAN13", "abc"), ("EAN13", "1"), ("EAN8", "123456789"), ("Code128", ""),
    ("Code128", "é"), ("Standard39", "a"), ("nonsense", "1"),
])
def test_what_can_be_no_barcode(kind, value):
    with pytest.raises(ValueError):
        barcodes.make_barcode(kind, value)


@pytest.mark.parametrize(("kind", "value"), [
    ("EAN13", "9780143007234"), ("EAN8", "96385074"), ("UPCA", "036000291452"),
    ("Code128", "Hello 1"), ("Standard39", "CODE-39"),
])
def test_pictures_have_the_size_asked_for(kind, value):
    image = Image.open(io.BytesIO(barcodes.make_barcode(kind, value, 400, 80)))
    assert image.size == (400, 80)
