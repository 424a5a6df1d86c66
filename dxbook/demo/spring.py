"""Hand out a sample plan, let its departments answer, collect: through the same jobs an office uses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from dxbook import jobs
from dxbook.demo import samples
from dxbook.demo.answers import answers, asked_rows, fill, without
from dxbook.demo.slips import slip_of
from dxbook.files import MANIFEST, filling

if TYPE_CHECKING:
    from dxbook.plan import Book
    from dxbook.rounds.collect import Collected
    from dxbook.rounds.handout import Bundle

OUT, BACK, COLLECTED = "配布", "返送", "集約"


@dataclass(frozen=True, slots=True)
class Spring:
    """One round. ``told``: department → what it did; ``files`` are those to look into."""

    collected: Collected
    told: dict[str, str]
    files: list[Path]


def run(home: Path, city: str, plan: Path, progress: jobs.Progress) -> Spring | None:
    """Hand out, answer and collect the sample ``city`` into ``home``; None where no measure has an owner.

    ``plan`` is the finished year: what departments wrote there is what they answer.
    """
    year, profile = jobs.read(plan)
    rows = asked_rows(year)
    if not rows:
        return None
    from dxbook.rounds import template

    blank = home / f"{plan.stem}_配布前.xlsx"
    progress(0, 3, OUT)
    template.write(blank, profile, without(samples.content(samples.named(city)), rows))
    bundle, given = jobs.handout(blank, home / OUT, overwrite=True)
    progress(1, 3, BACK)
    told = _answer(bundle, year, blank, home)
    progress(2, 3, COLLECTED)
    collected, made = jobs.collect(blank, home / BACK, home / COLLECTED, overwrite=True)
    return Spring(collected, told, [blank, given.files[-1], *(path for path in made.files if path.suffix)])


def prepare(folder: Path, city: str, progress: jobs.Progress = jobs.silent) -> list[Path]:
    """Write what a year can be tried with: the sample's plan before it is handed out, and the folder of what its
    departments return (none where no measure has an owner). Raises as :func:`dxbook.files.folders.filling`."""
    from dxbook.rounds import template

    sample = samples.named(city)
    name = samples.city_of(sample)
    plan, back = folder / f"{name}_計画（見本）.xlsx", folder / f"{name}_{BACK}（見本）"
    with TemporaryDirectory(prefix="dxbook-") as scratch:
        room = Path(scratch)
        samples.new_sample(room / "year.xlsx", sample)
        year, profile = jobs.read(room / "year.xlsx")
        rows = asked_rows(year)
        progress(1, 3, plan.name)
        template.write(plan, profile, without(samples.content(sample), rows))
        if not rows:
            return [plan]
        bundle, _ = jobs.handout(plan, room / OUT)
        progress(2, 3, back.name)
        _answer(bundle, year, plan, room)
        with filling(back, overwrite=True) as staging:
            copytree(room / BACK, staging, dirs_exist_ok=True, ignore=ignore_patterns(MANIFEST))
    progress(3, 3, "")
    return [plan, back]


def _answer(bundle: Bundle, year: Book, blank: Path, home: Path) -> dict[str, str]:
    """Write what comes back, and a copy of the plan that somebody sent along; what each department did."""
    told = {}
    with filling(home / BACK, inputs=[home / OUT], overwrite=True) as staging:
        for number, sent in enumerate(bundle.sent):
            slip = slip_of(number)
            told[sent.portion.department] = slip.told
            if slip.change is None:
                continue
            handed, _ = jobs.read(home / OUT / sent.file)
            fill(handed, staging / (slip.name or sent.file), slip.change(handed, answers(handed, year)))
        copyfile(blank, staging / f"{blank.stem}（写し）.xlsx")
    return told
