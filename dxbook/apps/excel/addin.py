"""Put the Excel add-in into the user's own add-in folder, take it out again, say what is there.

    %APPDATA%\\Microsoft\\AddIns\\dxbook.xlam
    %APPDATA%\\Microsoft\\AddIns\\dxbook\\xlwings64.dll, xlwings32.dll   xlwings' link for the functions
    %APPDATA%\\Microsoft\\AddIns\\dxbook\\program.txt                    how to start this program (UTF-16LE)

No rights are needed and nothing else is written but what Excel itself keeps of an add-in that is switched on. A file
that was copied carries no Mark of the Web, so macros in it are not blocked as in a downloaded one.
"""

from __future__ import annotations

import contextlib
import re
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from dxbook.errors import Missing, NotAWorkbook, NotFound
from dxbook.files import replaceable, writing

NAME, FOLDER, PROGRAM = "dxbook.xlam", "dxbook", "program.txt"
DLLS = {"xlwings64.dll": "xlwings64*.dll", "xlwings32.dll": "xlwings32*.dll"}
"""Our fixed names, and the names they have in xlwings' wheel (xlwings64-0.37.8.dll)."""
LONGEST_COMMAND = 900
STEPS = (
    "Excelの「ファイル」→「オプション」→「アドイン」を開き、下の「管理」で「Excelアドイン」を選んで「設定」を押します。",
    "一覧の「dxbook」に✓を付けます。一覧にないときは「参照」を押し、{path} を選びます。",
    "「OK」を押します。リボンに「dxbook」のタブが出れば終わりです。",
)
"""What a person does where Excel cannot be asked to switch the add-in on."""
NO_EXCEL = "このパソコンにExcelが見つからないため、Excelへの登録はしていません。Excelのあるパソコンで使います。"
REFUSED = "Excelが登録を受け付けませんでした（ほかの画面を開いている、組織の設定で止められているなど）。"


class Registrar(Protocol):
    """Who switches the add-in on and off in Excel's list. ``None``: it cannot be known or done here."""

    def there(self) -> bool:
        """Whether this computer has an Excel that can be asked."""

    def switch_on(self, path: Path) -> bool | None:
        """True where Excel has it switched on now."""

    def switch_off(self, path: Path) -> bool | None:
        """True where it was on and is off now, False where it was not on."""

    def is_on(self, path: Path) -> bool | None:
        """Whether Excel loads it at its start."""


@dataclass(frozen=True, slots=True)
class Status:
    """What is there. ``version`` "" where there is no add-in; ``program`` is the command the add-in starts."""

    path: Path
    version: str = ""
    program: str = ""
    program_there: bool = False
    dlls: tuple[str, ...] = ()
    on: bool | None = None


@dataclass(slots=True)
class Installed:
    """What was put where. ``steps`` is empty where Excel has switched the add-in on itself; else ``why`` says why not."""

    path: Path
    version: str
    dlls: tuple[str, ...]
    steps: tuple[str, ...] = ()
    why: str = ""
    warnings: list[str] = field(default_factory=list)


def default_folder() -> Path:
    """The user's add-in folder. Raises Missing off Windows."""
    if sys.platform != "win32":
        raise Missing(
            "アドインを入れられるのは、WindowsのExcelだけです。",
            "Windowsのパソコンで、配られたdxbook一式の「dxbook.exe addin install」を行ってください"
            f"（{NAME} だけを写しても、関数の部品とプログラムの場所がそろいません）。",
        )
    from platformdirs import user_data_path

    return user_data_path(roaming=True) / "Microsoft" / "AddIns"


def find(file: str = "", places: Iterable[Path] | None = None) -> Path:
    """The add-in to install: ``file``, or the one beside the program, in the package or in dist/. Raises NotFound."""
    if file:
        if not Path(file).is_file():
            raise NotFound(f"「{file}」がありません。", "ファイルの名前と場所を確かめてください。")
        return Path(file)
    for folder in program_folders() if places is None else places:
        if (folder / NAME).is_file():
            return folder / NAME
    raise NotFound(f"アドイン（{NAME}）が見つかりません。", "--file で場所を指定してください。開発中は「make addin」で作ります。")


def program_folders() -> tuple[Path, ...]:
    """Where the add-in and xlwings' DLLs may lie: beside the program, in the package, in a checkout's dist/."""
    package = Path(__file__).resolve().parents[2]
    beside = Path(sys.executable).resolve().parent
    return (beside, beside / "_internal", package / "_addin", package.parent / "dist", *_pip_folders())


def _pip_folders() -> list[Path]:
    """Where pip put xlwings' DLLs: Python's own folder, or the user's (%APPDATA%\\Python) where that is not writable."""
    from importlib import metadata

    try:
        files = metadata.files("xlwings") or []
    except metadata.PackageNotFoundError:
        return []
    return list(dict.fromkeys(Path(str(file.locate())).resolve().parent for file in files if file.match("xlwings*.dll")))


