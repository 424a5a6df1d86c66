"""docs/profile.md, made from the keys of a profile."""

from __future__ import annotations

from collections.abc import Iterator

from dxbook.plan import GRADE_KEYS, KINDS, PROFILE_KEYS, SHEETS, Key, Source, choices_of, profile_files

_HEAD = """\
# 団体のプロファイルを作るには

<!-- scripts/pages/profile.py が作ります。項目を直すときは dxbook/plan/profile_keys.py を直して make docs を実行します。 -->

プロファイルは、団体ごとの言葉・評価尺度・様式を書いた小さなファイル（TOML形式）です。プログラムを直す必要はありません。
計画のブックのシートや欄の名前が、その団体の言い方になります。

## 手順

1. `dxbook profile new 名前` で、説明の入ったファイルを自分のフォルダーに作ります
   （近い団体のものから始めるときは `--from mobara` のように付けます）。
2. `dxbook profile open 名前` で開き、団体名と団体コードを書きます。変えたい語は、行の先頭の `#` を消して右側を直します。
3. `dxbook profile check 名前` で確かめます。まちがいは、行の番号と直し方がすべて表示されます。
4. 新しい計画を作るとき、`dxbook new --profile 名前`（画面では［使う言葉と様式］）で選びます。
   作ったブックは、使ったプロファイルの名前を覚えています。

`dxbook profile list` は使えるプロファイルと置き場所を、`dxbook profile show 名前` は内容を表示します。

## 置き場所

| 置き場所 | どこ |
|---|---|
| 利用者のフォルダー | Windowsでは `%LOCALAPPDATA%\\dxbook\\profiles`、Linuxでは `~/.config/dxbook/profiles` |
| プログラムの横 | 配られたプログラム（`dxbook.exe`）と同じフォルダーの `profiles` |
| 付属 | dxbookについてきたもの（{shipped}） |

- 環境変数 `DXBOOK_PROFILES` があれば、利用者のフォルダーの代わりに、そのフォルダー（課の共有フォルダーなど）を使います。
- 上にあるものほど優先されます。同じ名前か同じ団体コードのものが上にあると、下のものは使われません
  （`dxbook profile list` でわかります）。
- 各課の人がdxbookを使うときは、各課のdxbookにも同じプロファイルが要ります。`profiles` を横に置いたプログラムを配るか、
  共有フォルダーを `DXBOOK_PROFILES` に書いてください。ないときは標準の言葉で読み、そのことを知らせます（F118）。
- 誤りのあるプロファイルは、使う計画だけが止まります。ほかの計画には影響しません。

## 項目

| 項目 | 名前 | 書き方 | 説明 |
|---|---|---|---|
"""


def _row(key: Key) -> str:
    wanted = KINDS[key.kind][1]
    name = f"**{key.title}**（必須）" if key.required else key.title
    choices = "、".join(f"`{each}`" for each in choices_of(key.name))
    return f"| `{key.name}` | {name} | {wanted} | {key.help}{f'<br>使えるもの: {choices}' if choices else ''} |"


def _words() -> Iterator[str]:
    for sheet in SHEETS:
        yield f"| {sheet.title} | {'、'.join(column.label for column in sheet.columns)} |"


def markdown() -> str:
    """The page as committed."""
    shipped = "、".join(f"`{file.id}` {file.city}" for file in profile_files() if file.source is Source.PACKAGE)
    return "\n".join([
        _HEAD.format(shipped=shipped) + "\n".join(map(_row, PROFILE_KEYS)),
        "", "`[words]` と `[[grades]]` は、ほかの項目より下に書きます。", "",
        "### `[[grades]]` の項目", "", "| 項目 | 名前 | 書き方 | 説明 |", "|---|---|---|---|", *map(_row, GRADE_KEYS),
        "", "## 変えられる語", "", "`[words]` の左に書ける名前です。", "", "| シート | 欄 |", "|---|---|", *_words(), "",
    ])
