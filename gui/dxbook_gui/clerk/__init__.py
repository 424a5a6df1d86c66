"""The face of a department: takes workbooks, shows whether each may be handed in and what is to mend."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dxbook_gui.clerk.face import ClerkFace
    from dxbook_gui.clerk.preview import Preview
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "face": "ClerkFace",
        "preview": "Preview",
    })
