"""Faults for real: a killed process, a full disk, a share that goes away. Inputs stay, the next run completes.

A job runs in a forked child whose n-th change of the file system (opening for writing, renaming, removing, making
folders: Python's audit events) is met by the fault, for every n until a run is through before its n-th change.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, TextIO

import pytest

from dxbook import jobs
from dxbook.apps.cli import FAILED, main
from dxbook.errors import Locked
from dxbook.files import folders as outfolder
from dxbook.rounds.collect import pool, receive
from tests.support.faults import (
    SAID,
    THROUGH,
    THROUGH_ALL_THE_SAME,
    TRACEBACK,
    Fault,
    contents,
    failing,
    in_child,
    interrupt,
    kill,
)
from tests.support.paths import ROOT
from tests.support.spring import CITIZENS, GENERAL, MEASURES, Office
from tests.support.tables import plan_book

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="SKIPPED: faults are set with fork, which Windows lacks")


@pytest.fixture(autouse=True)
def _temporary_files(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a killed process leaves in the system's temporary folder goes with the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))


@dataclass(frozen=True)
class Case:
    """A job on a desk (a folder with 入力 and, from an earlier run, 結果), and what it makes of it undisturbed."""

    run: Callable[[Path], object]
    desk: Path
    wanted: dict[str, bytes]

    def moments(self, fault: Fault, *, lasting: bool = False, step: int = 1) -> Iterator[tuple[Path, int]]:
        """A fresh desk after the fault came at the first, second… change, and how the run ended."""
        for number in count(1, step):
            fresh = self.desk.with_name(f"机{number}")
            shutil.copytree(self.desk, fresh)
            ended = in_child(lambda fresh=fresh: self.run(fresh), number, fault, lasting=lasting)  # type: ignore[misc]
            yield fresh, ended
            shutil.rmtree(fresh)
            if ended == THROUGH:
                assert number > 5, "no change was seen: the fault never came"
                return

    def before(self) -> dict[str, bytes]:
        return contents(self.desk / "結果")

    def completes(self, desk: Path) -> None:
        """The inputs are as they were; run again without any fault, the result is as if there had been none."""
        assert contents(desk / "入力") == contents(self.desk / "入力")
        self.run(desk)
        assert contents(desk / "結果") == self.wanted
        assert sorted(each.name for each in desk.iterdir()) == ["入力", "結果"], "nothing is left beside"
        assert contents(desk / "入力") == contents(self.desk / "入力")


def small_writer(desk: Path) -> None:
    """Carries the inputs over in capitals, into two folders."""
    with outfolder.filling(desk / "結果", inputs=[desk / "入力"]) as staging:
        (staging / "課").mkdir()
        for path in sorted((desk / "入力").iterdir()):
            place = staging if path.stem == "一覧" else staging / "課"
            (place / path.name).write_bytes(path.read_bytes().upper())


def _filled(desk: Path) -> None:
    with outfolder.filling(desk / "結果") as staging:
        for name, content in {"一覧.txt": b"OLD", "課/福祉課.txt": b"WELFARE", "旧/廃止課.txt": b"GONE"}.items():
            (staging / name).parent.mkdir(exist_ok=True)
            (staging / name).write_bytes(content)
    (desk / "結果" / "課" / "メモ.txt").write_bytes(b"mine")


@pytest.fixture(params=["absent", "empty", "filled"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    """The small writer on a desk with no folder of results, an empty one, and an earlier run's."""
    desk = tmp_path / "机"
    (desk / "入力").mkdir(parents=True)
    for name in ("一覧", "福祉課", "税務課"):
        (desk / "入力" / f"{name}.txt").write_text("welfare" if name == "福祉課" else "new", encoding="utf-8")
    wanted = {"一覧.txt": b"NEW", "課/福祉課.txt": b"WELFARE", "課/税務課.txt": b"NEW"}
    if request.param == "empty":
        (desk / "結果").mkdir()
    elif request.param == "filled":
        _filled(desk)
        wanted["課/メモ.txt"] = b"mine"
    return Case(small_writer, desk, wanted)


