"""A disk that is full, and one that may only be read: real ones (tmpfs), as the command meets them."""

import subprocess
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from according import corridor
from according.case.verifying import verify
from according.cli import main
from according.model import TextRecord
from tests.corridor.support import exported, pile

OPTIONS = corridor.Options(workers=1)
SMALL, LARGE = "600k", "20m"


def plain(text, reader="default"):
    """A reader that costs nothing."""
    return TextRecord(text, (), (), (), ())


def _mount(*words):
    return subprocess.run(["mount", *words], capture_output=True, text=True, check=False)


@contextmanager
def _disk(folder, size):
    folder.mkdir()
    done = _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _build(*words):
    return CliRunner().invoke(main, ["build", "--quiet", "--workers", "1", *map(str, words)])


def test_a_full_disk_is_said_and_the_next_build_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(corridor, "read_text", plain)
    source = pile(tmp_path / "pile")
    corridor.build([source], tmp_path / "whole" / "a-case", OPTIONS).close()
    with _disk(tmp_path / "disk", SMALL) as small:
        case = small / "a-case"
        corridor.build([], case, OPTIONS).close()
        (source / "long.txt").write_text("The ferry to Tel Marran sank on 4 June 2023. " * 9000)
        told = _build(source, "--case", case)
        assert told.exit_code == 1
        assert "No space left on device" in told.output or "disk is full" in told.output
        assert exported(case) == ""
        (source / "long.txt").unlink()
        _mount("-o", f"remount,size={LARGE}", str(small))
        corridor.build([source], case, OPTIONS).close()
        assert exported(case) == exported(tmp_path / "whole" / "a-case")
        assert not list(verify(case, corridor.texts_of))


def test_a_disk_that_may_only_be_read_is_said_and_its_case_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(corridor, "read_text", plain)
    source = pile(tmp_path / "pile")
    with _disk(tmp_path / "disk", LARGE) as disk:
        case = disk / "a-case"
        corridor.build([source], case, OPTIONS).close()
        wanted = exported(case)
        _mount("-o", "remount,ro", str(disk))
        told = _build(source, "--case", case)
        assert told.exit_code == 1
        assert "Read-only file system" in told.output
        assert str(case) in told.output
        assert exported(case) == wanted
