"""Pictures: checking and resizing, with Pillow."""
from __future__ import annotations

import base64
import binascii
import io
from typing import Any

from ..exceptions import UserError

MAX_RESOLUTION = 50_000_000     # pixels
NOT_AN_IMAGE = "This file could not be decoded as an image file."


def open_image(source: bytes) -> Any:
    """Return the Pillow image of the bytes; UserError when they are none."""
    from PIL import Image, UnidentifiedImageError
    try:
        image = Image.open(io.BytesIO(source))
        image.load()
    except (OSError, UnidentifiedImageError, binascii.Error, ValueError):
        raise UserError(NOT_AN_IMAGE) from None
    return image


def image_process(
    source: bytes, size: tuple[int, int] = (0, 0), verify_resolution: bool = False,
    quality: int = 0, expand: bool = False, crop: Any = None, colorize: bool = False,
    output_format: str = "", padding: bool = False,
) -> bytes:
    """Return the picture, made smaller where it is larger than `size`."""
    if not source:
        return source
    image = open_image(source)
    width, height = image.size
    if verify_resolution and width * height > MAX_RESOLUTION:
        raise UserError(
            f"Too large image (above {MAX_RESOLUTION / 1e6}Mpx), reduce the image size."
        )
    kind = (output_format or image.format or "PNG").upper()
    changed = bool(output_format)
    if crop and size[0] and size[1]:
        image, changed = _crop(image, size, crop), True
        width, height = image.size
    limit_w, limit_h = size[0] or width, size[1] or height
    if width > limit_w or height > limit_h or (expand and size != (0, 0)):
        ratio = min(limit_w / width, limit_h / height)
        image, changed = _resize(image, width * ratio, height * ratio), True
    if not changed:
        return source
    if kind == "JPEG" and image.mode not in ("RGB", "L"):
        image = image.convert("RGB")
    out = io.BytesIO()
    options = {"quality": quality} if quality and kind in ("JPEG", "WEBP") else {}
    kept = kind if kind in ("PNG", "JPEG", "GIF", "WEBP") else "PNG"
    image.save(out, format=kept, **options)
    return out.getvalue()


def _resize(image: Any, width: float, height: float) -> Any:
    from PIL import Image
    return image.resize(
        (max(1, round(width)), max(1, round(height))), Image.Resampling.LANCZOS
    )


def _crop(image: Any, size: tuple[int, int], crop: Any) -> Any:
    """Cut a picture to the ratio of `size`: its middle, or its top or bottom."""
    width, height = image.size
    wanted_w, wanted_h = size
    if width * wanted_h <= height * wanted_w:
        new_w, new_h = width, wanted_h * width // wanted_w
    else:
        new_w, new_h = wanted_w * height // wanted_h, height
    new_w, new_h = max(1, new_w), max(1, new_h)
    left = (width - new_w) // 2
    top = {"top": 0, "bottom": height - new_h}.get(str(crop), (height - new_h) // 2)
    return image.crop((left, top, left + new_w, top + new_h))


def image_guess_size_from_field_name(field_name: str) -> tuple[int, int]:
    """Return the size that a field's name ends with, as in `image_128`."""
    number = field_name.rpartition("_")[2]
    if number.isdigit() and int(number) in (1920, 1024, 512, 256, 128):
        return int(number), int(number)
    return 0, 0


def base64_to_image(source: bytes | str) -> Any:
    """Return the Pillow image of base64 data."""
    try:
        return open_image(base64.b64decode(source))
    except (binascii.Error, ValueError):
        raise UserError(NOT_AN_IMAGE) from None


def image_data_uri(source: bytes) -> str:
    """Return a data URI of base64 data."""
    return f"data:image/png;base64,{source.decode('ascii')}"


def is_image_size_above(source: Any, other: Any) -> bool:
    """Tell whether one base64 picture is larger than another."""
    if not source or not other:
        return False
    one, two = base64_to_image(source), base64_to_image(other)
    return bool(one.width > two.width or one.height > two.height)
