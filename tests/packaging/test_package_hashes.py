"""The list of hashes in the packaged program's folder, and what is left out of the folder."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

from bundle.trim import trimmed
from scripts.package import list_hashes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "dxbook"
    (made / "_internal" / "a b").mkdir(parents=True)
    (made / "dxbook.exe").write_bytes(b"program")
    (made / "お読みください.txt").write_bytes(b"text")
    (made / "_internal" / "a b" / "c.dll").write_bytes(b"")
    (made / "_internal" / "second.so").symlink_to("a b/c.dll")
    return made


def test_each_file_stands_there_once(folder: Path) -> None:
    lines = list_hashes(folder).read_text(encoding="utf-8").splitlines()
    assert f"{hashlib.sha256(b'program').hexdigest()}  dxbook.exe" in lines
    # the hash of no bytes at all, as FIPS 180-4's examples have it
    assert "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  _internal/a b/c.dll" in lines
    assert len(lines) == 3  # not the list itself, not a second name


def test_it_can_be_made_again(folder: Path) -> None:
    first = list_hashes(folder).read_bytes()
    assert list_hashes(folder).read_bytes() == first


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="no sha256sum here")
def test_sha256sum_reads_it_and_finds_a_changed_file(folder: Path) -> None:
    words = ["sha256sum", "-c", "--strict", "--quiet", list_hashes(folder).name]
    assert subprocess.run(words, cwd=folder, capture_output=True, check=False).returncode == 0
    (folder / "お読みください.txt").write_bytes(b"other")
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "お読みください.txt" in done.stdout


def test_nothing_for_encrypted_connections_is_carried() -> None:
    names = ("_ssl.pyd", "libssl-3.dll", "libssl.so.3", "python3.11/lib-dynload/_ssl.cpython-311-x86_64-linux-gnu.so",
             "_hashlib.pyd", "libcrypto-3.dll")
    assert [name for name, _, _ in trimmed((name, name, "BINARY") for name in names)] == ["_hashlib.pyd", "libcrypto-3.dll"]
