"""What is made of a rated plan, one package or module a kind; OUTPUTS names them."""

from dxbook.lazy import lazy_names

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from dxbook.outputs.registry import OUTPUTS, Output, Report, named, output_of, suffixes
else:
    __getattr__, __all__ = lazy_names(__name__, {
        "registry": "OUTPUTS Output Report named output_of suffixes",
    })
