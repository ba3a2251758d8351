"""Whether two accounts tell of one deed at all, and with what it was done."""

from __future__ import annotations

import re

from according.compare.scene import Two
from according.compare.values import Actor, common
from according.compare.weapons import exclusive, means

VIOLENT = ("ASSAULT", "FIGHT", "COERCE")
UNDISPUTED = ("FIGHT:clash", "ASSAULT:die", "ASSAULT:wound")
"""Violence in which each side is an agent, and harm, which is told of those who suffer it."""


def violent(two: Two) -> bool:
    """Both tell of violence or coercion by one against another: only there it is in dispute who did it."""
    types = [x.claim.type for x in (two.a, two.b)]
    return all(t.partition(":")[0] in VIOLENT and t not in UNDISPUTED for t in types)


def one_deed(two: Two) -> bool:
    """More than the event says that both tell of one deed: one toll or one landmark in the texts, or one victim.

    Resolution joins the strikes of one day on one town, of which each side may have flown some.
    """
    one, other = (two.scene.struck(x.record.text.id) for x in (two.a, two.b))
    return two.one_toll or bool(one & other) or _one_victim(two)


def _one_victim(two: Two) -> bool:
    """The same thing is hit in both, by a word that is no name: a town's name is where, not what."""
    hit, hit2 = two.filled("target")
    if hit is None or hit2 is None:
        return False
    written = two.a.words(two.a.claim.slots["target"])
    return any(re.search(rf"\b{re.escape(word)}", written) for word in common_things(hit, hit2, two.language))


def common_things(one: Actor, other: Actor, language: str) -> frozenset[str]:
    """The nouns of both by which neither everybody nor every place is called."""
    return frozenset(w for w in one.nouns & other.nouns - common(language) if not w.isdigit())


def same_kind(two: Two) -> bool:
    """Both tell of one kind of happening: a raid is not the death that another brought."""
    return two.a.claim.type == two.b.claim.type


def excluded(two: Two) -> bool:
    """All weapons that the one text names for the event exclude all that the other does."""
    one, other = (two.scene.weapons(x.record.text.id) for x in (two.a, two.b))
    return exclusive(one, other, two.language)


def same_weapon(two: Two) -> bool:
    """Both name a weapon of one kind."""
    return bool(means(two.a) & means(two.b))