def test_killed_at_any_moment(small: Case) -> None:
    for desk, ended in small.moments(kill):
        assert ended in (-signal.SIGKILL, THROUGH)
        old, new = small.before(), small.wanted
        for name, content in contents(desk / "結果").items():
            assert content in (old.get(name), new.get(name)), f"{name} is not whole"
        for name in old.keys() & new.keys():
            assert (desk / "結果" / name).is_file(), f"{name} is missing for a while"
        if not old:
            assert contents(desk / "結果") in ({}, new), "a new folder appears whole"
        small.completes(desk)


def test_killed_again_and_again(small: Case, tmp_path: Path) -> None:
    """What one killed run leaves is what the next one starts from, and is killed in turn."""
    desk = tmp_path / "一つの机"
    shutil.copytree(small.desk, desk)
    for number in range(1, 60):
        if in_child(lambda: small_writer(desk), number, kill) == THROUGH:
            break
    small.completes(desk)


@pytest.mark.parametrize("lasting", [False, True])
def test_interrupted_at_any_moment(small: Case, lasting: bool) -> None:
    for desk, ended in small.moments(interrupt, lasting=lasting):
        assert ended in (SAID, THROUGH, THROUGH_ALL_THE_SAME)
        if not lasting and ended == SAID:
            assert contents(desk / "結果") in (small.before(), small.wanted), "nothing half done"
        small.completes(desk)


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("lasting", [False, True])
def test_the_disk_fails_at_any_moment(small: Case, code: int, lasting: bool) -> None:
    """``lasting``: a share that has gone, so that nothing can be put back or cleared away either."""
    for desk, ended in small.moments(failing(code), lasting=lasting):
        assert ended in (SAID, THROUGH, THROUGH_ALL_THE_SAME)
        if not lasting and ended == SAID:
            assert contents(desk / "結果") == small.before()
        small.completes(desk)


def child(work: Callable[[], object]) -> int:
    """Start ``work`` in a child of its own; returns its process."""
    started = os.fork()
    if started:
        return started
    try:
        work()
    finally:
        os._exit(TRACEBACK)


def waiting(target: Path, mark: Path) -> None:
    """Fills ``target``, and waits inside the block until somebody ends it."""
    with outfolder.filling(target, overwrite=True) as staging:
        (staging / "一覧.txt").write_bytes(b"half")
        mark.touch()
        time.sleep(60)


def until(path: Path) -> None:
    deadline = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < deadline, "the other process never came so far"
        time.sleep(0.01)


def end(process: int) -> None:
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)


def test_two_runs_at_once(small: Case, tmp_path: Path) -> None:
    """The second is told at once; the first one's death, however it comes, frees the folder."""
    first = child(lambda: waiting(small.desk / "結果", tmp_path / "mark"))
    try:
        until(tmp_path / "mark")
        with pytest.raises(Locked, match="ほかの処理") as caught:
            small_writer(small.desk)
        assert caught.value.remedy.endswith("もう一度実行してください。")
        assert contents(small.desk / "結果") == small.before()
    finally:
        end(first)
    small.completes(small.desk)


def test_a_killed_run_whose_helpers_live_on(small: Case, tmp_path: Path) -> None:
    """Worker processes outlive a killed run for a while: they neither hold the folder nor write into it."""
    late, go = tmp_path / "late", tmp_path / "go"

    def with_helper() -> None:
        with outfolder.filling(small.desk / "結果") as staging:
            def helper() -> None:
                until(go)
                for name in ("一覧.txt", "遅い.txt"):
                    try:
                        (staging / name).write_bytes(b"too late")
                    except OSError:
                        continue
                late.touch()

            child(helper)
            (tmp_path / "mark").touch()
            time.sleep(60)

    first = child(with_helper)
    until(tmp_path / "mark")
    end(first)
    with outfolder.filling(small.desk / "結果") as staging:
        go.touch()
        until(late)
        assert not any(staging.iterdir())
    assert not (small.desk / "結果" / "遅い.txt").exists()


