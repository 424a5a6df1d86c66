"""The guides, and the pages about the add-in, as plain HTML beside their pictures: what opens on a clerk's PC without
internet. ``make docs`` runs it.

The guides (GUIDES) are written in docs/guide, the pages about the add-in (FURTHER) in docs; all their HTML lies in
docs/guide, from where it is carried along.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "guide"
GUIDES = {"clerk": "担当課の手引き", "office": "DX事務局の手引き", "it": "情報担当のかたへ"}
FURTHER = {"addin": "Excelのアドイン", "functions": "シートで使える関数", "macros": "マクロのすること",
           "first-pc": "はじめてのパソコンで確かめること"}
PAGES = GUIDES | FURTHER
STYLE = Path(__file__).with_name("guide.css")
PAGE = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title} - dxbook</title>
<style>
{style}</style>
</head>
<body{kind}>
<p class="guides">{guides}</p>
{body}</body>
</html>
"""


def html(name: str) -> str:
    """The page of one guide, or about the add-in."""
    from markdown_it import MarkdownIt

    body = MarkdownIt("commonmark").enable("table").render(source(name).read_text(encoding="utf-8"))
    body = re.sub(r'href="(?:\.\./|guide/)?([\w-]+)\.md"', r'href="\1.html"', body)
    body = re.sub(r'<img src="(img/[\w-]+\.svg)"[^>]*>', lambda match: _drawing(name, match[1]), body)
    body = re.sub(r"［[^］]+］", r'<span class="word">\g<0></span>', body)
    body = body.replace(" />", ">").replace("<p><img", '<p class="picture"><img')
    rows = [GUIDES, *([FURTHER] if name not in ("clerk", "office") else [])]
    links = ["　".join(f"<b>{title}</b>" if each == name else f'<a href="{each}.html">{title}</a>'
                      for each, title in row.items()) for row in rows]
    style = STYLE.read_text(encoding="utf-8")
    kind = ' class="further"' if name in FURTHER else ""
    return PAGE.format(title=escape(PAGES[name]), style=style, kind=kind, guides="<br>\n".join(links), body=body)


def source(name: str) -> Path:
    """The Markdown of a page."""
    return (FOLDER if name in GUIDES else FOLDER.parent) / f"{name}.md"


def _drawing(name: str, link: str) -> str:
    """A drawn picture stands in the page itself: it has words, and a file less is carried."""
    return (source(name).parent / link).read_text(encoding="utf-8").strip()


def write_all() -> list[Path]:
    """Write the pages; their paths."""
    paths = []
    for name in PAGES:
        paths.append(FOLDER / f"{name}.html")
        paths[-1].write_text(html(name), encoding="utf-8", newline="\n")
    return paths


if __name__ == "__main__":
    for each in write_all():
        print(each.relative_to(FOLDER.parent.parent))
