"""The reading room in a real browser: what a person does first, what must hold on every page, and the file on disk."""

import json
import shutil
import urllib.request
from contextlib import contextmanager

import pytest

from according import corridor
from according.case import Case
from according.web import whole
from tests.web.cases import built, serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install '.[dev]')")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here (apt install chromium)"),
]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return built(tmp_path_factory.mktemp("browsed"))


@pytest.fixture(scope="module")
def room(case):
    with serving(case) as address:
        yield address


@contextmanager
def watched(browser, home, **options):
    """A page; at the end nothing may stand in its console and nothing may have been asked of another host."""
    context = browser.new_context(**options)
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page
    context.close()
    assert said == []
    assert [url for url in asked if not url.startswith((home, "data:"))] == []


def data(room, path):
    with urllib.request.urlopen(room + path) as answer:
        return json.load(answer)


def every_view(room):
    events, texts = data(room, "/index.json")["events"], data(room, "/texts.json")["texts"]
    entities, derived = data(room, "/entities.json")["entities"], data(room, "/sources.json")["derivations"]
    yield from ("/", "/texts", "/entities", "/structure", "/sources", "/conflicts", "/causes", "/map", "/queue")
    yield from (
        "/judgements",
        "/custody",
        "/search?q=market",
        f"/events/{events[0]['id']}",
        f"/entities/{entities[0]['id']}",
    )
    yield from (f"/texts/{one['id']}" for one in texts)
    yield from (f"/texts/{one['later']}/with/{one['earlier']}" for one in derived[:1])


def test_from_the_timeline_to_the_words(browser, room):
    with watched(browser, room) as page:
        page.goto(room)
        whole = page.locator("#events > li").count()
        page.fill("#filters input[name=q]", "market")
        page.click("#filters button")
        assert 0 < page.locator("#events > li").count() < whole
        page.click("#events h2 a >> nth=0")
        page.wait_for_selector("h2:has-text('Accounts')")
        claim = page.locator(".accounts .claim mark").first
        words = " ".join(claim.inner_text().split())
        claim.click()
        page.wait_for_selector("#here")
        here = " ".join("".join(page.locator(".text .here").all_inner_texts()).split())
        assert here == words
        assert page.locator("#here").is_visible()


def judged(page, action, object_, summary="Judge this"):
    page.click(f"summary:text-is('{summary}')")
    form = page.locator("details[open] form.judge")
    form.locator("select").select_option(action)
    form.locator("input[name=object]").fill(object_)
    form.locator("input[name=by]").fill("A. Tester")
    form.locator("button").click()
    page.wait_for_selector("text=What people decided")
    shown(page)


def shown(page):
    """The page once it shows what was judged: at once in a small case, else when the reader is told so."""
    if page.locator("#waiting").count():
        page.click("#waiting >> text=Show it", timeout=60_000)
        page.wait_for_selector("#waiting", state="detached")


def aliases(case, name):
    with Case(case) as opened:
        names = [{one["name"], *one["aliases"]} for one in opened.records("entity")]
    return [one for one in names if name in one]


def test_a_join_is_kept_after_a_rebuild_and_can_be_undone(browser, room, case):
    assert not any("River Brigade" in one for one in aliases(case, "Salma Haddad"))
    with watched(browser, room) as page:
        page.goto(f"{room}/entities?q=Salma+Haddad")
        page.click("td a >> nth=0")
        judged(page, "join", "River Brigade")
        assert page.locator(".mark.human").count() >= 1
        assert any("River Brigade" in one for one in aliases(case, "Salma Haddad"))
        corridor.build([], case, corridor.Options(workers=1)).close()
        page.reload()
        assert "River Brigade" in page.content()
        page.goto(f"{room}/judgements")
        page.click("table summary:text-is('Undo')")
        page.fill("details[open] input[name=by]", "A. Tester")
        page.click("details[open] button")
        page.wait_for_selector("text=taken back")
        shown(page)
    assert not any("River Brigade" in one for one in aliases(case, "Salma Haddad"))


def test_the_structure_follows_the_day(browser, room):
    with watched(browser, room) as page:
        page.goto(f"{room}/structure")
        slider = page.locator(".slider input")
        assert slider.is_visible()
        slider.focus()
        page.keyboard.press("Home")
        page.wait_for_url("**as_of=2**")
        assert "as of 20" in page.locator("h1").inner_text()


def test_two_texts_are_compared_and_keys_work(browser, room):
    with watched(browser, room) as page:
        page.goto(f"{room}/sources")
        page.click("text=side by side >> nth=0")
        assert page.locator(".half > section").count() == 2
        page.goto(room)
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.closest('#events') !== null")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q"
        page.click("text=Zoom in")
        assert page.evaluate("document.querySelector('#axis svg').viewBox.baseVal.width") < 960


@pytest.mark.parametrize("look", [{"color_scheme": "dark"}, {"viewport": {"width": 360, "height": 740}}])
def test_every_view_is_clean_and_fits(browser, room, look):
    with watched(browser, room, **look) as page:
        for path in every_view(room):
            page.goto(room + path)
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, path


def test_every_view_works_without_javascript(browser, room):
    with watched(browser, room, java_script_enabled=False) as page:
        for path in every_view(room):
            page.goto(room + path)
            assert page.locator("h1").count() == 1, path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_view_is_accessible(browser, room, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    with watched(browser, room, color_scheme=scheme) as page:
        for path in every_view(room):
            page.goto(room + path)
            found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).response[
                "violations"
            ]
            serious = [
                (one["id"], node["html"][:200])
                for one in found
                if one["impact"] in ("serious", "critical")
                for node in one["nodes"][:3]
            ]
            assert serious == [], path


def test_the_file_opens_from_disk_without_a_network(browser, case, tmp_path):
    file = tmp_path / "room.html"
    with Case(case) as opened, file.open("w", encoding="utf-8") as out:
        whole.write(opened, out)
    home = file.as_uri()
    with watched(browser, home) as page:
        page.context.set_offline(True)
        page.goto(home)
        for link in page.locator("a[href]").all():
            target = link.get_attribute("href")
            assert target.startswith("#"), target
        broken = page.evaluate(
            "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href').slice(1))"
            ".filter(id => !document.getElementById(id))"
        )
        assert broken == []
        page.click("#events h2 a >> nth=0")
        page.click("section:target .claim mark >> nth=0")
        assert page.locator(":target").is_visible()
        assert page.locator("form, script").count() == 0
