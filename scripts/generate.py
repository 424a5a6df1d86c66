"""Make the committed files that follow from the code: ``make docs``. A test proves they are fresh."""

from __future__ import annotations

from pathlib import Path

from dxbook.outputs.form import make
from dxbook.plan import load_profile
from dxbook.rounds.template import blank, write
from scripts.pages import codes, columns, form, parquet, profile, rating

ROOT = Path(__file__).resolve().parent.parent


def generate(root: Path) -> list[Path]:
    """Write every generated file under ``root`` and return their paths."""
    docs, workbooks = root / "docs", root / "templates" / "xlsx"
    docs.mkdir(parents=True, exist_ok=True)
    workbooks.mkdir(parents=True, exist_ok=True)
    texts = {
        docs / "columns.md": columns.markdown(),
        docs / "codes.md": codes.markdown(),
        docs / "form.md": form.markdown(),
        docs / "profile.md": profile.markdown(),
        docs / "rating.md": rating.markdown(),
        docs / "parquet.md": parquet.markdown(),
    }
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    plan = workbooks / "plan.xlsx"
    generic = load_profile("generic")
    write(plan, generic, blank(generic, range(2026, 2031), 2026))
    return [*texts, plan, *make.write_all(workbooks)]


if __name__ == "__main__":
    for path in generate(ROOT):
        print(path.relative_to(ROOT))
