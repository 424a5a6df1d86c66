"""A folder of outputs: whole or not at all, and nobody else's file is touched."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from dxbook.errors import DxbookError, InTheWay, Locked, NotFound, OutputFailed
from dxbook.files import folders as outfolder
from tests.support.faults import SAID, in_child, kill
from tests.support.paths import ROOT

OLD = {"配布台帳.xlsx": b"register 1", "課/福祉課.xlsx": b"welfare 1", "課/税務課.xlsx": b"tax"}
NEW = {"配布台帳.xlsx": b"register 2", "課/税務課.xlsx": b"tax", "課/市民課.xlsx": b"citizens"}


def fill(
    target: Path, files: Mapping[str, bytes], inputs: tuple[Path, ...] = (), *, overwrite: bool = False, kind: str = "",
    renew: bool = True,
) -> None:
    with outfolder.filling(target, inputs=inputs, overwrite=overwrite, kind=kind, renew=renew) as staging:
        for name, content in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).write_bytes(content)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, the list of our own files left out."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name != outfolder.MANIFEST}


def folders(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_dir()}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "令和７年度　配布"


def test_a_new_folder_appears_whole(target: Path) -> None:
    with outfolder.filling(target) as staging:
        (staging / "a.xlsx").write_bytes(b"a")
        assert not target.exists()
        assert list(staging.iterdir()) == [staging / "a.xlsx"]
        assert staging.parent.name == f".{target.name}.dxbook"
    assert tree(target) == {"a.xlsx": b"a"}
    assert list(target.parent.iterdir()) == [target]


def test_an_empty_folder_is_filled(target: Path) -> None:
    target.mkdir(mode=0o750)
    fill(target, OLD)
    assert tree(target) == OLD
    assert target.stat().st_mode & 0o777 == 0o750


def test_the_next_run_replaces_what_the_last_one_made(target: Path) -> None:
    fill(target, OLD)
    (target / "課" / "メモ.txt").write_bytes(b"mine")
    (target / "会議.docx").write_bytes(b"theirs")
    kept = (target / "課/税務課.xlsx").stat().st_mtime_ns
    fill(target, NEW)
    assert tree(target) == NEW | {"課/メモ.txt": b"mine", "会議.docx": b"theirs"}
    assert (target / "課/税務課.xlsx").stat().st_mtime_ns == kept, "what does not change is not touched"
    assert list(target.parent.iterdir()) == [target]


def test_a_folder_that_is_no_longer_needed_goes_unless_somebody_uses_it(target: Path) -> None:
    fill(target, {"甲/一.xlsx": b"1", "乙/二.xlsx": b"2"})
    (target / "乙" / "メモ.txt").write_bytes(b"mine")
    fill(target, {"丙.xlsx": b"3"})
    assert folders(target) == {"乙"}


def test_the_same_output_again_touches_nothing(target: Path) -> None:
    fill(target, OLD)
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*")}
    fill(target, OLD)
    assert {path: path.stat().st_mtime_ns for path in target.rglob("*")} == before


@pytest.mark.parametrize("name", ["配布台帳.xlsx", "課/福祉課.xlsx"])
def test_a_file_that_somebody_has_changed_stops_it_before_anything(target: Path, name: str) -> None:
    fill(target, OLD)
    (target / name).write_bytes(b"with my notes")
    before = tree(target)
    reached = False
    with pytest.raises(InTheWay) as caught, outfolder.filling(target):  # a window may ask, and try again
        reached = True
    assert not reached, "told before the work, not after it"
    assert Path(name).name in caught.value.message
    assert "書き換えられ" in caught.value.message
    assert "--overwrite" in caught.value.remedy
    assert tree(target) == before


def test_with_overwrite_a_changed_file_stays_beside(target: Path) -> None:
    fill(target, OLD)
    (target / "配布台帳.xlsx").write_bytes(b"with my notes")
    fill(target, NEW, overwrite=True)
    assert tree(target) == NEW | {"配布台帳（前のもの）.xlsx": b"with my notes"}
    (target / "配布台帳.xlsx").write_bytes(b"again")
    fill(target, NEW, overwrite=True)
    assert tree(target) == NEW | {"配布台帳（前のもの）.xlsx": b"with my notes", "配布台帳（前のもの2）.xlsx": b"again"}


def test_a_strangers_file_in_the_way(target: Path) -> None:
    target.mkdir()
    (target / "配布台帳.xlsx").write_bytes(b"by hand")
    (target / "課").write_bytes(b"a file where a folder must be")
    before = tree(target)
    with pytest.raises(OutputFailed) as caught:
        fill(target, OLD)
    assert "ほか1件" in caught.value.message
    assert "このプログラムが作ったものではありません" in caught.value.message
    assert tree(target) == before
    assert not (target / outfolder.MANIFEST).exists()
    fill(target, OLD, overwrite=True)
    assert tree(target) == OLD | {"配布台帳（前のもの）.xlsx": b"by hand", "課（前のもの）": before["課"]}


def test_a_folder_where_a_file_must_be(target: Path) -> None:
    (target / "a.xlsx").mkdir(parents=True)
    (target / "a.xlsx" / "b").write_bytes(b"b")
    with pytest.raises(OutputFailed):
        fill(target, {"a.xlsx": b"new"})
    fill(target, {"a.xlsx": b"new"}, overwrite=True)
    assert tree(target) == {"a.xlsx": b"new", "a（前のもの）.xlsx/b": b"b"}


def test_a_file_that_is_there_already_just_so_is_no_obstacle(target: Path) -> None:
    target.mkdir()
    (target / "課").mkdir()
    (target / "課/税務課.xlsx").write_bytes(b"tax")
    fill(target, OLD)
    fill(target, NEW)
    assert tree(target) == NEW


def test_a_file_of_ours_that_was_removed_is_made_again(target: Path) -> None:
    fill(target, OLD)
    (target / "配布台帳.xlsx").unlink()
    fill(target, OLD)
    assert tree(target) == OLD


@pytest.mark.parametrize("manifest", ["", "[]", '{"files": 3}', '{"files": {"../plan.xlsx": ["%s"], "/etc/x": []}}'])
def test_a_damaged_list_makes_strangers_of_the_files_and_reaches_nothing_outside(target: Path, manifest: str) -> None:
    fill(target, {"a.xlsx": b"a"})
    plan = target.parent / "plan.xlsx"
    plan.write_bytes(b"a")
    digest = json.loads((target / outfolder.MANIFEST).read_text("utf-8"))["files"]["a.xlsx"][0]
    (target / outfolder.MANIFEST).write_text(manifest.replace("%s", digest), "utf-8")
    with pytest.raises(OutputFailed):
        fill(target, {"a.xlsx": b"b"})
    fill(target, {"b.xlsx": b"b"})
    assert tree(target) == {"a.xlsx": b"a", "b.xlsx": b"b"}
    assert plan.read_bytes() == b"a"


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), NotFound("x"), OSError(errno.ENOSPC, "full")])
def test_an_error_leaves_everything_as_it_was(target: Path, error: BaseException) -> None:
    fill(target, OLD)

    def work() -> None:
        with outfolder.filling(target) as staging:
            (staging / "a.xlsx").write_bytes(b"half")
            raise error

    with pytest.raises(DxbookError if isinstance(error, OSError) else type(error)):
        work()
    assert tree(target) == OLD
    assert list(target.parent.iterdir()) == [target]


def test_an_error_of_another_file_is_left_to_who_knows_it(target: Path) -> None:
    for error, wanted in [(OSError(errno.EIO, "gone", "/share/返送.xlsx"), OSError),
                          (OSError(errno.ENOSPC, "full", "/tmp/part.xml"), OutputFailed)]:
        with pytest.raises(wanted), outfolder.filling(target):
            raise error
        assert not any(target.parent.iterdir())


@pytest.mark.parametrize("number", range(12))
@pytest.mark.parametrize("kind", [KeyboardInterrupt, PermissionError])
def test_an_error_while_the_files_take_their_places_undoes_them_all(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[BaseException]
) -> None:
    fill(target, OLD)
    (target / "新").write_bytes(b"in the way")
    before, listed, had = tree(target), (target / outfolder.MANIFEST).read_bytes(), folders(target)
    steps = 0
    after = NEW | {"新/深い/a.xlsx": b"deep"}

    def failing(name: str) -> None:
        real = getattr(os, name)

        def step(*paths: Path, **rest: int) -> None:
            nonlocal steps
            if not rest and any(Path(path).is_relative_to(target) for path in paths):  # else it is clearing up
                steps += 1
                if steps == number + 1:
                    raise kind(errno.EACCES, "no")
            real(*paths, **rest)

        monkeypatch.setattr(os, name, step)

    failing("replace")
    failing("unlink")
    failing("rename")
    try:
        fill(target, after, overwrite=True)
    except (KeyboardInterrupt, OutputFailed):
        monkeypatch.undo()
        assert (tree(target), folders(target)) == (before, had)
        assert (target / outfolder.MANIFEST).read_bytes() == listed
    else:
        monkeypatch.undo()
        assert tree(target) == after | {"新（前のもの）": b"in the way"}
    assert list(target.parent.iterdir()) == [target]


def test_where_it_must_not_write(tmp_path: Path) -> None:
    returned, plan = tmp_path / "回収", tmp_path / "計画.xlsx"
    returned.mkdir()
    plan.write_bytes(b"plan")
    link = tmp_path / "link"
    link.symlink_to(returned)
    for target, word in [(returned, "読み込む"), (returned / "結果", "読み込む"), (link / "結果", "読み込む"),
                         (plan, "フォルダーではありません"), (tmp_path / "無い" / "結果", "がありません")]:
        with pytest.raises(OutputFailed) as caught:
            fill(target, OLD, (plan, returned))
        assert word in caught.value.message
        assert caught.value.remedy.endswith("。")
    assert sorted(tmp_path.iterdir()) == sorted([returned, plan, link])
    assert not any(returned.iterdir())


def test_an_input_in_the_target_is_never_replaced_or_moved(target: Path) -> None:
    fill(target, OLD)
    plan = target / "配布台帳.xlsx"  # the last run's output as the next one's input
    for source in (plan, target / "課"):
        with pytest.raises(OutputFailed, match="読み込むファイル"):
            fill(target, NEW, (source,), overwrite=True)
    (target / "計画.xlsx").write_bytes(b"plan")
    with pytest.raises(OutputFailed, match="読み込むファイル"):
        fill(target, {"計画.xlsx": b"new"}, (target / "計画.xlsx",), overwrite=True)
    assert tree(target) == OLD | {"計画.xlsx": b"plan"}
    fill(target, NEW, (target / "計画.xlsx",))
    assert tree(target) == NEW | {"計画.xlsx": b"plan"}


def test_a_file_open_in_excel(target: Path) -> None:
    fill(target, OLD)
    owner = target / "課" / "~$福祉課.xlsx"
    owner.write_bytes(b"")
    with pytest.raises(Locked, match="福祉課"):
        fill(target, NEW)
    owner.unlink()
    assert tree(target) == OLD
    fill(target, NEW)


def test_one_run_at_a_time(target: Path) -> None:
    with outfolder.filling(target) as staging:
        (staging / "a").write_bytes(b"a")
        with pytest.raises(Locked, match="ほかの処理"):
            fill(target, NEW)
    assert tree(target) == {"a": b"a"}
    fill(target, NEW)


@pytest.mark.skipif(os.name == "nt", reason="SKIPPED: how locks are taken is set aside for POSIX alone")
@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_share_that_knows_no_locks_is_written_to_all_the_same(
    target: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "flock", refuse)
    fill(target, OLD)
    fill(target, NEW)
    assert tree(target) == NEW
    assert list(target.parent.iterdir()) == [target]


def test_a_stranger_where_the_lock_is_to_lie(target: Path) -> None:
    target.with_name(f".{target.name}.dxbook").write_bytes(b"mine")
    with pytest.raises(OutputFailed):
        fill(target, NEW)
    assert target.with_name(f".{target.name}.dxbook").read_bytes() == b"mine"


HOLDING = """
import sys
from pathlib import Path
from dxbook.files import filling
with filling(Path(sys.argv[1])) as staging:
    (staging / "half").write_bytes(b"half")
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_killed_process_lets_go_of_its_folder(target: Path) -> None:
    """On every system: the lock is the system's own, and goes with its process."""
    words = [sys.executable, "-c", HOLDING, str(target)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(Locked, match="ほかの処理"):
            fill(target, NEW)
        other.kill()
    fill(target, NEW)
    assert tree(target) == NEW
    assert list(target.parent.iterdir()) == [target]


def test_what_a_killed_run_left_is_cleared(target: Path) -> None:
    room = target.with_name(f".{target.name}.dxbook")
    (room / "4711" / "課").mkdir(parents=True)
    (room / "4711" / "課" / "a.xlsx").write_bytes(b"half")
    (room / "lock").write_bytes(b"")
    fill(target, NEW)
    assert tree(target) == NEW
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("name", ["計" * 85, "計" * 80, "a" * 255, "a" * 245])
def test_names_as_long_as_can_be(tmp_path: Path, name: str) -> None:
    fill(tmp_path / name, {"福" * 83 + ".xlsx": b"1"})
    fill(tmp_path / name, {"福" * 83 + ".xlsx": b"2"})
    assert tree(tmp_path / name) == {"福" * 83 + ".xlsx": b"2"}
    with pytest.raises(OutputFailed, match="長すぎます"):
        fill(tmp_path / name, {"福" * 90: b"2"})


def test_a_link_to_a_folder_is_filled_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "本当").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "本当")
    fill(tmp_path / "link", NEW)
    assert (tmp_path / "link").is_symlink()
    assert tree(tmp_path / "本当") == NEW


