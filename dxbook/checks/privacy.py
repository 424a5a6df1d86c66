"""Personal data that must not be published: マイナンバー, telephone numbers, mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxbook.checks.base import Context, rule
from dxbook.checks.textual import text_cells
from dxbook.findings import Finding, Level
from dxbook.plan import Kind, Plan
from dxbook.text import HYPHENS, normalize

_GAP = f"[ {re.escape(HYPHENS)}]?"
_TWELVE = re.compile(rf"(?<![\d.,])\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}(?![\d.,]?\d)")
_PHONE = re.compile(
    rf"(?<![\d{re.escape(HYPHENS)}])(?:0[5789]0[{re.escape(HYPHENS)} ]?\d{{4}}[{re.escape(HYPHENS)} ]?\d{{4}}"
    rf"|0\d{{1,4}}[({re.escape(HYPHENS)}]\d{{1,4}}[){re.escape(HYPHENS)}]\d{{4}})(?!\d)"
)
_PUBLIC = ("0120", "0570", "0800")
_MAIL = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")


def is_my_number(digits: str) -> bool:
    """True for twelve digits whose last is the check digit of a 個人番号.

    Source: 平成26年総務省令第85号 第5条. With P(n) the n-th digit from the right of the first eleven and
    Q(n) = n+1 for n ≤ 6, n−5 for n ≥ 7: 11 − (ΣP(n)Q(n) mod 11), and 0 where the remainder is 0 or 1.
    """
    if not re.fullmatch(r"[0-9]{12}", digits):
        return False
    total = sum(int(digit) * (n + 1 if n <= 6 else n - 5) for n, digit in enumerate(reversed(digits[:11]), 1))
    rest = total % 11
    return int(digits[11]) == (0 if rest <= 1 else 11 - rest)


def _plain(text: str) -> str:
    """Full-width digits and letters to half width."""
    return normalize(text, "value")


@rule("P101")
def no_my_numbers(ctx: Context) -> Iterator[Finding]:
    """Twelve digits, also full-width or in fours, that are a valid マイナンバー. It is not repeated here."""
    for record, column, text in text_cells(ctx, *_READ):
        for match in _TWELVE.finditer(_plain(text)):
            if is_my_number(re.sub(r"\D", "", match[0])):
                yield ctx.at(record, column, "P101", value="（12けたの数字）")
                break


@rule("P102")
def no_telephone_numbers(ctx: Context) -> Iterator[Finding]:
    """Mobile numbers (警告), fixed lines (情報); free numbers are public. The last four digits are hidden."""
    for record, column, text in text_cells(ctx, *_READ):
        if column is Plan.office:
            continue
        for match in _PHONE.finditer(_plain(text)):
            digits = len(re.sub(r"\D", "", match[0]))
            if digits in (10, 11) and not match[0].startswith(_PUBLIC):
                mobile = match[0].startswith(("070", "080", "090"))
                yield ctx.at(record, column, "P102", value=f"{match[0][:-4]}****",
                             level=Level.WARNING if mobile else Level.INFO)
                break


@rule("P103")
def no_mail_addresses(ctx: Context) -> Iterator[Finding]:
    """Mail addresses outside the plan's contact."""
    for record, column, text in text_cells(ctx, *_READ):
        if column is not Plan.office and (match := _MAIL.search(_plain(text))):
            name, _, domain = match[0].partition("@")
            yield ctx.at(record, column, "P103", value=f"{name[0]}***@{domain}")


_READ = (Kind.NAME, Kind.PROSE, Kind.VALUE, Kind.DEPARTMENT)
