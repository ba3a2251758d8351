"""The pictures of the documentation, made anew from the sample case with a real browser: python -m tools.pictures."""

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


def pages(room: str) -> dict[str, str]:
    """Name of the picture → path: the event with most reports, and a text that tells of it."""

    def asked(path: str) -> dict:
        with urllib.request.urlopen(room + path) as answer:
            return json.load(answer)

    events = [asked(f"/index.json?page={page}")["events"] for page in range(1, asked("/index.json")["pages"] + 1)]
    best = max((one for page in events for one in page), key=lambda one: (one["reports"], one["id"]))
    origin = asked(f"/events/{best['id']}.json")["origins"][0]
    claim = origin["claims"][0]
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
        with serving(case) as room, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport=SIZE)
            for name, path in pages(room).items():
                page.goto(room + path)
                page.evaluate("window.scrollTo(0, 0)")
                page.screenshot(path=OUT / f"{name}.png")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
