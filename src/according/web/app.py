"""The web application over one case: paths to pages, pages to HTML or JSON, judgements in."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from anyio import CapacityLimiter, to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from according.case.applying import ON_CLAIMS
from according.model import Judgement
from according.publish import decided
from according.publish.view import Record
from according.web import updating
from according.web.highlight import marked_up
from according.web.pages import LISTS, ONES, VIEWS, Page, custody_page, pair_page, search_page
from according.web.pictures import graph
from according.web.pictures import map as map_picture
from according.web.room import Room
from according.web.safety import Guard, Rules
from according.web.state import State
from according.web.words import kind_of, readable

STATIC = Path(__file__).parent / "static"
AT_ONCE = 2
"""Pages that a process makes at the same time: threads take the interpreter from each other. With four, 20 clients
waited about half as long again (`bench.web`); with one, a slow page would hold up every other.
"""

MOST_WORDS = 2_000
"""Characters of one field of a judgement."""


@dataclass(frozen=True, slots=True)
class Site:
    """How pages are rendered: where links lead and what may be done."""

    name: str
    link: Callable[..., str]
    asset: Callable[[str], str]
    read_only: bool
    offline: bool

    def html(self, page: Page, path: str, query: Mapping[str, str] | None = None, waiting: int = 0) -> str:
        """The page as HTML; `waiting`: how many judgements it does not show yet."""
        asked = {key: value for key, value in (query or {}).items() if value}
        layout = "section.html" if self.offline else "base.html"
        return (
            environment()
            .get_template(page.template)
            .render(
                title=page.title,
                data=page.data,
                **page.shown,
                layout=layout,
                anchor=path.strip("/").replace("/", "-") or "timeline",
                case_name=self.name,
                views=VIEWS,
                path=path,
                current=next((one for one, _ in VIEWS if one != "/" and path.startswith(one)), "/"),
                json_link=None if self.offline else _json_path(path) + (f"?{urlencode(asked)}" if asked else ""),
                q=asked.get("q", ""),
                link=self.link,
                asset=self.asset,
                read_only=self.read_only,
                offline=self.offline,
                waiting=waiting,
                judged=asked.get("judged", ""),
            )
        )


@cache
def environment() -> Environment:
    """The templates: everything that comes from a text is escaped, a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("according.web", "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["marked_up"] = marked_up
    made.filters["kind_of"] = kind_of
    made.filters["readable"] = readable
    made.filters["without"] = lambda given, *names: {key: one for key, one in given.items() if key not in names}
    return made


def _json_path(path: str) -> str:
    return "/index.json" if path == "/" else f"{quote(path)}.json"


PLAIN = re.compile(r"[\w/.-]*", re.ASCII)
"""What stands in a path or a query as it is."""


def link(path: str, **query: Any) -> str:
    """A path of this server with its query; empty values are left out."""
    quoted = path if PLAIN.fullmatch(path) else quote(path)
    given = {key: str(value) for key, value in query.items() if value not in (None, "")}
    if not given:
        return quoted
    anchor = "#here" if "at" in given else "#judge" if "judge" in given else ""
    plain = all(map(PLAIN.fullmatch, given.values()))
    asked = "&".join(f"{key}={value}" for key, value in given.items()) if plain else urlencode(given)
    return f"{quoted}?{asked}{anchor}"


def create(case: str | Path, rules: Rules | None = None) -> Starlette:
    """The reading room of the case in a folder, behind the guard."""
    rules, state = rules or Rules(), State(Path(case))
    site = Site(state.name, link, lambda name: f"/static/{name}", rules.read_only, offline=False)
    views = _Views(state, site)
    routes = [
        *(Route(f"/search{end}", views.search) for end in ("", ".json")),
        *(Route(f"/custody{end}", views.custody) for end in ("", ".json")),
        Route("/judge", views.judge, methods=["POST"]),
        Route("/waiting.json", views.waiting),
        Route("/after", views.after),
        Route("/originals/{sha256}", views.original),
        Route("/claims/{claim_id}", views.claim),
        Route("/texts/{left}/with/{right}", views.pair),
        Mount("/static", StaticFiles(directory=STATIC)),
        Route("/{folder}/{one}", views.one),
        Route("/", views.all),
        Route("/{name}", views.all),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, rules=rules)],
        exception_handlers={HTTPException: views.failed, ValueError: views.wrong},
        lifespan=_Opening(state, rules.read_only),
    )


class _Opening:
    """What every process does once – reading templates, outlines, libraries – is begun before the first page.

    Judgements that an earlier server left waiting are applied.
    """

    def __init__(self, state: State, read_only: bool) -> None:
        self._state, self._read_only = state, read_only

    @asynccontextmanager
    async def __call__(self, _: Starlette) -> AsyncIterator[None]:
        """Begin in a thread while the first requests come in."""
        with ThreadPoolExecutor(1) as pool:
            pool.submit(self._begin)
            yield

    def _begin(self) -> None:
        warm()
        if not self._read_only:
            updating.prepare()
            self._state.updater.wake(patience=0)


def warm() -> None:
    """Make what the first page of every kind would otherwise wait for."""
    made = environment()
    for name in made.list_templates():
        made.get_template(name)
    map_picture.draw([{"id": "", "label": "", "lat": 0.0, "lon": 0.0, "precision": "exact"}])
    graph.layered({"a": "", "b": ""}, [graph.Edge("a", "b")])


