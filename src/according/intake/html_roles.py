"""What role the words of an element of a page have: by its tag, its attributes, its classes, and what it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from according.intake.html_classes import role_of_class

Element = Any
"""An element of lxml, which has no types."""

FURNITURE_TAGS = frozenset(["nav", "form", "button", "select", "menu", "dialog", "search"])
FURNITURE_ROLES = frozenset(
    ["navigation", "complementary", "banner", "contentinfo", "search", "menu", "menubar", "toolbar", "dialog"]
)
"""ARIA landmarks that are not the article."""
TAG_ROLES = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading") | {
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "blockquote": "blockquote",
    "figcaption": "caption",
    "caption": "caption",
}
ITEM_ROLES = {
    "author": "byline",
    "headline": "headline",
    "datePublished": "dateline",
    "dateModified": "dateline",
    "alternativeHeadline": "standfirst",
    "caption": "caption",
    "copyrightHolder": "credit",
    "comment": "furniture",
}
"""Roles by schema.org's property names."""
MAY_STAND_IN: Mapping[str, frozenset[str]] = {
    "caption": frozenset(("credit", "furniture")),
    "correction": frozenset(("furniture",)),
    "pullquote": frozenset(("furniture",)),
    "blockquote": frozenset(("pullquote", "furniture", "list_item")),
    "byline": frozenset(("dateline", "furniture")),
    "dateline": frozenset(("byline", "furniture")),
    "standfirst": frozenset(("byline", "dateline", "credit", "furniture")),
    "credit": frozenset(),
    "headline": frozenset(),
    "heading": frozenset(("byline", "credit")),
    "list_item": frozenset(
        [
            "headline",
            "heading",
            "blockquote",
            "pullquote",
            "caption",
            "credit",
            "byline",
            "dateline",
            "correction",
            "furniture",
        ]
    ),
}
"""Which roles an element may have of its own inside an element of another role; inside furniture all is furniture."""
BODY_SHARE = 0.4
"""An element with the headline and a larger share of the words in paragraphs is the body, whatever its class says."""
BODY_WORDS = 80
"""A standfirst, byline or caption has fewer words, whatever its share of a short page."""
WHOLE_SHARE = 0.9
"""An element that holds nearly all of them is the body too, unless it is made for what readers write."""
DOUBTED = ("html/class", "html/form")
"""Rules that a whole page may fit: some systems wrap all of it in a form, or in a class that says "widget"."""


@dataclass(slots=True)
class Frame:
    """An element being walked: where in it we are, the role of its words, and whether it lies in the article."""

    element: Element
    children: Iterator[Element]
    role: str
    rule: str
    block: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """Words in paragraphs, per element; `titled` and `quoted` are elements with a headline or a quotation in them."""

    words: Mapping[Element, int]
    titled: set[Element]
    quoted: set[Element]
    total: int

    @classmethod
    def of(cls, body: Element) -> Weights:
        """The body of a page, counted through once from its end, so that each element is known before what holds it."""
        elements = [element for element in body.iter() if isinstance(element.tag, str)]
        words = dict.fromkeys(elements, 0)
        titled: set[Element] = set()
        quoted: set[Element] = set()
        for element in reversed(elements):
            words[element] += _words(element) if element.tag == "p" and not words[element] else 0
            parent = element.getparent()
            if parent in words:
                words[parent] += words[element]
                titled.update([parent] if element.tag == "h1" or element in titled else [])
                quoted.update([parent] if element.tag in ("blockquote", "q") or element in quoted else [])
        return cls(words, titled, quoted, words[body])

    def is_body(self, element: Element, role: str) -> bool:
        """Whether so much of the page's paragraphs is in here that its class cannot mean all of it."""
        share = self.words[element] / max(1, self.total)
        if role != "furniture" or element in self.titled:
            return share > BODY_SHARE and self.words[element] > BODY_WORDS
        return share > WHOLE_SHARE and "comment" not in f"{element.get('class')} {element.get('id')}".lower()


def _words(element: Element) -> int:
    return len("".join(element.itertext()).split())


def role_of(element: Element, outer: Frame, weights: Weights) -> tuple[str, str]:
    """The role of an element's words: its own where that may stand inside the outer one, else the outer one's."""
    if outer.role == "furniture":
        return outer.role, outer.rule
    own, rule = _own_role(element, outer, weights)
    if own and rule.startswith(DOUBTED) and weights.is_body(element, own):
        own = ""
    if own and (not outer.role or own in MAY_STAND_IN[outer.role] or rule.endswith("-speaker")):
        return own, rule
    return outer.role, outer.rule


def _own_role(element: Element, outer: Frame, weights: Weights) -> tuple[str, str]:
    """What the tag, the attributes and the classes of an element say."""
    tag = element.tag
    if tag in ("footer", "cite") and outer.role in ("blockquote", "pullquote"):
        return outer.role, f"html/{outer.role}-speaker"
    if tag in FURNITURE_TAGS or (element.get("role") or "").lower() in FURNITURE_ROLES:
        return "furniture", f"html/{tag}"
    if tag in ("footer", "header", "aside"):
        role = _frame_role(element, outer, weights)
        if role:
            return role, f"html/{tag}"
    for item in (element.get("itemprop") or "").split():
        if item in ITEM_ROLES:
            return ITEM_ROLES[item], f"html/itemprop {item}"
    if "author" in (element.get("rel") or "").split():
        return "byline", "html/rel author"
    by_class = role_of_class(f"{element.get('class') or ''} {element.get('id') or ''}")
    if by_class and tag not in ("body", "html", "main", "article"):
        return by_class, f"html/class {by_class}"
    if tag == "time" and outer.role in ("", "byline", "standfirst") and _alone(element):
        return "dateline", "html/time"
    if tag == "address":
        return "byline", "html/address"
    if tag in ("small", "cite") and outer.role == "caption":
        return "credit", f"html/{tag} in a caption"
    role = TAG_ROLES.get(tag, "")
    return role, f"html/{tag}" if role else ""


def _frame_role(element: Element, outer: Frame, weights: Weights) -> str:
    """Headers, footers and asides of a site are furniture; those of the article are not, but asides without a quote."""
    if element.tag == "aside":
        return "pullquote" if outer.inside and element in weights.quoted else "furniture"
    if element.tag == "header" and (outer.inside or element in weights.titled):
        return ""
    return "furniture"


def _alone(element: Element) -> bool:
    """Whether nothing but space stands beside an element in its parent."""
    parent = element.getparent()
    return parent is not None and len(parent) == 1 and not f"{parent.text or ''}{element.tail or ''}".strip()
