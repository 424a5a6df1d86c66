"""Text: takes what people write, gives it normalised by policy; departments, 団体コード, odd characters."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.text.departments import Directory, DirectoryEntry, GROUPS, split
    from dxbook.text.lgcode import read_code
    from dxbook.text.policies import HYPHENS, POLICIES, character_findings, key, normalize
    from dxbook.text.cell import MAX_CELL_TEXT, cell_text, is_empty, is_error, shown_percent, written
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "departments": "Directory DirectoryEntry GROUPS split",
        "lgcode": "read_code",
        "policies": "HYPHENS POLICIES character_findings key normalize",
        "cell": "MAX_CELL_TEXT cell_text is_empty is_error shown_percent written",
    })