needs_mounts = pytest.mark.skipif(
    shutil.which("unshare") is None
    or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0,
    reason="SKIPPED: this system lets a test mount no disk of its own (unshare -rm)",
)

_WITH_DISK = """
import os, subprocess, sys
from pathlib import Path
from dxbook.errors import DxbookError
from dxbook.files import folders as outfolder
from tests.support.faults import SAID, THROUGH, THROUGH_ALL_THE_SAME, contents, in_child

desk, disk = Path(sys.argv[1]), Path(sys.argv[2])
def sh(*words): subprocess.run(words, check=True, capture_output=True)
def run(desk):
    with outfolder.filling(disk / "結果", inputs=[desk / "入力"]) as staging:
        (staging / "課").mkdir()
        for number in range(4):
            (staging / "課" / f"{number}.txt").write_bytes(b"new" * 10_000)
def outcome():
    try:
        run(desk)
    except DxbookError as error:
        return error.message
    return "through"
"""


def with_disk(tmp_path: Path, script: str) -> list[str]:
    """Run ``script`` where ``disk`` may be mounted: in a name space of its own, which goes with it."""
    desk, disk = tmp_path / "机", tmp_path / "disk"
    (desk / "入力").mkdir(parents=True)
    disk.mkdir()
    done = subprocess.run(
        ["unshare", "-rm", sys.executable, "-c", _WITH_DISK + script, str(desk), str(disk)],
        capture_output=True, text=True, encoding="utf-8", check=False, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@needs_mounts
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    said = with_disk(tmp_path, """
sh("mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", disk)
(disk / "others").write_bytes(b"x" * 250_000)
print(outcome(), sorted(each.name for each in disk.iterdir()))
(disk / "others").unlink()
print(outcome(), len(contents(disk / "結果")))
(disk / "others").write_bytes(b"x" * 100_000)
def run(desk):
    with outfolder.filling(disk / "結果", inputs=[desk / "入力"]) as staging:
        for number in range(4):
            (staging / f"{number}.txt").write_bytes(b"newer" * 10_000)
print(outcome(), len(contents(disk / "結果")), sorted(each.name for each in disk.iterdir()))
""")
    assert said == [
        "ディスクの空きが足りないため、「結果」を書き込めません。 ['others']",
        "through 4",
        "ディスクの空きが足りないため、「結果」を書き込めません。 4 ['others', '結果']",
    ]


@needs_mounts
def test_a_disk_that_fills_up_in_the_middle(tmp_path: Path) -> None:
    """Somebody else's file takes the last byte at the n-th change."""
    said = with_disk(tmp_path, """
sh("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk)
(disk / "結果").mkdir()
with outfolder.filling(disk / "結果") as staging:
    (staging / "旧.txt").write_bytes(b"old" * 5_000)
def fill(_):
    handle = os.open(disk / "others", os.O_WRONLY | os.O_CREAT)
    try:
        while os.write(handle, b"x" * 4096): pass
    except OSError: os.close(handle)
for number in range(1, 100):
    ended = in_child(lambda: run(desk), number, fill)
    there = contents(disk / "結果")
    assert ended in (THROUGH, THROUGH_ALL_THE_SAME, SAID), ended
    if ended == SAID:
        assert there == {"旧.txt": b"old" * 5_000}, (number, list(there))
        print("said")
    (disk / "others").unlink(missing_ok=True)
    run(desk)
    assert len(contents(disk / "結果")) == 4
    with outfolder.filling(disk / "結果") as staging:
        (staging / "旧.txt").write_bytes(b"old" * 5_000)
    if ended == THROUGH: break
print(sorted(each.name for each in disk.iterdir()))
""")
    assert said.count("said") > 3
    assert said[-1] == "['結果']"


@needs_mounts
def test_a_read_only_disk(tmp_path: Path) -> None:
    said = with_disk(tmp_path, """
(disk / "結果").mkdir()
sh("mount", "--bind", disk, disk)
sh("mount", "-o", "remount,ro,bind", disk)
print(outcome(), sorted(each.name for each in disk.rglob("*")))
""")
    assert said[0].endswith("に書き込む権限がありません。 ['結果']")


@needs_mounts
def test_a_share_that_goes_away_in_the_middle(tmp_path: Path) -> None:
    """The share is unmounted at the n-th change; when it is back, it holds the old files or the next run mends it."""
    said = with_disk(tmp_path, """
share = desk / "共有"
share.mkdir()
sh("mount", "-t", "tmpfs", "tmpfs", share)
sh("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", disk)  # what is seen where no share is
for number in range(1, 100):
    sh("mount", "--bind", share, disk)
    with outfolder.filling(disk / "結果") as staging:
        (staging / "旧.txt").write_bytes(b"old")
    ended = in_child(lambda: run(desk), number, lambda _: sh("umount", "-l", disk))
    if ended != THROUGH:
        sh("mount", "--bind", share, disk)
    assert ended in (THROUGH, SAID, THROUGH_ALL_THE_SAME), ended
    print(ended)
    for path, content in contents(disk / "結果").items():
        assert content == (b"old" if path == "旧.txt" else b"new" * 10_000)
    run(desk)
    assert len(contents(disk / "結果")) == 4
    assert [each.name for each in disk.iterdir()] == ["結果"]
    sh("umount", disk)
    if ended == THROUGH: break
""")
    assert said.count(str(SAID)) > 5
    assert said[-1] == str(THROUGH)


def test_a_file_larger_than_the_system_allows(tmp_path: Path) -> None:
    """The same as a full disk (EFBIG), where no disk can be mounted."""
    resource = pytest.importorskip("resource", reason="SKIPPED: Windows sets no limits to a process")

    def run() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        with outfolder.filling(tmp_path / "結果") as staging:
            (staging / "a").write_bytes(b"x" * 5000)

    assert in_child(run, 1000, kill) == SAID
    assert not any(tmp_path.iterdir())


def test_somebody_without_rights(tmp_path: Path) -> None:
    """As another user, since no right binds root: a read-only folder, a read-only file of ours, and a folder
    of one's own in a place where nothing may be made."""
    if os.getuid() != 0:
        pytest.skip("SKIPPED: only root may become another user")
    desk = Path("/tmp") / f"dxbook-{os.getpid()}-{tmp_path.name}"
    desk.mkdir()
    try:
        for name in ("own", "closed"):
            (desk / name).mkdir()
        os.chown(desk / "own", 65534, 65534)

        def write(target: str, content: bytes) -> Callable[[], None]:
            def run() -> None:
                os.setuid(65534)
                with outfolder.filling(desk / target) as staging:
                    (staging / "a").write_bytes(content)
            return run

        assert in_child(write("closed", b"1"), 1000, kill) == SAID
        assert in_child(write("new", b"1"), 1000, kill) == SAID
        assert in_child(write("own", b"1"), 1000, kill) == THROUGH
        assert in_child(write("own", b"2"), 1000, kill) == THROUGH
        assert contents(desk) == {"own/a": b"2"}
        (desk / "own" / "a").chmod(0o444)
        assert in_child(write("own", b"3"), 1000, kill) == SAID
        assert contents(desk) == {"own/a": b"2"}
        assert sorted(each.name for each in desk.rglob("*")) == sorted([outfolder.MANIFEST, "a", "closed", "own"])
    finally:
        shutil.rmtree(desk)


PLAN, RETURNED = "計画.xlsx", "返送"


def handing(desk: Path) -> None:
    jobs.handout(desk / "入力" / PLAN, desk / "結果", fy=2025, overwrite=True)


def collecting(desk: Path) -> None:
    jobs.collect(desk / "入力" / PLAN, desk / "入力" / RETURNED, desk / "結果")


def undisturbed(run: Callable[[Path], object], desk: Path) -> Case:
    """The case of ``run`` on ``desk``, with what it makes there when nothing comes between."""
    calm = desk.with_name("静かな机")
    shutil.copytree(desk, calm)
    run(calm)
    return Case(run, desk, contents(calm / "結果"))


@pytest.fixture
def handout(tmp_path: Path) -> Case:
    """Hand-outs, a second time: since the first, the office has changed the plan."""
    desk = tmp_path / "机"
    (desk / "入力").mkdir(parents=True)
    plan_book(desk / "入力" / PLAN, meta={}, measures=MEASURES)
    handing(desk)
    plan_book(desk / "入力" / PLAN, meta={}, measures=MEASURES.replace("混む。", "とても混む。"))
    return undisturbed(handing, desk)


@pytest.fixture
def collected(tmp_path: Path) -> Case:
    """Collecting, a second time: since the first, one more department has answered."""
    desk = tmp_path / "机"
    (desk / "入力").mkdir(parents=True)
    (tmp_path / "office").mkdir()
    office = Office(tmp_path / "office")
    shutil.copy(office.plan, desk / "入力" / PLAN)
    office.answer("市民課", CITIZENS | {("reports", "01-01|2025", "budget"): "約1200"})
    shutil.copytree(office.back, desk / "入力" / RETURNED)
    collecting(desk)
    shutil.copy(office.answer("総務課", GENERAL), desk / "入力" / RETURNED)
    return undisturbed(collecting, desk)


@pytest.fixture(params=["handout", "collected"])
def job(request: pytest.FixtureRequest) -> Case:
    """The verbs that fill a folder."""
    case: Case = request.getfixturevalue(request.param)
    return case


def whole(case: Case, desk: Path) -> None:
    """Every file of the folder is the old or the new one, and none is missing that both have: it may have been
    put aside for the new one."""
    old, new = case.before(), case.wanted
    for name, content in contents(desk / "結果").items():
        assert content in (old.get(name), new.get(name)), f"{name} is not whole"
    assert old.keys() & new.keys() <= {name.replace("（前のもの）", "") for name in contents(desk / "結果")}


def every(case: Case) -> int:
    """Not every change of a job is met, since each costs two runs. With 1, all are (tried: they hold)."""
    return 17 if case.run is handing else 5  # most changes of a hand-out are openpyxl's temporary files


def test_a_job_killed_at_any_moment(job: Case) -> None:
    assert job.before() != job.wanted
    for desk, ended in job.moments(kill, step=every(job)):
        assert ended in (-signal.SIGKILL, THROUGH)
        whole(job, desk)
        job.completes(desk)


def test_a_job_whose_disk_is_full(job: Case) -> None:
    """From the n-th change on nothing can be written, wherever it is: the plan's copy, a slip, the list."""
    for desk, ended in job.moments(failing(errno.ENOSPC), lasting=True, step=every(job)):
        assert ended in (SAID, THROUGH, THROUGH_ALL_THE_SAME)
        whole(job, desk)
        job.completes(desk)


def verb(case: Case, desk: Path) -> list[str]:
    """The case as a command line."""
    plan, out = str(desk / "入力" / PLAN), str(desk / "結果")
    if case.run is handing:
        return ["handout", plan, "--fy", "2025", "-o", out, "--overwrite"]
    return ["collect", plan, str(desk / "入力" / RETURNED), "-o", out]


def test_ctrl_c_at_any_moment(job: Case, tmp_path: Path) -> None:
    """The command ends with 2 and says so in one sentence; nothing is half done."""
    for number in range(1, 300, every(job)):
        desk, said = job.desk.with_name(f"机{number}"), tmp_path / "said"
        shutil.copytree(job.desk, desk)

        with said.open("w", encoding="utf-8") as stream:
            def run(desk: Path = desk, stream: TextIO = stream) -> None:
                sys.stdout = sys.stderr = stream
                code = main(verb(job, desk))
                stream.flush()
                os._exit(code)

            ended = in_child(run, number, interrupt)
        if "中止しました" not in said.read_text(encoding="utf-8"):
            assert number > 5
            assert contents(desk / "結果") == job.wanted
            break
        assert ended == FAILED
        assert "Traceback" not in said.read_text(encoding="utf-8")
        assert contents(desk / "結果") in (job.before(), job.wanted)
        job.completes(desk)
        shutil.rmtree(desk)
    else:
        pytest.fail("the job never came through")


def test_a_result_that_excel_has_open(job: Case) -> None:
    """Told before the work; the plan and the returned files may be open in Excel all the while."""
    name = next(each for each in sorted(job.before()) if job.wanted.get(each) != job.before()[each])
    owner = (job.desk / "結果" / name).with_name("~$" + Path(name).name)
    owner.write_bytes(b"")
    with pytest.raises(Locked, match="閉じて"):
        job.run(job.desk)
    owner.unlink()
    assert contents(job.desk / "結果") == job.before()
    (job.desk / "入力" / f"~${PLAN}").write_bytes(b"")
    job.run(job.desk)
    assert contents(job.desk / "結果").keys() == job.wanted.keys()


def test_two_jobs_at_once(job: Case, tmp_path: Path) -> None:
    first = child(lambda: waiting(job.desk / "結果", tmp_path / "mark"))
    try:
        until(tmp_path / "mark")
        with pytest.raises(Locked, match="ほかの処理"):
            job.run(job.desk)
    finally:
        end(first)
    job.completes(job.desk)


def test_a_returned_file_that_the_network_does_not_give(collected: Case) -> None:
    """Reading it fails in the middle (EIO, as /proc/self/mem does): that file is told, the others are merged."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("SKIPPED: this system has no file whose reading fails")
    broken = collected.desk / "入力" / RETURNED / "壊れた共有.xlsx"
    broken.symlink_to("/proc/self/mem")
    made, _ = jobs.collect(collected.desk / "入力" / PLAN, broken.parent, collected.desk / "結果")
    assert [each.name for each in made.files if each.problem] == ["壊れた共有.xlsx"]
    assert len([each for each in made.files if each.department]) == 2
    broken.unlink()
    collected.completes(collected.desk)


@pytest.mark.parametrize("whom", ["the parent", "a helper"])
def test_collecting_in_several_processes_of_which_one_is_killed(
    collected: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, whom: str
) -> None:
    """A helper that dies costs the file it was reading, and the run completes; a parent that dies, nothing."""
    monkeypatch.setattr(pool, "POOL_FROM", 1)
    victim = tmp_path / "victim"
    reading, me = receive.receive, os.getpid()

    def deadly(files: Any, *rest: Any) -> Any:
        if whom == "a helper" and os.getpid() != me and not victim.exists():
            victim.touch()
            kill(None)
        if whom == "the parent" and os.getpid() != me:
            victim.touch()
            time.sleep(1)
        return reading(files, *rest)

    monkeypatch.setattr(pool, "receive", deadly)
    back, results = collected.desk / "入力" / RETURNED, collected.desk / "結果"
    if whom == "a helper":
        made, _ = jobs.collect(collected.desk / "入力" / PLAN, back, results, workers=2)
        assert len([each for each in made.files if each.problem]) == 1
    else:
        started = child(lambda: jobs.collect(collected.desk / "入力" / PLAN, back, results, workers=2))
        until(victim)
        end(started)
        assert contents(results) == collected.before()
    monkeypatch.undo()
    collected.completes(collected.desk)
