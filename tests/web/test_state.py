"""What one process writes down every other one shows, though each keeps the pages that it has made."""

import time
from contextlib import closing

import pytest
from starlette.testclient import TestClient

from according.case import Folder, journal
from according.case.database import Database
from according.case.lock import writing
from according.model import Judgement
from according.web import serving, updating
from according.web.app import create
from according.web.safety import Rules
from according.web.state import Kept
from tests.web.cases import built

HOME = "http://127.0.0.1:8000"
FORM = {"action": "note", "subject": "Salma Haddad", "object": "spoke twice", "by": "A. Reader", "back": "/judgements"}


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return built(tmp_path_factory.mktemp("shared"))


def client(case):
    return TestClient(create(case, Rules()), base_url=HOME, follow_redirects=False)


def test_a_judgement_taken_by_one_process_is_shown_by_the_other(case):
    one, other = client(case), client(case)
    before = other.get("/judgements").text
    assert "spoke twice" not in before
    assert one.post("/judge", data=FORM, headers={"origin": HOME}).status_code == 303
    assert "spoke twice" in other.get("/judgements").text
    assert "spoke twice" in one.get("/judgements").text


def test_a_judgement_during_a_build_is_taken_at_once_and_applied_after_it(case):
    room, retyped = client(case), FORM | {"action": "retype", "subject": "Salma Haddad", "object": "organization"}
    with writing(Folder(case).lock):
        answer = room.post("/judge", data=retyped | {"back": "/entities/e1"}, headers={"origin": HOME})
        assert answer.headers["location"] == "/entities/e1?judged=Salma+Haddad"
        assert "A judgement is written down" in room.get("/entities").text
        assert room.get("/waiting.json").json() == {"waiting": 1}
    updating.apply(case)
    (salma,) = (one for one in room.get("/entities.json?q=Salma").json()["entities"] if one["name"] == "Salma Haddad")
    moved = room.get("/after", params={"back": "/entities/e1", "subject": "Salma Haddad"})
    assert moved.headers["location"] == f"/entities/{salma['id']}"
    assert room.get("/after", params={"back": "//elsewhere.example"}).headers["location"] == "/"
    assert room.get("/waiting.json").json() == {"waiting": 0}
    assert "written down" not in room.get("/entities").text
    assert salma["type"] == "organization"


def test_a_server_applies_what_an_earlier_one_left_waiting(case):
    folder, told = Folder(case), {"at": "2024-05-01", "by": "A. Reader", "reason": ""}
    with closing(Database(folder.database)) as database:
        journal.write_down(folder, database, Judgement(action="rename", subject="Omar Daoud", object="Omar D.", **told))
    with TestClient(create(case, Rules(read_only=True)), base_url=HOME) as room:
        assert room.get("/waiting.json").json() == {"waiting": 1}
    with TestClient(create(case, Rules()), base_url=HOME) as room:
        until = time.monotonic() + 60
        while room.get("/waiting.json").json()["waiting"]:
            assert time.monotonic() < until
            time.sleep(0.1)
        assert "Omar D." in room.get("/entities").text


def test_each_process_serves_what_the_environment_names(case, monkeypatch):
    asked = {}
    monkeypatch.setattr(serving.uvicorn, "run", lambda app, **given: asked.update(app=app, **given))
    monkeypatch.setenv(serving.ROOM, "")
    serving.run(case, ("127.0.0.1", 8123), Rules(read_only=True, token="secret"), 3)
    assert (asked["app"], asked["factory"]) == ("according.web.serving:app", True)
    assert (asked["host"], asked["port"], asked["workers"]) == ("127.0.0.1", 8123, 3)
    made = TestClient(serving.app(), base_url=HOME, follow_redirects=False)
    assert made.get("/").status_code == 401
    assert made.get("/?token=secret").status_code == 303
    assert made.post("/judge", data=FORM, headers={"origin": HOME}).status_code == 403


def test_kept_pages_are_bounded_and_the_longest_unasked_goes():
    kept = Kept(10)
    made = []

    def page(key, size=4):
        return kept.made(key, lambda: made.append(key) or b"x" * size)

    page("a"), page("b"), page("a"), page("c")
    assert made == ["a", "b", "c"]
    page("a")
    assert made == ["a", "b", "c"]
    page("b")
    assert made == ["a", "b", "c", "b"]
