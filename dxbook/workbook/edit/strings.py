"""The shared strings: read one, append one. Those that are there are never touched, other cells use them."""

from __future__ import annotations

from dxbook.workbook.edit.archive import Archive
from dxbook.workbook.edit.xml import Element, Source, made, put, spliced, whole
from dxbook.workbook.open import damaged


class Strings:
    """The <si> elements of the part ``part`` ("" where the workbook has none); read when first needed."""

    def __init__(self, archive: Archive, part: str) -> None:
        self.part = part
        self._archive = archive
        self._loaded: tuple[Source, list[Element]] | None = None
        self._appended: dict[bytes, int] = {}
        self._references = 0

    def inner(self, number: int) -> bytes:
        """What stands in the <si> of this number, prefixes as in :attr:`prefix`. Raises NotAWorkbook."""
        source, elements = self._load()
        if not 0 <= number < len(elements):
            raise damaged(source.name)
        return source.inside(elements[number])

    @property
    def prefix(self) -> bytes:
        """The prefix of the part's elements, such as b"x:"; mostly b""."""
        return self._load()[0].prefix

    def append(self, inner: bytes) -> int:
        """The number of a new <si> with this content; equal new ones share it."""
        return self._appended.setdefault(inner, len(self._load()[1]) + len(self._appended))

    def count(self, references: int) -> None:
        """``references`` more cells (or fewer) use the shared strings."""
        self._references += references

    def save(self) -> None:
        """Put the part back into the archive, if anything was appended or counted."""
        if not self.part or not (self._appended or self._references):
            return
        source, elements = self._load()
        root = source.first(b"sst")
        if root is None:
            raise damaged(source.name)
        head = root.head
        if (count := root.get("count")) is not None:
            head = put(head, "count", max(whole(count) + self._references, 0))
        if root.get("uniqueCount") is not None and self._appended:
            head = put(head, "uniqueCount", len(elements) + len(self._appended))
        new = b"".join(made(source.prefix, b"si", b"", inner) for inner in self._appended)
        if root.alone:  # <sst/>
            changes = [(root.start, root.end, made(root.prefix, root.name, head, new))]
        else:
            at = elements[-1].end if elements else root.inner
            changes = [(root.start, root.inner, root.tag(head)), (at, at, new)]
        self._archive.put(self.part, spliced(source.data, changes))
        self._loaded, self._appended, self._references = None, {}, 0

    def _load(self) -> tuple[Source, list[Element]]:
        if self._loaded is None:
            source = Source(self._archive.read(self.part), self._archive.name)
            self._loaded = source, list(source.find(b"si"))
        return self._loaded
