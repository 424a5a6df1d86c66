"""The guides as plain HTML beside their pictures: what opens on a clerk's PC without internet. ``make docs`` runs it."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "guide"
GUIDES = {"clerk": "担当課の手引き", "office": "DX事務局の手引き", "it": "情報担当のかたへ"}
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
<body>
<p class="guides">{guides}</p>
{body}</body>
</html>
"""


def html(name: str) -> str:
    """The page of one guide."""
    from markdown_it import MarkdownIt

    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    body = MarkdownIt("commonmark").enable("table").render(text)
    body = re.sub(r'href="(\w+)\.md"', r'href="\1.html"', body)
    body = re.sub(r"［[^］]+］", r'<span class="word">\g<0></span>', body)
    body = body.replace(" />", ">").replace("<p><img", '<p class="picture"><img')
    links = [f"<b>{title}</b>" if each == name else f'<a href="{each}.html">{title}</a>' for each, title in GUIDES.items()]
    style = STYLE.read_text(encoding="utf-8")
    return PAGE.format(title=escape(GUIDES[name]), style=style, guides="　".join(links), body=body)


def write_all() -> list[Path]:
    """Write the pages; their paths."""
    paths = []
    for name in GUIDES:
        paths.append(FOLDER / f"{name}.html")
        paths[-1].write_text(html(name), encoding="utf-8", newline="\n")
    return paths


if __name__ == "__main__":
    for each in write_all():
        print(each.relative_to(FOLDER.parent.parent))
