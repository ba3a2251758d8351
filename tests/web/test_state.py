"""What one process writes down every other one shows, though each keeps the pages that it has made."""

import pytest
from starlette.testclient import TestClient

from according.case import Folder
from according.case.lock import writing
from according.web import serving
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


def test_a_judgement_during_a_build_is_refused_with_the_reason(case):
    lines = Folder(case).judgements.read_bytes()
    with writing(Folder(case).lock):
        answer = client(case).post("/judge", data=FORM, headers={"origin": HOME})
    assert answer.status_code == 409
    assert "being written by process" in answer.text
    assert Folder(case).judgements.read_bytes() == lines


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