def version_of(path: Path) -> str:
    """The add-in's version, as its build wrote it into the file's properties. Raises NotAWorkbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/vbaProject.bin" not in archive.namelist():
                raise NotAWorkbook(f"「{path.name}」はdxbookのアドインではありません。", f"{NAME} を指定してください。")
            core = archive.read("docProps/core.xml").decode("utf-8")
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise NotAWorkbook(f"「{path.name}」はアドインとして読めません。", f"{NAME} を指定してください。") from error
    match = re.search(r"<dc:creator>dxbook (\d[\w.+-]*)</dc:creator>", core)
    if match is None:
        raise NotAWorkbook(f"「{path.name}」はdxbookのアドインではありません。", f"{NAME} を指定してください。")
    return match[1]


def command() -> str:
    """How this very program is started, up to its verb."""
    if getattr(sys, "frozen", False):
        return f'"{Path(sys.executable).with_name("dxbook.exe")}"'
    return f'"{sys.executable}" -m dxbook'


def install(
    source: Path, folder: Path, registrar: Registrar, *, program: str = "", dll_folders: Sequence[Path] | None = None
) -> Installed:
    """Copy the add-in, xlwings' DLLs and the program's command into ``folder``, and switch it on.

    Raises NotAWorkbook for another file, Locked where Excel has an older one open, OutputFailed for the disk.
    """
    version = version_of(source)
    program = program or command()
    folder.mkdir(parents=True, exist_ok=True)
    target, room = folder / NAME, folder / FOLDER
    if target.exists() and target.read_bytes() != source.read_bytes():
        replaceable(target)  # before anything is written
    room.mkdir(exist_ok=True)
    dlls = _copy_dlls(room, program_folders() if dll_folders is None else dll_folders)
    _put(room / PROGRAM, program.encode("utf-16-le"))
    _put(target, source.read_bytes())
    done = Installed(target, version, dlls, warnings=_warnings(program, dlls))
    if not registrar.switch_on(target) and not registrar.is_on(target):
        done.steps = tuple(step.format(path=target) for step in STEPS)
        done.why = REFUSED if registrar.there() else NO_EXCEL
    return done


def _copy_dlls(room: Path, folders: Sequence[Path]) -> tuple[str, ...]:
    found = []
    for name, pattern in DLLS.items():
        sources = [path for folder in folders for path in sorted(folder.glob(pattern), reverse=True)]
        if sources:
            _put(room / name, sources[0].read_bytes())
            found.append(name)
    return tuple(found)


def _put(path: Path, data: bytes) -> None:
    """Write a file that is not there with these bytes already: a DLL in use cannot be written."""
    if path.is_file() and path.read_bytes() == data:
        return
    if path.exists():
        replaceable(path)
    with writing(path) as beside:
        beside.write_bytes(data)


def _warnings(program: str, dlls: Sequence[str]) -> list[str]:
    found = []
    if len(dlls) < len(DLLS):
        found.append("xlwingsのDLLが見つからないため、DX_で始まる関数は、簡単な計算だけになります。")
    try:
        program.encode("cp932")
    except UnicodeEncodeError:
        found.append("dxbookの置き場所の名前に、Excelから使えない文字があります。別のフォルダー（例：C:\\dxbook）に置いてください。")
    if len(program) > LONGEST_COMMAND:
        found.append("dxbookの置き場所の名前が長すぎます。浅いフォルダー（例：C:\\dxbook）に置いてください。")
    return found


def remove(folder: Path, registrar: Registrar) -> list[Path]:
    """Switch the add-in off and delete every file of it; returns what was deleted. Raises Locked where Excel uses it."""
    target, room = folder / NAME, folder / FOLDER
    files = [path for path in (target, *(room / name for name in (*DLLS, PROGRAM))) if path.exists()]
    registrar.switch_off(target)
    for path in files:
        replaceable(path)  # all or none
    for path in files:
        path.unlink()
    with contextlib.suppress(OSError):  # somebody may have put something of his own there
        room.rmdir()
    return files


def status(folder: Path, registrar: Registrar) -> Status:
    """What is installed. Raises NotAWorkbook for a damaged add-in."""
    target, room = folder / NAME, folder / FOLDER
    program = ""
    if (room / PROGRAM).is_file():
        program = (room / PROGRAM).read_bytes().decode("utf-16-le", errors="replace")
    executable = re.match(r'"([^"]+)"', program)
    return Status(
        target, version_of(target) if target.is_file() else "", program,
        bool(executable and Path(executable[1]).is_file()),
        tuple(name for name in DLLS if (room / name).is_file()), registrar.is_on(target),
    )