@pytest.mark.parametrize("new", [NEW, OLD | {"更に.xlsx": b"more"}, {"集約結果.xlsx": b"others"}])
def test_another_kinds_results_are_not_replaced(target: Path, new: Mapping[str, bytes]) -> None:
    """A collect into the folder of the hand-outs, next year's hand-outs into this year's."""
    fill(target, OLD, kind="配布 122025-2023 令和7年度")
    reached = False
    with pytest.raises(OutputFailed) as caught, outfolder.filling(target, kind="集約 122025-2023 令和7年度"):
        reached = True
    assert not reached, "told before the work, not after it"
    assert target.name in caught.value.message
    assert "配布 122025-2023 令和7年度" in caught.value.message
    assert "-o" in caught.value.remedy
    with pytest.raises(OutputFailed):
        fill(target, new)  # a writer that says nothing of itself
    assert tree(target) == OLD
    fill(target, new, kind="集約 122025-2023 令和7年度", overwrite=True)
    kept = {f"{name.removesuffix('.xlsx')}（前のもの）.xlsx": content
            for name, content in OLD.items() if new.get(name) != content}
    assert tree(target) == {**new, **kept}
    fill(target, NEW, kind="集約 122025-2023 令和7年度")
    assert tree(target) == NEW | kept


def test_a_list_without_a_kind_is_of_another_one(target: Path) -> None:
    fill(target, OLD)
    with pytest.raises(OutputFailed, match="ほかの処理"):
        fill(target, NEW, kind="集約")
    assert tree(target) == OLD


