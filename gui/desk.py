"""What every face of the window may use: one object, handed down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dxbook.errors import DxbookError

from .banner import Banner
from .settings import Settings
from .work import Job, Work


@dataclass(slots=True)
class Desk:
    """The window's memory, its one job, and the place where it speaks."""

    settings: Settings
    work: Work
    banner: Banner

    def run(
        self, doing: str, job: Job, done: Callable[[Any], None], failed: Callable[[DxbookError], None] | None = None
    ) -> None:
        """Run ``job`` beside the window; what stops it is told in the banner unless ``failed`` takes it."""
        self.banner.hide()
        self.work.start(doing, job, done, failed or self.banner.tell)
