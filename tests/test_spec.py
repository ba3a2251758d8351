"""The pages under spec/ are tests: every case block is run."""

import importlib
import re
from pathlib import Path

import pytest

PAGES = Path(__file__).parent.parent / "spec"
BLOCK = re.compile(r"^```case(?P<fails> fails)?\n(?P<given>.*?)\n---\n(?P<wanted>.*?)\n?```$", re.M | re.S)
CHECKED_BY = re.compile(r"<!-- checked by: (\w+) -->")


def cases():
    for page in sorted(PAGES.glob("*.md")):
        chars = page.read_text(encoding="utf-8")
        checked_by = CHECKED_BY.search(chars)
        if page.name == "README.md":
            continue
        assert checked_by, f"{page} does not say what checks it"
        for block in BLOCK.finditer(chars):
            line = chars.count("\n", 0, block.start()) + 1
            yield pytest.param(checked_by[1], block, id=f"{page.stem}:{line}")


@pytest.mark.parametrize(("checked_by", "block"), cases())
def test_case(checked_by, block):
    render = importlib.import_module(f"tests.spec_checks.{checked_by}").render
    holds = render(block["given"]).strip().splitlines() == block["wanted"].strip().splitlines()
    if block["fails"]:
        assert not holds, "this case holds now: take its mark away"
    else:
        assert render(block["given"]).strip() == block["wanted"].strip()