@pytest.mark.parametrize(("new", "first", "more"), [
    (OLD | {"課/福祉課.xlsx": b"welfare 2"}, "福祉課.xlsx", ""),  # changes
    ({name: OLD[name] for name in list(OLD)[:2]}, "税務課.xlsx", ""),  # vanishes
    (NEW, "福祉課.xlsx", "ほか1件"),
])
def test_what_was_sent_out_is_not_renewed_in_silence(
    target: Path, new: Mapping[str, bytes], first: str, more: str
) -> None:
    fill(target, OLD, renew=False)
    fill(target, OLD, renew=False)  # the same again is fine
    with pytest.raises(OutputFailed) as caught:
        fill(target, new, renew=False)
    assert first in caught.value.message
    assert more in caught.value.message
    assert "--overwrite" in caught.value.remedy
    assert tree(target) == OLD
    fill(target, new, renew=False, overwrite=True)
    kept = {f"{name.removesuffix('.xlsx')}（前のもの）.xlsx": content
            for name, content in OLD.items() if new.get(name) != content}
    assert tree(target) == {**new, **kept}
    fill(target, new, renew=False)
    assert tree(target) == {**new, **kept}


def test_more_files_beside_what_was_sent_are_fine(target: Path) -> None:
    fill(target, OLD, renew=False)
    fill(target, OLD | {"課/更に.xlsx": b"more"}, renew=False)
    assert tree(target) == OLD | {"課/更に.xlsx": b"more"}


def test_nothing_is_left_beside_a_folder_without_the_right_to_write(tmp_path: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("SKIPPED: only root may become another user")
    desk = Path("/tmp") / f"dxbook-{os.getpid()}-{tmp_path.name}"
    closed = desk / "closed"
    closed.mkdir(parents=True)
    try:
        os.chown(desk, 65534, 65534)
        os.chown(closed, 65534, 65534)
        closed.chmod(0o555)

        def run() -> None:
            os.setuid(65534)
            fill(closed, OLD)

        assert in_child(run, 1000, kill) == SAID
        assert list(desk.rglob("*")) == [closed]
    finally:
        shutil.rmtree(desk)
