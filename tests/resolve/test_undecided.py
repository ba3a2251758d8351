"""Which pairs of events are left for a person: the best of those that tell enough, a few for an event."""

from according.model import When
from according.resolve.happenings.claims import Happening
from according.resolve.happenings.undecided import undecided

DAY = When("2031-05-02", "2031-05-02", "2031-05-02", "stated")


def happening(name, *, days=None, place="", who=""):
    """A shelling, told with no more than what is given."""
    return Happening(
        id=name,
        text=f"text {name}",
        start=0,
        stop=7,
        kind="event",
        type="ASSAULT:artillery",
        word="shell",
        modality="asserted",
        participants={"agent": frozenset({who})} if who else {},
        places=(place,) if place else (),
        when=DAY if days else None,
        days=(days, days) if days else None,
        low=None,
        high=None,
        around=(),
        sentence=0,
        counted=(),
        said_by=None,
        points_back=False,
        objects=frozenset(),
    )


def left(groups, likeness):
    """The pairs left open, by label, and how many are alike."""
    found = undecided(dict(enumerate(groups)), {n: f"e{n}" for n in range(len(groups))}, likeness)
    return [(one.left, one.right) for one in found.candidates], found.alike


def test_an_event_that_tells_neither_when_nor_where_is_left_to_nobody():
    full, bare = [happening("a", place="Norton", who="RLF")], [happening("b", who="RLF")]
    assert left([full, bare], {(0, 1): 0.48}) == ([], 1)
    assert left([full, [happening("c", place="Norton", who="RLA")]], {(0, 1): 0.48}) == ([("e0", "e1")], 1)


def test_the_claims_of_an_event_tell_together():
    full, parts = (
        [happening("a", place="Norton", who="RLF")],
        [happening("b", who="RLF"), happening("c", place="Barrow")],
    )
    assert left([full, parts], {(0, 1): 0.48}) == ([("e0", "e1")], 1)


def test_days_that_lie_far_apart_leave_nothing_to_judge():
    one, near, far = ([happening(n, days=d, who="RLF")] for n, d in (("a", 100), ("b", 104), ("c", 110)))
    assert left([one, near], {(0, 1): 0.48})[0] and not left([one, far], {(0, 1): 0.48})[0]


def test_the_best_three_pairs_of_an_event_are_shown_the_best_first():
    groups = [[happening(f"h{n}", place="Norton", who="RLF")] for n in range(6)]
    pairs, alike = left(groups, {(0, n): 0.42 + n / 100 for n in range(1, 6)})
    assert pairs == [("e0", "e5"), ("e0", "e4"), ("e0", "e3")]
    assert alike == 5


def test_what_is_hardly_alike_is_not_counted():
    groups = [[happening(f"h{n}", place="Norton", who="RLF")] for n in range(2)]
    assert left(groups, {(0, 1): 0.41}) == ([], 0)
