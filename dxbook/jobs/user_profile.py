"""Begin a profile: a commented file in the user's folder."""

from __future__ import annotations

import re

from dxbook.errors import DxbookError, InTheWay
from dxbook.files import explained, writing
from dxbook.jobs.result import Result
from dxbook.plan import GENERIC, as_toml, load_profile, user_folder

_NAME = re.compile(r"(?!(?:con|prn|aux|nul|com\d|lpt\d)$)[\w-]{1,40}", re.IGNORECASE)
"""Letters (Japanese ones too), digits, - and _; what Windows takes for a device is no name of a file."""


def new_profile(name: str, source: str = GENERIC) -> Result:
    """Write NAME.toml into the user's folder (made where it is not there) with what the profile ``source`` says.

    Raises InTheWay where there is such a file, NotFound for ``source``, OutputFailed where it cannot be written.
    """
    if not _NAME.fullmatch(name):
        raise DxbookError(f"「{name}」はプロファイルの名前に使えません。", "文字・数字・-・_ だけで、40文字まで書いてください。")
    path = user_folder() / f"{name}.toml"
    if path.exists():
        raise InTheWay(f"プロファイル「{name}」はすでにあります: {path}", f"「dxbook profile open {name}」で開けます。")
    text = as_toml(load_profile(source))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explained(path.parent, error) from error
    with writing(path) as beside:
        beside.write_text(text, encoding="utf-8")
    return Result(files=[path])
