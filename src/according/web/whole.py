"""One self-contained HTML file of the reading room: read-only, opens from disk, works offline, loads nothing.

The pages are those of the server, one section each; links lead inside the file. Its own Content-Security-Policy
allows its one style sheet (by hash) and nothing else, no script at all.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, TextIO

from markupsafe import Markup

from according import __version__
from according.case import Case
from according.publish.shelf import Shelf
from according.publish.view import extent
from according.web.app import Site, environment
from according.web.pages import LISTS, ONES, VIEWS, Page
from according.web.room import WHOLE, Room
from according.web.state import opened

WITHOUT = frozenset({"/queue"})
"""Views that are work, not reading."""


def write(case: Case, out: TextIO) -> None:
    """Write the reading room of a case as one HTML file."""
    with opened(case.folder.path, WHOLE) as room:
        _write(room, case, out)


def _write(room: Room, case: Case, out: TextIO) -> None:
    site = Site(case.name, _Links(room.shelf), lambda name: name, read_only=True, offline=True)
    style = files("according.web").joinpath("static", "room.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    pages = environment().get_template("whole.html")
    stream = pages.stream(
        case_name=case.name,
        style=style,
        style_hash=f"sha256-{digest}",
        views=[(path.strip("/") or "timeline", label) for path, label in VIEWS if path not in WITHOUT],
        sections=(Markup(site.html(page, path)) for path, page in _pages(room, case)),
        version=__version__,
    )
    for piece in stream:
        out.write(piece)


def _pages(room: Room, case: Case) -> Iterator[tuple[str, Page]]:
    """All pages: the views in the order of the menu, then every event, text and entity."""
    for path, _ in VIEWS:
        if path in LISTS and path not in WITHOUT:
            yield path, LISTS[path](room, {})
    lines = list(case.custody())
    yield "/custody", Page("custody.html", "Custody", {"lines": lines, "page": 1, "pages": 1}, {})
    records = (
        ("events", room.shelf.column("SELECT id FROM ix_event ORDER BY n")),
        ("texts", room.shelf.column("SELECT id FROM ix_text ORDER BY n")),
        ("entities", room.shelf.column("SELECT id FROM ix_entity ORDER BY id")),
    )
    for folder, ids in records:
        for one in ids:
            page = ONES[folder](room, one, {})
            room.shelf.forget()
            if page is not None:
                yield f"/{folder}/{one}", page


class _Links:
    """Paths of the server as anchors of the file."""

    def __init__(self, shelf: Shelf) -> None:
        every = (one for text in shelf.column("SELECT id FROM ix_text") for one in shelf.of_text("claim", text))
        self._claims = {(one["text_id"], extent(one)[0]) for one in every}

    def __call__(self, path: str, **query: Any) -> str:
        """The anchor of the page at a path; with `at`, of the words in a text, where a claim begins there."""
        folder, _, rest = path.strip("/").partition("/")
        one = rest.partition("/")[0]
        at = str(query.get("at", "")).partition("-")[0]
        if folder == "texts" and at.isdecimal() and (one, int(at)) in self._claims:
            return f"#texts-{one}-{at}"
        return f"#{folder}-{one}" if one else f"#{folder or 'timeline'}"
