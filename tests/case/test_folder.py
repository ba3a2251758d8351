"""The folder of a case: originals are kept once and read-only, one writer at a time."""

import hashlib
import io
import stat
import subprocess
import sys

import pytest

from according.case import Case, Folder, Held, NotACase
from according.case.lock import writing

DATA = b"The bridge was closed on Monday."
SHA256 = hashlib.sha256(DATA).hexdigest()


def made(path):
    folder = Folder(path)
    path.mkdir(exist_ok=True)
    folder.create()
    return folder


def test_an_original_is_kept_once_and_read_only(tmp_path):
    folder = made(tmp_path / "my-case")
    folder.keep(io.BytesIO(DATA), SHA256)
    folder.keep(io.BytesIO(b"never read"), SHA256)
    (kept,) = folder.kept()
    assert kept.read_bytes() == DATA
    assert not kept.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path):
    folder = made(tmp_path / "my-case")
    with pytest.raises(ValueError, match="changed"):
        folder.keep(io.BytesIO(b"other bytes"), SHA256)
    assert not list(folder.kept())


def test_what_an_interrupted_build_left_is_swept(tmp_path):
    folder = made(tmp_path / "my-case")
    partial = folder.original(SHA256).with_name(f".{SHA256}.part")
    partial.parent.mkdir()
    partial.write_bytes(DATA[:4])
    assert not list(folder.kept())
    folder.sweep()
    assert not partial.exists()


def test_no_case_says_how_to_build_one(tmp_path):
    with pytest.raises(NotACase, match="according build"):
        Case(tmp_path)


def test_settings_that_cannot_be_read_are_named(tmp_path):
    folder = made(tmp_path / "my-case")
    (folder.path / "case.toml").write_text("name = ")
    with pytest.raises(NotACase, match="case.toml"):
        folder.settings()


HOLD = """
import sys
from pathlib import Path
from according.case.lock import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_case(tmp_path):
    lock = tmp_path / "case.lock"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lock)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Held, match=f"process {holder.pid} on .* since "), writing(lock):
        pass
    holder.communicate("")
    with writing(lock):
        pass
