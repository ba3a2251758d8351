"""The documentation is true to the code: pages are current, every command is shown, every link leads somewhere."""

import re
from pathlib import Path

import pytest

from tools import reference

HOME = Path(__file__).parents[2]
PAGES = [HOME / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")] + sorted(
    (HOME / "docs").rglob("*.md")
)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def named(path):
    return str(path.relative_to(HOME))


@pytest.mark.parametrize("path", [reference.COMMANDS, reference.PYTHON, reference.QUALITY], ids=str)
def test_generated_pages_are_current(path):
    assert (HOME / path).read_text(encoding="utf-8") == reference.pages()[path], "run `make docs`"


@pytest.mark.parametrize("name", reference.commands())
def test_every_command_has_an_example_and_stands_in_the_docs(name):
    assert reference.example(reference.commands()[name]).startswith(f"according {name}")
    assert f"\n## {name}\n" in (HOME / reference.COMMANDS).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_relative_link_leads_to_a_file(page):
    links = (link.partition("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link)
    assert not [link for link in links if link and not (page.parent / link).exists()]
