"""Which of two texts is the earlier one, and on what that rests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from according.model import Text
from according.trace.align import Shared
from according.trace.credits import cited, correction, outlet_names
from according.trace.quotations import Check

MORE = 1.5
"""A text is taken out of another if its share in common is that many times the other's; copies with a new
lead differ by less."""
PART = 0.8
"""And if that share of it at least is in common."""
FULLER = 1.15
"""A quotation is fuller if it is longer by that factor: marks and spelling make up for less."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts with what they share; `a_in_b` checks the quotations of `a` against `b`, and back."""

    a: Text
    b: Text
    shared: Sequence[Shared]
    words: tuple[int, int]
    a_in_b: Sequence[Check] = ()
    b_in_a: Sequence[Check] = ()


def direction(pair: Pair) -> tuple[int, str]:
    """(-1 if `a` is the earlier text, 1 if `b` is, 0 if it cannot be told; the basis).

    Evidence is asked in order of its strength, and the first that speaks decides.
    """
    for basis, asked in _EVIDENCE:
        said = asked(pair)
        if said:
            return said, basis
    return 0, "unknown"


def _by_credit(pair: Pair) -> int:
    """The text that names the other's outlet as its source is the later one, unless both do."""
    if same_outlet(pair.a, pair.b):
        return 0
    return int(bool(cited(pair.a, outlet_names(pair.b)))) - int(bool(cited(pair.b, outlet_names(pair.a))))


def _by_time(pair: Pair) -> int:
    """Published before the other's earliest possible day."""
    a, b = pair.a.published, pair.b.published
    if a is None or b is None:
        return 0
    if a.latest and b.earliest and a.latest < b.earliest:
        return -1
    return 1 if b.latest and a.earliest and b.latest < a.earliest else 0


def _by_correction(pair: Pair) -> int:
    """A correction is later than the report of its outlet that it corrects, unless their dates say otherwise."""
    known = all(outlet_names(text) for text in (pair.a, pair.b))
    if known and not same_outlet(pair.a, pair.b):
        return 0
    sign = int(correction(pair.a) is not None) - int(correction(pair.b) is not None)
    return sign if _by_time(pair) in (0, sign) else 0


def same_outlet(a: Text, b: Text) -> bool:
    """Both texts are of one outlet, as far as it is known."""
    return bool(set(outlet_names(a)) & set(outlet_names(b)))


def _by_quotations(pair: Pair) -> int:
    """The fuller form of a shared quotation is the earlier: quotations are cut, seldom lengthened."""
    fuller_b = sum(_is_cut(c) for c in pair.a_in_b)
    fuller_a = sum(_is_cut(c) for c in pair.b_in_a)
    return (fuller_b > fuller_a) - (fuller_a > fuller_b)


def _is_cut(check: Check) -> bool:
    """The other text has the quotation longer, by FULLER at least."""
    if check.quoted_there is None:
        return False
    here, there = (s[1] - s[0] for s in (check.quoted, check.quoted_there))
    return there >= FULLER * here


def _by_containment(pair: Pair) -> int:
    """Nearly all of one text stands in the other, which has much more: the short one is cut from the long."""
    a, b = (sum(s.words for s in pair.shared) / max(1, n) for n in pair.words)
    if a >= PART and a >= MORE * b:
        return 1
    return -1 if b >= PART and b >= MORE * a else 0


_EVIDENCE: tuple[tuple[str, Callable[[Pair], int]], ...] = (
    ("correction notice", _by_correction),
    ("credit", _by_credit),
    ("publication time", _by_time),
    ("quotation completeness", _by_quotations),
    ("containment", _by_containment),
)
