"""A disk that fails: it counts the operations that write, and at one of them raises an error or cuts the power.

Python's writes are seen one by one, those of SQLite by statement: what happens below a statement is SQLite's promise.
When power is cut, the process dies at once, half of the bytes being written reach the disk, and either everything
issued before is there ("kept"), or only what was synchronised is ("lost"): contents by fsync of the file; names, made,
changed or removed, by fsync of their folder; of SQLite's log half, as `synchronous = NORMAL` allows.
"""

import errno
import os
import shutil
import signal
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path

AFTER = -1
"""In place of a number: when the work is done."""

WRITING = ("INSERT", "DELETE", "UPDATE", "COMMIT", "BEGIN")


class Disk:
    """What is written under `root`; the operation numbered `at`, from 1, calls `fate` with the disk."""

    def __init__(self, root, at=0, fate=None):
        self.root, self.at, self.fate, self.count = root, at, fate, 0
        self.durable = {}
        self.names = []

    def step(self, torn=None):
        """Count an operation; `torn` does half of it before it fails."""
        self.count += 1
        if self.count == self.at:
            if torn:
                torn()
            self.fate(self)

    def holds(self, path):
        return str(path).startswith(str(self.root))

    def noted(self, path):
        """Remember what a file held before it was written to, and that its name is new if it is."""
        path = Path(path)
        if not path.exists():
            self.names.append((path.parent, lambda: path.unlink()))
            return
        self.durable.setdefault(path.stat().st_ino, path.read_bytes())

    def synchronised(self, fd):
        path = Path(f"/proc/self/fd/{fd}").readlink()
        if path.is_dir():
            self.names = [one for one in self.names if one[0] != path]
        else:
            self.durable[path.stat().st_ino] = path.read_bytes()

    def lose(self):
        """Take back what was not synchronised."""
        for file in [one for one in self.root.rglob("*") if one.is_file()]:
            held = self.durable.get(file.stat().st_ino)
            if file.name.endswith("-wal"):
                os.truncate(file, file.stat().st_size // 2)
            elif held is not None and held != file.read_bytes():
                file.chmod(0o600)
                _write(file, held)
        for _, undo in reversed(self.names):
            with suppress(OSError):
                undo()


def error(code):
    """A fate: the operation fails, once."""

    def raised(disk):
        raise OSError(code, os.strerror(code))

    return raised


def kept(disk):
    """A fate: the power is cut, and all that was issued before had reached the disk."""
    os.kill(os.getpid(), signal.SIGKILL)


def lost(disk):
    """A fate: the power is cut, and only what was synchronised had reached the disk."""
    disk.lose()
    os.kill(os.getpid(), signal.SIGKILL)


_open, _write_fd, _close_fd = os.open, os.write, os.close


def _write(file, data):
    fd = _open(file, os.O_WRONLY | os.O_TRUNC | os.O_CREAT)
    _write_fd(fd, data)
    _close_fd(fd)


class File:
    """A file open for writing whose writes are steps of a disk."""

    def __init__(self, disk, file, path):
        self._disk, self._file = disk, file
        self._disk.durable.setdefault(path.stat().st_ino, b"")

    def write(self, data):
        self._disk.step(torn=lambda: (self._file.write(data[: len(data) // 2]), self._file.flush()))
        self._file.write(data)
        self._file.flush()
        return len(data)

    def truncate(self, size=None):
        self._disk.step()
        return self._file.truncate(size)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self._file.close()

    def __getattr__(self, name):
        return getattr(self._file, name)


class Connection(sqlite3.Connection):
    """SQLite whose writing statements are steps of a disk."""

    disk = Disk(Path("/nowhere"))

    def execute(self, query, *values):
        self._step(query)
        return super().execute(query, *values)

    def executemany(self, query, values):
        self._step(query)
        return super().executemany(query, values)

    def _step(self, query):
        if query.split()[0] in WRITING:
            try:
                self.disk.step()
            except OSError as failed:
                told = "database or disk is full" if failed.errno == errno.ENOSPC else "disk I/O error"
                raise sqlite3.OperationalError(told) from None


def install(disk, put):
    """Put the disk under the standard library; `put` is setattr, or that of a monkeypatch."""
    opened, connect, touch = Path.open, sqlite3.connect, Path.touch

    def open_(path, mode="r", *args, **kwargs):
        if not set(mode) & set("wax+") or not disk.holds(path):
            return opened(path, mode, *args, **kwargs)
        disk.step()
        disk.noted(path)
        return File(disk, opened(path, mode, *args, **kwargs), path)

    def touch_(path, *args, **kwargs):
        if disk.holds(path):
            disk.step()
            disk.noted(path)
        return touch(path, *args, **kwargs)

    put(Path, "open", open_)
    put(Path, "touch", touch_)
    put(sqlite3, "connect", lambda *args, **more: connect(*args, factory=Connection, **more))
    put(Connection, "disk", disk)
    _install_names(disk, put)


def _install_names(disk, put):
    """The operations of folders: their undoing is remembered until the folder is synchronised."""
    mkdir, replace, unlink, chmod, fsync = os.mkdir, os.replace, os.unlink, os.chmod, os.fsync

    def mkdir_(path, *args, **kwargs):
        if disk.holds(path) and not Path(path).exists():
            disk.step()
            disk.names.append((Path(path).parent, lambda: shutil.rmtree(path)))
        mkdir(path, *args, **kwargs)

    def replace_(old, new, **kwargs):
        if disk.holds(new):
            disk.step()
            before = Path(new).read_bytes() if Path(new).exists() else None
            disk.names.append((Path(new).parent, lambda: _back(replace, old, new, before)))
        replace(old, new, **kwargs)

    def unlink_(path, **kwargs):
        if disk.holds(path) and Path(path).exists():
            disk.step()
            before = Path(path).read_bytes()
            disk.names.append((Path(path).parent, lambda: _write(path, before)))
        unlink(path, **kwargs)

    def chmod_(path, *args, **kwargs):
        if disk.holds(path):
            disk.step()
        chmod(path, *args, **kwargs)

    def fsync_(fd):
        disk.step()
        fsync(fd)
        disk.synchronised(fd)

    for name, call in zip(NAMES, (mkdir_, replace_, unlink_, chmod_, fsync_), strict=True):
        put(os, name, call)


NAMES = ("mkdir", "replace", "unlink", "chmod", "fsync")


def _back(replace, old, new, before):
    replace(new, old)
    if before is not None:
        _write(new, before)


@contextmanager
def failing(monkeypatch, root, at=0, code=errno.ENOSPC):
    """A disk under `root` of which one operation fails with an error; with at = 0 it only counts."""
    disk = Disk(root, at, error(code))
    with monkeypatch.context() as patch:
        install(disk, patch.setattr)
        yield disk


def dies(root, at, fate, work):
    """Do `work` in a process of its own whose power is cut at an operation; False if it had come to its end."""
    child = os.fork()
    if not child:
        done, disk = 1, Disk(root, at, fate)
        try:
            install(disk, setattr)
            work()
            if at == AFTER:
                fate(disk)
            done = 0
        finally:
            os._exit(done)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the work failed by itself"
    return os.WIFSIGNALED(status)
