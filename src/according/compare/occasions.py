"""Whether two accounts tell of one occasion at all: their days, the days of their texts, and the words around.

Resolution joins what may be one happening; that accounts differ is said only where nothing speaks for two.
"""

from __future__ import annotations

from according.compare.scene import Two
from according.compare.values import Account
from according.days import day_number

NEWS = 1
"""Days between two reports of the news of one day; on war reports, those further apart that give different days told
of different days."""
WEEK = 7
"""Days within which a report is copied, or a deed that is known by its victims is told of again."""
UNDATED = 2
"""Days between two reports that tell of one happening without saying when it was."""
DAYS = 4
"""Days of the longest time that says on which day, "over the long weekend"."""
UNKNOWN = ("0000", "9999")


def days(account: Account) -> tuple[str, str]:
    """First and last day of the account, `UNKNOWN` if it gives none."""
    when = account.claim.time
    return (when.earliest or UNKNOWN[0], when.latest or UNKNOWN[1]) if when else UNKNOWN


def neighbours(two: Two) -> bool:
    """The times are at most a day apart."""
    (_, a), (b, _) = sorted((days(two.a), days(two.b)))
    return a == UNKNOWN[1] or b == UNKNOWN[0] or _between(a, b) <= 1


def one_occasion(two: Two) -> bool:
    """The accounts give days at most one apart. What is told without a day is news of its text's day or the day before,
    of an undated text of any day.
    """
    dated = [x for x in (two.a, two.b) if days(x) != UNKNOWN]
    if len(dated) == 2:
        return neighbours(two)
    if not dated:
        return published_within(two, UNDATED)
    other = two.b if dated == [two.a] else two.a
    first, last = days(dated[0])
    return not other.published or first <= other.published and _since(last, other.published) <= NEWS


def same_week(two: Two) -> bool:
    """The accounts give days at most one apart, or their texts were published within a week: an inquiry comes later."""
    if UNKNOWN not in (days(two.a), days(two.b)):
        return neighbours(two)
    return published_within(two, WEEK)


def same_news(two: Two) -> bool:
    """Their texts were published within NEWS days, as far as it is known."""
    return published_within(two, NEWS)


def published_within(two: Two, most: int) -> bool:
    """At most so many days lie between the texts; also where one is not dated."""
    first, last = sorted((two.a.published, two.b.published))
    return not first or _between(first, last) <= most


def _between(first: str, last: str) -> int:
    return day_number(last) - day_number(first)


def _since(last: str, published: str) -> int:
    """Days from the end of a time to the day of a text, none where the time has no end."""
    return 0 if last == UNKNOWN[1] else _between(last, published)


def to_the_day(two: Two) -> bool:
    """Both say when within DAYS: a year or a season leaves too much open to differ."""
    return all(bounded(x) and _between(*days(x)) < DAYS for x in (two.a, two.b))


def bounded(account: Account) -> bool:
    """The account gives a first and a last day."""
    first, last = days(account)
    return first != UNKNOWN[0] and last != UNKNOWN[1]


def read_differently(two: Two) -> bool:
    """Each has the words of the other around its own: one sentence that stands in both texts, read in two ways."""
    return _stands(two.a, two.slot, two.b) and _stands(two.b, two.slot, two.a)


def _stands(account: Account, slot: str, other: Account) -> bool:
    """All words on the slot stand in the sentence of the other account."""
    words = [account.words([span]).lower() for span in account.filling(slot)]
    return bool(words) and all(one in other.around for one in words)
