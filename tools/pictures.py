"""The pictures of the documentation, made anew from the sample case with a real browser: python -m tools.pictures.

A case that is built already may be named: python -m tools.pictures CASE. Exits with 1, and writes no picture, where
the case has nothing to show for one of them.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from according import corridor
from tests.web.cases import serving

HOME = Path(__file__).resolve().parents[1]
OUT = HOME / "docs" / "pictures"
SIZE = {"width": 1100, "height": 640}


class NothingToShow(Exception):
    """The sample case lacks what a picture is to show; the message says what."""


def pages(room: str) -> dict[str, str]:
    """Name of the picture → path: the event with most reports, and a text that tells of it.

    Raises NothingToShow for a case without what the pictures are for: an empty page is no picture.
    """

    def asked(path: str) -> dict:
        with urllib.request.urlopen(room + path) as answer:
            return json.load(answer)

    def needed(found: list, what: str) -> list:
        if not found:
            raise NothingToShow(f"the sample case has no {what}: mend it or the rules before taking pictures")
        return found

    needed(asked("/conflicts.json")["conflicts"], "conflict")
    needed(asked("/structure.json")["ties"], "tie between bodies")
    every = asked("/index.json")["pages"]
    events = [one for page in range(1, every + 1) for one in asked(f"/index.json?page={page}")["events"]]
    best = max(needed(events, "event"), key=lambda one: (one["reports"], one["id"]))
    claim = asked(f"/events/{best['id']}.json")["origins"][0]["claims"][0]
    return {
        "timeline": "/",
        "event": f"/events/{best['id']}",
        "text": f"/texts/{claim['text_id']}?at={claim['start']}-{claim['stop']}",
        "conflict": "/conflicts",
        "structure": "/structure",
    }


def main() -> int:
    """Build the sample case in a folder of its own, and take the pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("pictures need chromium (apt install chromium)", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        case = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "sample-case"
        if not case.exists():
            corridor.build([HOME / "examples" / "sample"], case).close()
        try:
            with serving(case) as room:
                _take(room, pages(room), chromium)
        except NothingToShow as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _take(room: str, paths: dict[str, str], chromium: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE)
        for name, path in paths.items():
            page.goto(room + path)
            page.evaluate("window.scrollTo(0, 0)")
            page.screenshot(path=OUT / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
