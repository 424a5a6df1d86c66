"""全国地方公共団体コード: six digits, the last one a check digit."""

from __future__ import annotations

import re

from dxbook.findings import Finding, finding
from dxbook.text.policies import normalize

_WEIGHTS = (6, 5, 4, 3, 2)


def check_digit(first_five: str) -> int:
    """The check digit of a code's first five digits.

    Source: 総務省「全国地方公共団体コード仕様」. The digits are multiplied by 6, 5, 4, 3, 2 and summed; the
    check digit is the last digit of 11 minus the sum's remainder by 11. (For a sum below 11 the document
    subtracts the sum from 11, which is the same.) Raises ValueError unless given five digits.
    """
    if not re.fullmatch(r"[0-9]{5}", first_five):
        raise ValueError(f"five digits needed: {first_five!r}")
    total = sum(int(digit) * weight for digit, weight in zip(first_five, _WEIGHTS, strict=True))
    return (11 - total % 11) % 10


def _digits(raw: object) -> str:
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    text = normalize(str(raw), "code").replace("-", "").removesuffix(".0")
    return text


def _is_valid(code: str) -> bool:
    return int(code[:2]) in range(1, 48) and check_digit(code[:5]) == int(code[5])


def _is_plausible(five: str) -> bool:
    """Whether five digits can be a code without its check digit: 000 is the prefecture, cities from 100."""
    return int(five[:2]) in range(1, 48) and (five[2:] == "000" or int(five[2:]) >= 100)


def read_code(raw: object) -> tuple[str | None, tuple[Finding, ...]]:
    """A 団体コード as six digits, or None, with what was wrong.

    A lost leading zero (Excel made a number of it) is put back when the check digit then agrees; five
    digits without a check digit and a wrong check digit are findings and None.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None, ()
    if isinstance(raw, bool):
        return None, (finding("V121", value=raw),)
    text = _digits(raw)
    if not re.fullmatch(r"[0-9]{5,6}", text):
        return None, (finding("V121", value=raw),)
    if len(text) == 5:
        padded = "0" + text
        if _is_valid(padded) and not _is_plausible(text):
            return padded, (finding("V122", value=raw, padded=padded),)
        full = f"{text}{check_digit(text)}"
        return None, (finding("V123", value=raw, full=full),)
    if not _is_valid(text):
        return None, (finding("V124", value=raw),)
    if isinstance(raw, (int, float)):
        return text, (finding("V125", value=raw),)
    return text, ()
