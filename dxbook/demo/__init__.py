"""The demo: takes a sample's name, gives the workbooks of its whole year, through the same jobs an office uses."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.demo.story import GUIDE, INVENTED, CityFiles, run
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "": "answers samples spring",
        "story": "GUIDE INVENTED CityFiles run",
    })
