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
    limit_w, limit_h = size[0] or width, size[1] or height
    if width <= limit_w and height <= limit_h and not output_format:
        return source
    ratio = min(limit_w / width, limit_h / height, 1.0)
    kind = (output_format or image.format or "PNG").upper()
    from PIL import Image
    small = image.resize(
        (max(1, round(width * ratio)), max(1, round(height * ratio))),
        Image.Resampling.LANCZOS,
    )
    if kind == "JPEG" and small.mode not in ("RGB", "L"):
        small = small.convert("RGB")
    out = io.BytesIO()
    small.save(out, format=kind if kind in ("PNG", "JPEG", "GIF", "WEBP") else "PNG")
    return out.getvalue()


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
