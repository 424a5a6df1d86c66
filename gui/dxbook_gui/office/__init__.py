"""The face of the DX office: takes a plan, walks it through the year, step by step."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dxbook_gui.office.choice import Choice
    from dxbook_gui.office.face import OfficeFace
    from dxbook_gui.office.new import NewPlan
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "choice": "Choice",
        "face": "OfficeFace",
        "new": "NewPlan",
    })
