"""What is odd about the characters of a text, as findings (family text)."""

from __future__ import annotations

import re

from dxbook.finding import Finding, finding

_PLAIN = re.compile(r"[\t\n\r -~、-〒〔-〟ぁ-ゖ゛-ヿ－～！-｝一-龠々〇・￥％]*")


def character_findings(text: str) -> list[Finding]:
    """The findings about ``text``'s characters, one a code, without an address."""
    if text.isascii() and text.isprintable():
        return []
    out: list[Finding] = []
    for code, pattern in (("T101", r"[\ue000-\uf8ff]"), ("T106", "\ufffd")):
        if found := sorted(set(re.findall(pattern, text))):
            out.append(finding(code, value=text, chars="、".join(f"U+{ord(c):04X}" for c in found)))
    return out
