"""What a city's profile holds. Its keys are declared here once; the check of a profile file, the commented file that
``dxbook profile new`` writes and docs/profile.md follow from them.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from typing import Annotated, Any, get_type_hints

from dxbook.plan.scales import Grade


@dataclass(frozen=True, slots=True)
class Profile:
    """What differs from city to city. Each key has its title and its explanation for the person who writes the file.

    ``words`` maps a sheet title or column label of the schema to the city's own word. ``form`` is the name of a form
    that comes with dxbook, or the path of a workbook (in the file: its name, beside the profile).
    """

    id: str
    city: Annotated[str, "団体名", "市区町村の名前です。"]
    city_code: Annotated[str, "団体コード", (
        "総務省の全国地方公共団体コード（6桁）です。先頭の0も書きます。計画のブックの団体コードがこれと同じとき、"
        "このプロファイルが使われます。")] = ""
    levels: Annotated[tuple[str, ...], "階層の名前", "施策の上にある階層の名前を、上から順に書きます（記録のためです）。"] = ()
    scale: Annotated[str, "評価尺度", "評価の段階です。自分の段階を [[grades]] に書くときは、ここにその名前を書きます。"] = ""
    formula: Annotated[str, "評価方式", "達成度の計算のしかたです。"] = ""
    form: Annotated[str, "様式", (
        "チェックシートの様式です。自分の様式を使うときは、このファイルと同じフォルダーに置いて、"
        "その名前（.xlsx）を書きます。")] = "standard"
    national: Annotated[str, "国の重点取組事項の版", "計画が引用している版の年です（記録のためです）。"] = ""
    words: Annotated[dict[str, str], "語", (
        "計画のブックのシートと欄の名前を、その団体の言い方に変えます。左がもとの名前、右が団体の言い方です。"
        "変えないものは書きません。")] = field(default_factory=dict)
    grades: Annotated[tuple[Grade, ...], "評価の段階", (
        "自分の評価尺度です。よい順に、段階ごとに [[grades]] を書きます。dxbookにある尺度を使うときは書きません。")] = ()

    def word(self, term: str) -> str:
        """The city's word for a schema term, or the term itself."""
        return self.words.get(term, term)


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table of the file. ``kind`` is its Python type."""

    name: str
    title: str
    help: str
    kind: Any
    required: bool


def _keys(of: type[Profile] | type[Grade]) -> tuple[Key, ...]:
    hints = get_type_hints(of, include_extras=True)
    found = []
    for each in fields(of):
        if each.name != "id":  # the file's name
            title, help_ = hints[each.name].__metadata__
            required = each.default is MISSING and each.default_factory is MISSING
            found.append(Key(each.name, title, help_, hints[each.name].__origin__, required))
    return tuple(found)


PROFILE_KEYS, GRADE_KEYS = _keys(Profile), _keys(Grade)
"""The keys of a profile file, and of one of its ``[[grades]]``, in the order in which they are written."""
