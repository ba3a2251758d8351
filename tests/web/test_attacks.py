"""Each attack on a local web application that is known to work elsewhere is tried on this one."""

import shutil

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from according.case import Case, Folder
from according.web.app import create
from according.web.safety import LARGEST_BODY, Rules
from tests.web.cases import TRAP, built

HOME = "http://127.0.0.1:8400"
FORM = {"action": "note", "subject": "Salma Haddad", "object": "seen", "by": "A. Tester", "back": "/queue"}


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return built(tmp_path_factory.mktemp("attacked"))


@pytest.fixture
def case(template, tmp_path):
    return shutil.copytree(template, tmp_path / "case")


def client(case, **rules):
    return TestClient(create(case, Rules(**rules)), base_url=HOME, follow_redirects=False)


def post(room, form=FORM, **headers):
    return room.post("/judge", data=form, headers={"origin": HOME, **headers})


def decided(case):
    file = Folder(case).judgements
    return file.read_bytes() if file.exists() else b""


def every_path(case):
    with Case(case) as opened:
        records = [("events", "event"), ("texts", "text"), ("entities", "entity")]
        ones = [f"/{folder}/{row['id']}" for folder, kind in records for row in opened.records(kind)]
    views = [
        "/",
        "/texts",
        "/entities",
        "/structure",
        "/sources",
        "/conflicts",
        "/causes",
        "/map",
        "/queue",
        "/judgements",
        "/custody",
    ]
    return [*views, "/search?q=market", *ones]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8400", "", "0x7f.1"])
def test_a_name_that_resolves_here_is_not_answered(case, host):
    assert client(case).get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8400", "localhost", "[::1]:8400"])
def test_own_names_are_answered(case, host):
    assert client(case).get("/texts", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": HOME, "sec-fetch-site": "cross-site"},
        {"origin": HOME, "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_from_elsewhere_changes_nothing(case, headers):
    assert post(client(case), **headers).status_code == 403
    assert decided(case) == b""


def test_a_form_without_origin_changes_nothing(case):
    assert client(case).post("/judge", data=FORM).status_code == 403
    assert decided(case) == b""


def test_the_own_form_is_taken_and_leads_back_inside(case):
    room = client(case)
    assert post(room).headers["location"] == "/queue"
    assert b"A. Tester" in decided(case)
    for elsewhere in ("https://evil.example/", "//evil.example/", "/\\evil.example/"):
        assert post(room, {**FORM, "back": elsewhere}).headers["location"] == "/"


def test_get_changes_nothing(case):
    room = client(case)
    before = {
        file: file.read_bytes() for file in case.rglob("*") if file.is_file() and file.suffix in (".jsonl", ".toml")
    }
    assert room.get("/judge", params=FORM).status_code in (404, 405)
    for path in every_path(case):
        assert room.get(path).status_code == 200, path
    assert {file: file.read_bytes() for file in before} == before


def test_nothing_of_a_text_becomes_markup(case):
    room = client(case)
    for path in every_path(case):
        answer = room.get(path)
        tree = LexborHTMLParser(answer.text)
        assert all(one.attributes.get("src", "").startswith("/static/") for one in tree.css("script")), path
        assert not tree.css("img, iframe, object, embed"), path
        assert not [one for one in tree.css("*") if any(name.startswith("on") for name in one.attributes)], path
        assert not [one for one in tree.css("[href]") if "script:" in one.attributes["href"][:12]], path
        assert not tree.css("[style]"), path
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_what_a_person_writes_is_escaped_too(case):
    room = client(case)
    post(room, {**FORM, "object": TRAP, "reason": TRAP, "by": TRAP})
    assert TRAP not in room.get("/judgements").text
    assert "&lt;script&gt;" in room.get("/judgements").text


def test_what_is_searched_for_is_escaped(case):
    for path in ("/search", "/", "/entities", "/causes"):
        answer = client(case).get(path, params={"q": TRAP, "what": TRAP, "actor": TRAP})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


def test_an_original_is_only_ever_a_download(case):
    with Case(case) as opened:
        sha256 = next(iter(opened.records("text")))["sha256"]
    answer = client(case).get(f"/originals/{sha256}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("name", ["../case.toml", "..%2f..%2fcase.toml", "%2e%2e/case.toml", "a" * 64, "A" * 64])
def test_no_other_file_is_an_original(case, name):
    room = client(case)
    assert room.get(f"/originals/{name}").status_code == 404
    assert room.get(f"/static/{name}").status_code in (404, 405)


def test_a_large_body_is_refused(case):
    assert post(client(case), {**FORM, "reason": "x" * LARGEST_BODY}).status_code == 413
    assert decided(case) == b""


def test_a_long_field_is_cut(case):
    post(client(case), {**FORM, "reason": "x" * 100_000})
    assert len(decided(case)) < 10_000


def test_read_only_takes_nothing_and_offers_nothing(case):
    room = client(case, read_only=True)
    assert post(room).status_code == 403
    assert decided(case) == b""
    assert not any(LexborHTMLParser(room.get(path).text).css("form.judge") for path in every_path(case))


def test_a_token_is_asked_for_once_and_kept_in_a_cookie(case):
    room = client(case, token="a-long-secret")
    assert room.get("/").status_code == 401
    assert room.get("/", params={"token": "a-long-secreT"}).status_code == 401
    assert room.get("/", headers={"cookie": 'according-token="'}).status_code == 401
    answer = room.get("/", params={"token": "a-long-secret"})
    assert answer.status_code == 303
    assert "token" not in answer.headers["location"]
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert "samesite=strict" in answer.headers["set-cookie"].lower()
    assert room.get("/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/nothing", "/events/nothing", "/texts/nothing", "/texts/a/with/b", "/claims/nothing"]
)
def test_what_is_not_there_is_said_on_a_page(case, path):
    answer = client(case).get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text
    assert client(case).get(f"{path}.json").json()["error"]


@pytest.mark.parametrize("query", ["page=x", "page=-3", "page=99999999", "since=yesterday", "as_of=x", "at=9-x"])
def test_a_wrong_question_is_no_crash(case, query):
    for path in ("/", "/texts", "/entities", "/structure", "/queue"):
        assert client(case).get(f"{path}?{query}").status_code in (200, 400), path


def test_the_same_address_with_json_gives_the_data(case):
    room = client(case)
    for path in every_path(case):
        if "?" not in path:
            assert isinstance(room.get("/index.json" if path == "/" else f"{path}.json").json(), dict), path
