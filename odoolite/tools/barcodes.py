"""Barcodes as pictures: Code 128, Code 39, EAN, UPC; QR codes with the library segno."""
from __future__ import annotations

import io
import re
from typing import Any

# bars and spaces of the 106 symbols of Code 128, in modules; the last one stops
CODE128 = (
    "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 "
    "112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 "
    "311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 "
    "112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 "
    "313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 "
    "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 "
    "122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 "
    "124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 "
    "114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112"
).split()
START_B, START_C, STOP = 104, 105, 106
CODE39 = {
    "0": "nnnwwnwnn", "1": "wnnwnnnnw", "2": "nnwwnnnnw", "3": "wnwwnnnnn",
    "4": "nnnwwnnnw", "5": "wnnwwnnnn", "6": "nnwwwnnnn", "7": "nnnwnnwnw",
    "8": "wnnwnnwnn", "9": "nnwwnnwnn", "A": "wnnnnwnnw", "B": "nnwnnwnnw",
    "C": "wnwnnwnnn", "D": "nnnnwwnnw", "E": "wnnnwwnnn", "F": "nnwnwwnnn",
    "G": "nnnnnwwnw", "H": "wnnnnwwnn", "I": "nnwnnwwnn", "J": "nnnnwwwnn",
    "K": "wnnnnnnww", "L": "nnwnnnnww", "M": "wnwnnnnwn", "N": "nnnnwnnww",
    "O": "wnnnwnnwn", "P": "nnwnwnnwn", "Q": "nnnnnnwww", "R": "wnnnnnwwn",
    "S": "nnwnnnwwn", "T": "nnnnwnwwn", "U": "wwnnnnnnw", "V": "nwwnnnnnw",
    "W": "wwwnnnnnn", "X": "nwnnwnnnw", "Y": "wwnnwnnnn", "Z": "nwwnwnnnn",
    "-": "nwnnnnwnw", ".": "wwnnnnwnn", " ": "nwwnnnwnn", "$": "nwnwnwnnn",
    "/": "nwnwnnnwn", "+": "nwnnnwnwn", "%": "nnnwnwnwn", "*": "nwnnwnwnn",
}
EAN_LEFT = (
    "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111",
    "0111011", "0110111", "0001011",
)
EAN_PARITY = (
    "LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG",
    "LGLGGL", "LGGLGL",
)
QUIET = 10      # modules of white to either side
MAX_SIDE = 4096


def encode_code128(text: str) -> str:
    """Return the modules of a text, `1` for black; ValueError."""
    if not text or not all(32 <= ord(char) < 127 for char in text):
        raise ValueError("Code 128 takes printable ASCII")
    if text.isdigit() and len(text) % 2 == 0:
        symbols = [START_C, *(int(text[i:i + 2]) for i in range(0, len(text), 2))]
    else:
        symbols = [START_B, *(ord(char) - 32 for char in text)]
    check = symbols[0] + sum(i * symbol for i, symbol in enumerate(symbols[1:], 1))
    symbols += [check % 103, STOP]
    return "".join(_widths(CODE128[symbol]) for symbol in symbols)


def _widths(pattern: str) -> str:
    return "".join("10"[i % 2] * int(width) for i, width in enumerate(pattern))


def encode_code39(text: str) -> str:
    """Return the modules of a text; ValueError."""
    if not text or any(char not in CODE39 or char == "*" for char in text):
        raise ValueError("Code 39 takes capitals, digits and - . $ / + % blank")
    symbols = []
    for char in f"*{text}*":
        symbols.append("".join(
            "10"[i % 2] * (3 if width == "w" else 1)
            for i, width in enumerate(CODE39[char])
        ))
    return "0".join(symbols)


def check_digit(digits: str) -> int:
    """Return the last digit of an EAN from the ones before."""
    total = sum(
        int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(digits))
    )
    return -total % 10


def encode_ean(text: str, size: int) -> str:
    """Return the modules of an EAN of 8 or 13 digits; ValueError."""
    if not text.isdigit() or len(text) not in (size - 1, size):
        raise ValueError(f"an EAN has {size} digits")
    digits = text[:size - 1]
    digits += str(check_digit(digits))
    parity, body = "LLLL", digits
    if size == 13:
        parity, body = EAN_PARITY[int(digits[0])], digits[1:]
    half = len(body) // 2
    left = "".join(
        _ean_digit(int(digit), kind)
        for digit, kind in zip(body[:half], parity, strict=True)
    )
    right = "".join(_ean_digit(int(digit), "R") for digit in body[half:])
    return f"101{left}01010{right}101"


def _ean_digit(digit: int, kind: str) -> str:
    modules = EAN_LEFT[digit]
    if kind == "L":
        return modules
    inverted = modules.translate(str.maketrans("01", "10"))
    return inverted if kind == "R" else inverted[::-1]


def make_barcode(
    kind: str, value: str, width: int = 600, height: int = 100, quiet: bool = True,
    level: str = "L",
) -> bytes:
    """Return the PNG of a barcode; ValueError for what cannot be one."""
    width, height = (max(1, min(int(side), MAX_SIDE)) for side in (width, height))
    name = re.sub(r"[^a-z0-9]", "", kind.lower())
    if name == "qr":
        return _draw_qr(value, width, height, quiet, level)
    if name == "upca":
        modules = encode_ean("0" + value if len(value) in (11, 12) else value, 13)
    elif name in ("ean13", "ean8"):
        modules = encode_ean(value, int(name[3:]))
    elif name in ("standard39", "extended39", "code39"):
        modules = encode_code39(value)
    elif name in ("code128", "auto"):
        modules = encode_code128(value)
    else:
        raise ValueError(f"unknown barcode {kind!r}")
    return _draw_bars(modules, width, height, quiet)


def _draw_bars(modules: str, width: int, height: int, quiet: bool) -> bytes:
    from PIL import Image
    if quiet:
        modules = "0" * QUIET + modules + "0" * QUIET
    row = Image.new("L", (len(modules), 1))
    row.putdata([0 if module == "1" else 255 for module in modules])
    return _to_png(row.resize((max(width, len(modules)), height), Image.Resampling.NEAREST))


def _draw_qr(value: str, width: int, height: int, quiet: bool, level: str) -> bytes:
    try:
        import segno
    except ImportError:
        raise NotImplementedError("QR codes need the library segno") from None
    from PIL import Image
    code = segno.make_qr(value, error=level if level in tuple("LMQH") else "L")
    rows = [list(row) for row in code.matrix]
    border = 4 if quiet else 0
    side = len(rows) + 2 * border
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.putpixel((x + border, y + border), 0)
    size = max(width, side), max(height, side)
    return _to_png(image.resize(size, Image.Resampling.NEAREST))


def _to_png(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, format="PNG")
    return out.getvalue()
