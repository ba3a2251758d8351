"""The order of day and month in dates of digits: learned from the text, else from the outlet's country."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from according.annotate.times.words import Words

LEARNED = "order of day and month learned from the text"
SPELLED = "order of day and month as the text spells its dates"
DAY = "order of day and month by the day of publication"
OUTLET = "order of day and month of the outlet's country"

MONTH_FIRST_COUNTRIES = frozenset(("us", "ph", "gu", "pr"))
OTHER_COUNTRIES = frozenset(("ca", "cn", "jp", "kr", "tw", "hu", "mn", "lt", "za", "ke"))
"""Countries whose press writes both orders, or the year first; a domain used the world over tells nothing either."""
WORLD_DOMAINS = frozenset(("tv", "me", "io", "co", "cc", "fm", "ly", "to", "ws", "ai", "eu"))


def day_first(words: Words, by_outlet: bool | None, published: date | None) -> tuple[bool | None, str]:
    """Whether the day stands first, and how that is known: a date that shows it, dates in words, the outlet."""
    for found, basis in (
        (_in_digits(words), LEARNED),
        (_in_words(words), SPELLED),
        (_published(words, published), DAY),
        (by_outlet, OUTLET),
    ):
        if found is not None:
            return found, basis
    return None, ""


def _in_digits(words: Words) -> bool | None:
    shown = set()
    for first, second, _ in [marks["numeric"] for marks in words.marks if marks and "numeric" in marks]:
        if 12 < first <= 31 and second <= 12:
            shown.add(True)
        elif 12 < second <= 31 and 0 < first <= 12:
            shown.add(False)
    return shown.pop() if len(shown) == 1 else None


def _published(words: Words, published: date | None) -> bool | None:
    """From a date that, read one way and not the other, is the day of publication."""
    if published is None or published.day == published.month:
        return None
    own = (published.day, published.month)
    shown = {
        (first, second) == own
        for first, second, year in [marks["numeric"] for marks in words.marks if marks and "numeric" in marks]
        if year in (published.year, published.year % 100) and {first, second} == set(own)
    }
    return shown.pop() if len(shown) == 1 else None


def _in_words(words: Words) -> bool | None:
    """From "5 March 2031" or "March 5, 2031", where the text writes only one of them."""
    shown = set()
    for index, marks in enumerate(words.marks):
        if marks and "mon" in marks and words.capital(index):
            if words.has(index - 1, "day") and words.has(index + 1, "year"):
                shown.add(True)
            elif words.has(index + 1, "day") and words.at(index + 2) == "," and words.has(index + 3, "year"):
                shown.add(False)
    return shown.pop() if len(shown) == 1 else None


def of_country(url: str) -> bool | None:
    """Whether the press of the country that an address names puts the day first; None where it does not tell."""
    try:
        domain = (urlsplit(url).hostname or "").rpartition(".")[2]
    except ValueError:
        return None
    if len(domain) != 2 or domain in OTHER_COUNTRIES | WORLD_DOMAINS:
        return None
    return domain not in MONTH_FIRST_COUNTRIES
