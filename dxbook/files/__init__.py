"""Files and folders: takes a place and what is to stand there, and puts it there whole or not at all."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.files.folders import MANIFEST, filling
    from dxbook.files.resources import frozen, getting, template, template_names
    from dxbook.files.whole import explained, owner_file, refuse, replaceable, writing
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "folders": "MANIFEST filling",
        "resources": "frozen getting template template_names",
        "whole": "explained owner_file refuse replaceable writing",
    })
