"""The frame: takes a person's role, gives the window around the faces; the application, menus, the first page."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dxbook_gui.frame.smoke import idle, picture, texts
    from dxbook_gui.frame.window import MainWindow
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "smoke": "idle picture texts",
        "window": "MainWindow",
    })
