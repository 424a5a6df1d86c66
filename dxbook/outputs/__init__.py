"""What is made of a rated plan, one package a kind; ``registry`` names them."""

from dxbook.lazy import lazy_names

__getattr__, __all__ = lazy_names(__name__, {
    "": "registry",
})
