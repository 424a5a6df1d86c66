"""What ``dxbook addin`` tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxbook.apps.excel import addin


def installed(done: addin.Installed) -> str:
    """Where the add-in is, and what is left to do by hand."""
    lines = [f"アドイン(版 {done.version})を入れました: {done.path}", *(f"△ {warning}" for warning in done.warnings)]
    if done.steps:
        lines += ["", f"△ {done.why}", "あとは、Excelで次のようにしてください。",
                  *(f"  {number}. {step}" for number, step in enumerate(done.steps, 1))]
    else:
        lines += ["Excelに登録しました。Excelを開き直すと、リボンに「dxbook」のタブが出ます。"]
    return "\n".join(lines)


def status(found: addin.Status, version: str) -> str:
    """The versions of program and add-in, and whether what belongs to it is there."""
    lines = [f"プログラム: 版 {version}"]
    if not found.version:
        return "\n".join([*lines, "アドイン: 入っていません。", "  →「dxbook addin install」で入れます。"])
    lines += [f"アドイン: 版 {found.version}  {found.path}"]
    if found.version != version:
        lines += ["  △ 版が違います。Excelをすべて閉じて「dxbook addin install」を行ってください。"]
    lines += [f"アドインが使うプログラム: {found.program or '書いてありません'}"]
    if not found.program_there:
        lines += ["  △ そこにプログラムがありません。「dxbook addin install」をもう一度行ってください。"]
    lines += [f"関数のための部品: {'、'.join(found.dlls) or 'ありません(DX_で始まる関数は、簡単な計算だけになります)'}"]
    known = {True: "入っています", False: "まだです(Excelの「アドイン」の画面で「dxbook」に✓を付けます)", None: "わかりません"}
    return "\n".join([*lines, f"Excelへの登録: {known[found.on]}"])
