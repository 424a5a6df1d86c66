"""The desk: gives every face what it shares with the others, above all :class:`Desk`, which does one job at a time.

Beside it messages, settings, folders, passwords, the guides.
"""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dxbook_gui.desk.banner import Action, Banner, ERROR, GOOD, INFO, SIGNS, WARNING
    from dxbook_gui.desk.desk import Desk
    from dxbook_gui.desk.drop import DropZone, paths_of, take
    from dxbook_gui.desk.excel_link import speaking
    from dxbook_gui.desk.guide import Help, open_page, page
    from dxbook_gui.desk.password import unlocking
    from dxbook_gui.desk.places import ask_file, ask_folder, ask_target, begin
    from dxbook_gui.desk.saved import Saved, Stamp, stamps
    from dxbook_gui.desk.saving import ask_workbook_target, free_name, may_replace, open_folder
    from dxbook_gui.desk.settings import CLERK, ENGLISH, JAPANESE, OFFICE, Settings
    from dxbook_gui.desk.traces import none_left
    from dxbook_gui.desk.work import Work
    from dxbook_gui.desk.workbar import WorkBar
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "places trouble",
        "banner": "Action Banner ERROR GOOD INFO SIGNS WARNING",
        "desk": "Desk",
        "drop": "DropZone paths_of take",
        "excel_link": "speaking",
        "guide": "Help open_page page",
        "password": "unlocking",
        "places": "ask_file ask_folder ask_target begin",
        "saved": "Saved Stamp stamps",
        "saving": "ask_workbook_target free_name may_replace open_folder",
        "settings": "CLERK ENGLISH JAPANESE OFFICE Settings",
        "traces": "none_left",
        "work": "Work",
        "workbar": "WorkBar",
    })
