"""The walk through a page: its visible words in order, block by block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from according.intake.head import same_words, without_site
from according.intake.html_classes import tags
from according.intake.html_roles import Element, Frame, Weights, role_of
from according.intake.units import Unit

CELLS = frozenset(("td", "th"))
GROUPS = frozenset(("figure", "p", "div", "section"))
PRE_BREAK = re.compile(r"[ \t\f\v]*\n[ \t\f\v]*")
SPACE = re.compile(r"[ \t\n\r\f\v]+")
PARAGRAPHS = re.compile(r"\n[ ]*\n\s*")


@dataclass(slots=True)
class Page:
    """The words and units of a page so far; `inline` holds the words of the block that is being read."""

    pieces: list[str] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    length: int = 0
    inline: list[str] = field(default_factory=list)
    group: int = 0

    def flush(self, role: str, rule: str) -> None:
        """End a block: its words become a unit of this role."""
        words = "".join(self.inline)
        self.inline.clear()
        for part in PARAGRAPHS.split(_collapsed(words)):
            if part.strip():
                self._add(part.strip(), role, rule)

    def _add(self, words: str, role: str, rule: str) -> None:
        if self.units:
            self.pieces.append("\n\n")
            self.length += 2
        self.units.append(Unit(self.length, self.length + len(words), words, self.group, role, rule))
        self.pieces.append(words)
        self.length += len(words)


def _collapsed(words: str) -> str:
    """Space as a browser shows it; U+2028 stands for a line break until here."""
    return re.sub(r" ?\u2028 ?", "\n", SPACE.sub(" ", words))


def units_of_page(root: Element, title: str) -> tuple[str, list[Unit]]:
    """The visible characters of a page and its units."""
    page = Page()
    _walk(root, page, Weights.of(root))  # not only its body: libxml2 puts what it does not know into the head
    _choose_headline(page.units, title)
    return "".join(page.pieces), page.units


def _walk(root: Element, page: Page, weights: Weights) -> None:
    """Walk the tree without recursion: hostile pages nest deeper than any stack."""
    page.inline.append(_text(root))
    stack = [Frame(root, iter(root), "", "", True)]
    while stack:
        frame = stack[-1]
        child = next(frame.children, None)
        if child is None:
            stack.pop()
            if frame.block:
                page.flush(frame.role, frame.rule)
                page.group += frame.element.tag in GROUPS
            if stack:
                page.inline.append(frame.element.tail or "")
            continue
        _enter(child, stack, page, weights)


def _enter(child: Element, stack: list[Frame], page: Page, weights: Weights) -> None:
    """Begin an element: skip what is unseen, end the block before it where it starts one."""
    outer = stack[-1]
    if not isinstance(child.tag, str) or child.tag in tags("unseen") or _hidden(child):
        page.inline.append(child.tail or "")
        return
    if child.tag == "br":
        page.inline.append("\u2028" + (child.tail or ""))
        return
    role, rule = role_of(child, outer, weights)
    block = child.tag in tags("blocks") or (role, rule) != (outer.role, outer.rule)
    if block:
        page.flush(outer.role, outer.rule)
    elif child.tag in CELLS:
        page.inline.append(" ")
    page.inline.append(_text(child))
    inside = outer.inside or child.tag in ("article", "main")
    stack.append(Frame(child, iter(child), role, rule, block, inside))


def _text(element: Element) -> str:
    text = element.text or ""
    return PRE_BREAK.sub("\u2028", text) if element.tag == "pre" else text


def _hidden(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _choose_headline(units: list[Unit], title: str) -> None:
    """The first-level heading that is the page's title, else the first one outside furniture."""
    candidates = [unit for unit in units if unit.rule == "html/h1"]
    like_title = [unit for unit in units if unit.role == "heading" and same_words(unit.words, without_site(title))]
    for unit in (like_title or candidates)[:1]:
        unit.give("headline", "html/h1" if unit.rule == "html/h1" else "html/heading like the title")
