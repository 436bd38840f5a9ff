"""Rounding and comparing floats as Odoo does."""
from __future__ import annotations

import math
from typing import Any


def _factor(precision_digits: int | None, precision_rounding: float | None) -> float:
    if precision_rounding is not None and precision_rounding <= 0:
        raise AssertionError(
            f"precision_rounding must be positive, got {precision_rounding}"
        )
    if precision_rounding is not None:
        return precision_rounding
    assert precision_digits is not None, "a precision is needed"
    return float(10 ** -precision_digits)


def float_round(
    value: float, precision_digits: int | None = None,
    precision_rounding: float | None = None, rounding_method: str = "HALF-UP",
) -> float:
    """Return `value` rounded to digits or to a multiple of `precision_rounding`."""
    factor = _factor(precision_digits, precision_rounding)
    if factor == 0 or value == 0:
        return 0.0
    digits = precision_digits
    scale = 1.0 / factor if factor < 1 else None
    number = value * round(scale) if scale and abs(scale - round(scale)) < 1e-6 \
        else value / factor
    magnitude = math.log2(abs(number)) if number else 0
    epsilon = 2 ** (magnitude - 50)
    rounded = _round_number(number, epsilon, rounding_method)
    result = rounded / round(scale) if scale and abs(scale - round(scale)) < 1e-6 \
        else rounded * factor
    return round(result, digits) if digits is not None and digits >= 0 else result


def _round_number(number: float, epsilon: float, method: str) -> float:
    sign = math.copysign(1.0, number)
    if method == "HALF-UP":
        return float(math.floor(abs(number) + 0.5 + epsilon)) * sign
    if method == "HALF-DOWN":
        return float(math.ceil(abs(number) - 0.5 - epsilon)) * sign
    if method == "HALF-EVEN":
        floor = math.floor(number)
        middle = abs(number - floor - 0.5) <= epsilon
        return float(floor + floor % 2) if middle else float(round(number))
    if method == "UP":
        return float(math.ceil(abs(number) - epsilon)) * sign
    if method == "DOWN":
        return float(math.floor(abs(number) + epsilon)) * sign
    raise ValueError(f"Unknown rounding method: {method!r}")


def float_is_zero(
    value: float, precision_digits: int | None = None,
    precision_rounding: float | None = None,
) -> bool:
    """Tell whether `value` rounds to zero."""
    factor = _factor(precision_digits, precision_rounding)
    return value == 0.0 or abs(float_round(value, precision_rounding=factor)) < factor


def float_compare(
    value1: float, value2: float, precision_digits: int | None = None,
    precision_rounding: float | None = None,
) -> int:
    """Return -1, 0 or 1 as value1 is below, equal to or above value2, rounded first."""
    factor = _factor(precision_digits, precision_rounding)
    if value1 == value2:
        return 0
    delta = float_round(value1, precision_rounding=factor) - float_round(
        value2, precision_rounding=factor
    )
    if float_is_zero(delta, precision_rounding=factor):
        return 0
    return -1 if delta < 0 else 1


def float_repr(value: float, precision_digits: int) -> str:
    """Return a text with the given number of decimals."""
    if float_is_zero(value, precision_digits=precision_digits):
        value = 0.0
    return f"{value:.{precision_digits}f}"


def float_split_str(value: float, precision_digits: int) -> tuple[str, str]:
    """Return the whole part and the decimals as texts."""
    text = float_repr(
        float_round(value, precision_digits=precision_digits), precision_digits
    )
    whole, _dot, decimals = text.partition(".")
    return whole, decimals


def float_split(value: float, precision_digits: int) -> tuple[int, int]:
    """Return the whole part and the decimals as numbers."""
    whole, decimals = float_split_str(value, precision_digits)
    return int(whole), int(decimals or 0)


def json_float_round(value: float, precision_digits: int, **kwargs: Any) -> float:
    """Return a rounded float that prints short."""
    return float(float_repr(float_round(value, precision_digits, **kwargs),
                            precision_digits))
