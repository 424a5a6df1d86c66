"""What the packaged program leaves out of the packages it carries.

Each line was tried: the tests of the packaged program (test_exe.py, test_windows_exe.py) run without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

Entry = tuple[str, str, str]
"""PyInstaller's: the name in the bundle, the file, the kind."""

MODULES = [
    # what other packages use where it is there, and dxbook does not
    "pyarrow", "polars", "duckdb", "matplotlib", "PIL", "scipy", "numba", "numexpr", "bottleneck", "sqlalchemy", "lxml",
    "IPython", "jinja2", "tables", "fsspec", "dask", "pytz", "tzdata", "cffi.recompiler", "pycparser.ply", "setuptools",
    "pkg_resources", "pip", "wheel", "yaml", "black", "frictionless", "pyspark", "modin", "ibis", "geopandas", "shapely",
    # tests and tools
    "pytest", "_pytest", "hypothesis", "coverage", "mypy", "doctest", "pydoc", "pdb", "lib2to3", "idlelib",
    "pandas.tests", "pandas.conftest", "numpy.tests", "numpy.f2py", "numpy.distutils",
    "pandera.io", "pandera.mypy", "pandera.typing.geopandas", "pandera.pyspark", "pandera.polars",
    # windows of other kinds
    "tkinter", "_tkinter", "turtle", "curses", "Pythonwin", "pythonwin", "win32ui", "win32uiole", "dde", "adodbapi", "isapi",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtPdf", "PySide6.QtTest",
    "PySide6.QtSql", "PySide6.QtDBus", "PySide6.QtPrintSupport",
    # encrypted connections: there are no connections. Hashes come from _hashlib and libcrypto, passwords from cryptography
    "ssl", "_ssl",
    # parts of xlwings that speak to its paid and hosted editions
    "xlwings.pro", "xlwings.rest", "xlwings.cli", "xlwings.server",
]

FILES = [
    # Qt: windows need the platform, the style, pictures as .svg/.ico/.png; not the web, not 3D, not other devices
    r"PySide6/(Qt/)?(qml|resources|libexec|metatypes|include|typesystems|glue|scripts|support)/",
    r"(PySide6/(Qt/)?(lib/)?)?(lib)?Qt6?(Qml|Quick|Network|Pdf|VirtualKeyboard|OpenGL|Sql|Test|Designer|Labs|ShaderTools|Concurrent|Help|UiTools|LanguageServer)",
    r"PySide6/(Qt/)?plugins/(?!platforms/|styles/|imageformats/|iconengines/|xcbglintegrations/|platforminputcontexts/)",
    r"PySide6/(Qt/)?plugins/platforms/(lib)?q?(direct2d|eglfs|linuxfb|vnc|vkkhrdisplay|webgl|minimalegl|minimal)",
    r"PySide6/(Qt/)?plugins/imageformats/(lib)?q?(pdf|tga|tiff|wbmp|webp|icns|gif|jpeg)",
    r"PySide6/(Qt/)?plugins/platforminputcontexts/.*virtualkeyboard",
    r"PySide6/(Qt/)?plugins/wayland",
    r"PySide6/(Qt/)?translations/(?!qtbase_ja\.qm|qtbase_en\.qm)",
    r"(.*/)?(opengl32sw|d3dcompiler_\d+|libEGL|libGLESv2)\.dll",
    r"PySide6/.*\.(pyi|exe|lib|json|qsb)$",
    # tests, stubs and sources that came along
    r"(pandas|numpy|pandera|openpyxl|xlwings)/.*/?tests/",
    r"pandas/_libs/.*\.(pyx|pxd|in|h)$",
    r"numpy/.*\.(pxd|h|a|lib|pyi|c)$",
    r"(.*/)?mfc\d+\w*\.dll",
    r"(.*/)?(_ssl\.|libssl)[^/]*$",
    r"xlwings/(html|js|rest|quickstart|addin|addins)",
    r"xlwings/.*\.(xlam|xlsm|bas|applescript|js|html)$",
    # Debian's own libraries, from which a Linux program must not stray
    r"lib(gtk-3|gdk-3|gdk_pixbuf|pango\w*|cairo\w*|atk\w*|harfbuzz|rsvg)[-.\w]*\.so",
]
_UNWANTED = re.compile("|".join(f"(?:{each})" for each in FILES), re.IGNORECASE)


def trimmed(entries: Iterable[Entry]) -> list[Entry]:
    """``entries`` without the files named above."""
    return [entry for entry in entries if not _UNWANTED.match(entry[0].replace("\\", "/"))]

