"""What scripts/windows-python.sh has to make of DLLs that are there. Standard library alone.

    unpack WHEEL FOLDER        python311.dll and the compiled modules of the standard library, from panda3d's wheel
    forward DLL OUT.def        python3.dll: every name of the stable ABI, handed on to python311.dll
    complex SYSTEM32 WORK      C99's complex functions into Wine's ucrtbase.dll: numpy asks for them, Wine 8 lacks them
    colours SYSTEM32 WORK      a function into Wine's mscms.dll: Qt asks for it, Wine 8 stops there
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

COMPILER = "x86_64-w64-mingw32-gcc"
ON_TOP = ("python311.dll", "vcruntime140.dll", "vcruntime140_1.dll")
ONE = ["cacos", "cacosh", "casin", "casinh", "catan", "catanh", "ccos", "ccosh", "cexp", "clog", "conj", "cproj",
       "csin", "csinh", "csqrt", "ctan", "ctanh"]
REAL = ["cabs", "carg", "cimag", "creal"]
"""Functions of one complex number with a complex result, and with a real one."""


def unpack(wheel: Path, folder: Path) -> None:
    """panda3d's wheel carries a whole Windows Python for the programs it freezes, in deploy_libs/."""
    (folder / "DLLs").mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            above, _, file = name.rpartition("/")
            if above != "deploy_libs" or file.startswith("api-ms-win") or ".cp3" in file or file == "_wmi.pyd":
                continue  # Wine has its own api-ms-win; _wmi makes it stop
            place = folder / file.lower() if file.lower() in ON_TOP else folder / "DLLs" / file
            place.write_bytes(archive.read(name))


def exports(image: bytes) -> Iterator[str]:
    """The names that a 64-bit DLL exports (PE format: the first data directory)."""
    header, = struct.unpack_from("<I", image, 0x3C)
    count, = struct.unpack_from("<H", image, header + 6)
    size, = struct.unpack_from("<H", image, header + 20)
    optional = header + 24
    sections = [struct.unpack_from("<IIII", image, optional + size + 40 * each + 8) for each in range(count)]

    def place(address: int) -> int:
        return next(address - start + raw for length, start, filled, raw in sections
                    if start <= address < start + max(length, filled))

    table = place(struct.unpack_from("<I", image, optional + 112)[0])
    names = place(struct.unpack_from("<I", image, table + 32)[0])
    for number in range(struct.unpack_from("<I", image, table + 24)[0]):
        start = place(struct.unpack_from("<I", image, names + 4 * number)[0])
        yield image[start:image.index(b"\0", start)].decode("ascii")


def definition(path: Path, dll: str, pairs: Iterable[tuple[str, str]]) -> None:
    """A .def file for the linker: ``dll`` exports the first name of each pair as the second."""
    lines = [f"LIBRARY {dll}", "EXPORTS", *(f"  {name}={real}" for name, real in pairs)]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


def forward(dll: Path, out: Path) -> None:
    names = [name for name in exports(dll.read_bytes()) if name.startswith(("Py", "_Py"))]
    definition(out, "python3.dll", [(name, f"{dll.stem}.{name}") for name in names])


def complex_functions(system32: Path, work: Path) -> None:
    """C99's complex functions for ucrtbase.dll."""
    names = [*ONE, *REAL, "cpow"]
    # Microsoft's long double is a double.
    new = {f"{name}{kind}": f"w_{name}{'f' if kind == 'f' else ''}" for name in names for kind in ("", "f", "l")}
    code = work / "ucrtbase.c"
    code.write_text(_source(), encoding="ascii")
    _add("ucrtbase", system32, work, code, new)


def colours(system32: Path, work: Path) -> None:
    """A function for mscms.dll that Qt calls (windows-shims.c)."""
    code = Path(__file__).with_suffix(".c")
    _add("mscms", system32, work, code, {"WcsCreateIccProfile": "no_profile"}, "-DMSCMS")


def _add(dll: str, system32: Path, work: Path, code: Path, new: dict[str, str], *options: str) -> None:
    """Replace one of Wine's DLLs by one of ours: it hands all on to a renamed copy, but for the functions in ``code``."""
    kept, listed = work / f"{dll}.wine.dll", work / f"{dll}.def"
    if not kept.exists():
        shutil.copy(system32 / f"{dll}.dll", kept)
    image = bytearray(kept.read_bytes())
    everything = sorted({*exports(bytes(image)), *new})
    definition(listed, f"{dll}.dll", [(name, new.get(name, f"{dll}_w.{name}")) for name in everything])
    if image[0x40:0x50] != b"Wine builtin DLL":
        raise SystemExit(f"windows-shims: Wine's {dll}.dll looks different from Wine 8's")
    image[0x40:0x50] = b"Wine copied  DLL"  # or Wine loads its own file in place of the copy
    (system32 / f"{dll}_w.dll").write_bytes(image)
    subprocess.run([COMPILER, "-O2", "-s", "-shared", "-fno-builtin", "-static-libgcc", *options, str(code), str(listed),
                    "-o", str(system32 / f"{dll}.dll")], check=True)


def _source() -> str:
    """Microsoft passes a complex number as a struct of two; mingw's own functions do the rest."""
    lines = ["#include <complex.h>",
             "typedef struct { double v[2]; } D; typedef union { D s; double _Complex c; } UD;",
             "typedef struct { float v[2]; } F; typedef union { F s; float _Complex c; } UF;"]
    for type_, plain, end in (("D", "double", ""), ("F", "float", "f")):
        lines += [f"{type_} w_{n}{end}({type_} a) {{ U{type_} u, r; u.s = a; r.c = {n}{end}(u.c); return r.s; }}" for n in ONE]
        lines += [f"{plain} w_{n}{end}({type_} a) {{ U{type_} u; u.s = a; return {n}{end}(u.c); }}" for n in REAL]
        lines += [f"{type_} w_cpow{end}({type_} a, {type_} b) "
                  f"{{ U{type_} u, v, r; u.s = a; v.s = b; r.c = cpow{end}(u.c, v.c); return r.s; }}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    commands: dict[str, Callable[[Path, Path], None]] = {
        "unpack": unpack, "forward": forward, "complex": complex_functions, "colours": colours,
    }
    commands[sys.argv[1]](*map(Path, sys.argv[2:]))