class _Views:
    """The answers to requests; what reads the case runs in a thread, so that one slow page holds up no other."""

    def __init__(self, state: State, site: Site) -> None:
        self.state, self.site, self.limiter = state, site, CapacityLimiter(AT_ONCE)

    async def _answer(self, request: Request, make: Callable[[Room], Page | None]) -> Response:
        path, as_json = _plain(request.url.path)
        query = dict(request.query_params)

        def made(room: Room) -> bytes:
            page = make(room)
            if page is None:
                raise HTTPException(404, "This record is not in the case. It may have changed with a rebuild.")
            if as_json:
                return json.dumps(page.data, ensure_ascii=False).encode("utf-8", "replace")
            return self.site.html(page, path, query, self.state.waiting()).encode("utf-8", "replace")

        def work() -> Response:
            with self.state.room(full=as_json) as room:
                key = f"{self.state.stamp()} {request.url.path}?{request.url.query}"
                answer = self.state.pages.made(key, lambda: made(room))
            return Response(answer, media_type="application/json" if as_json else "text/html")

        return await to_thread.run_sync(work, limiter=self.limiter)

    async def all(self, request: Request) -> Response:
        """A view over the whole case."""
        path, _ = _plain(request.url.path)
        view = LISTS.get(path)
        if view is None:
            raise HTTPException(404, f"There is no page {path}.")
        return await self._answer(request, lambda room: view(room, request.query_params))

    async def one(self, request: Request) -> Response:
        """A view of one record."""
        view = ONES.get(request.path_params["folder"])
        if view is None:
            raise HTTPException(404, f"There is no page {request.url.path}.")
        name, _ = _plain(request.path_params["one"])
        return await self._answer(request, lambda room: view(room, name, request.query_params))

    async def pair(self, request: Request) -> Response:
        """Two texts side by side."""
        left, (right, _) = request.path_params["left"], _plain(request.path_params["right"])
        return await self._answer(request, lambda room: pair_page(room, left, right, request.query_params))

    async def search(self, request: Request) -> Response:
        """Full-text search."""
        return await self._answer(request, lambda room: search_page(self.state, room, request.query_params))

    async def custody(self, request: Request) -> Response:
        """The chain of custody."""
        return await self._answer(request, lambda room: custody_page(self.state, room, request.query_params))

    async def claim(self, request: Request) -> Response:
        """A claim: leads to its words."""
        name, _ = _plain(request.path_params["claim_id"])

        def work() -> Record | None:
            with self.state.room() as room:
                return room.shelf.record(name, "claim")

        found = await to_thread.run_sync(work, limiter=self.limiter)
        if found is None:
            raise HTTPException(404, "This claim is not in the case.")
        start, stop = found["trigger"]
        return RedirectResponse(link(f"/texts/{found['text_id']}", at=f"{start}-{stop}"), 303)

    async def original(self, request: Request) -> Response:
        """The bytes as received: always a download, never shown, whatever they claim to be."""
        file = self.state.original(request.path_params["sha256"])
        if file is None:
            raise HTTPException(404, "There is no original with this hash.")
        return FileResponse(
            file,
            media_type="application/octet-stream",
            filename=f"{file.name[:16]}.original",
            headers={"content-security-policy": "default-src 'none'; sandbox"},
        )

    async def waiting(self, _: Request) -> Response:
        """How many judgements wait to be applied."""
        return JSONResponse({"waiting": await to_thread.run_sync(self.state.waiting, limiter=self.limiter)})

    async def judge(self, request: Request) -> Response:
        """Write a judgement down, have it applied, and go back to the page."""
        form = {name: str(value)[:MOST_WORDS] for name, value in (await request.form()).items()}
        action, narrow = form.get("action", ""), form.get("kind", "") if form.get("action") in ON_CLAIMS else ""
        made = Judgement(
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            by=form.get("by", "").strip(),
            action=action,
            subject=form.get("subject", "").strip(),
            object=form.get("object", "").strip() if action == "correct" or not narrow else narrow,
            reason=form.get("reason", "").strip(),
        )
        await run_in_threadpool(self.state.judge, made)
        back, subject = form.get("back", "/"), form.get("subject", "").strip()
        return RedirectResponse(await run_in_threadpool(self._after, back, subject), 303)

    async def after(self, request: Request) -> Response:
        """Lead to what a judgement that has been applied meanwhile made of a record."""
        back, subject = (request.query_params.get(one, "") for one in ("back", "subject"))
        return RedirectResponse(await run_in_threadpool(self._after, back, subject), 303)

    def _after(self, back: str, subject: str) -> str:
        """Where to go on after a judgement: back, or, where that record got another id by it, to what it is now.

        A page that does not show the judgement yet keeps in mind what it is about.
        """
        if not back.startswith("/") or back.startswith(("//", "/\\")):
            return "/"
        folder, _, one = back[1:].partition("/")
        with self.state.room() as room:
            if self.state.waiting():
                return link(back, judged=subject)
            known = {"events": room.shelf.event_of, "entities": room.shelf.entities}.get(folder)
            moved = known is not None and one not in known
            return quote(decided.path(room.shelf, subject) or "/") if moved else back

    async def failed(self, request: Request, error: Exception) -> Response:
        """A page that says what is not there."""
        assert isinstance(error, HTTPException)
        return self._message(request, error.status_code, str(error.detail))

    async def wrong(self, request: Request, error: Exception) -> Response:
        """A page that says what was wrong with what was asked."""
        return self._message(request, 400, str(error))

    def _message(self, request: Request, status: int, message: str) -> Response:
        _, as_json = _plain(request.url.path)
        if as_json:
            return JSONResponse({"error": message}, status)
        title = "Not found" if status == 404 else "That did not work"
        page = Page("message.html", title, {}, {"message": message, "bad": True})
        return HTMLResponse(self.site.html(page, "/"), status)


def _plain(path: str) -> tuple[str, bool]:
    """A path without `.json`, and whether it had it."""
    if path == "/index.json":
        return "/", True
    return (path.removesuffix(".json"), True) if path.endswith(".json") else (path, False)
