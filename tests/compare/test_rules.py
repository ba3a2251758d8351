"""The table of verdicts: every condition is defined, every slot has a last word where it must."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from according.compare import compare
from according.compare.accounts import without_corrected
from according.compare.conditions import CONDITIONS
from according.compare.values import Account
from according.compare.verdicts import rules
from according.lang import table
from according.trace import origins
from tests.spec_checks.reports import NOBODY, one_event, records

SLOTS = ("count", "time", "place", "agent", "target", "instrument")
NUMBERS = st.tuples(st.integers(2, 60), st.one_of(st.none(), st.integers(1, 60)))


@pytest.mark.parametrize("slot", SLOTS)
def test_the_last_rule_asks_nothing(slot):
    assert rules("en", slot)[-1].when == ()


def test_every_condition_is_used():
    assert {c for slot in (*SLOTS, "polarity") for rule in rules("en", slot) for c in rule.when} == set(CONDITIONS)


def test_groups_of_people_are_told_apart_and_nested():
    wider, groups = table("en", "compare")["wider"], table("en", "compare")["group"]
    assert set(wider) == set(groups)
    words = [w for g in groups.values() for w in g]
    assert len(words) == len(set(words))
    assert all(upper in groups for uppers in wider.values() for upper in uppers)


def _report(name, low, high):
    upper = f" high={max(low, high)}" if high else ""
    head = f"== {name} | Paper {name} | 2031-05-02\n"
    return head + f"[Killed were people]{{count killed low={low}{upper} target=people}} there."


@given(NUMBERS, NUMBERS)
def test_a_verdict_does_not_depend_on_which_account_comes_first(one, two):
    verdicts = []
    for a, b in ((one, two), (two, one)):
        reports = records(_report("A", *a) + "\n" + _report("B", *b))
        events = one_event(reports)
        groups = origins(events, reports.values(), NOBODY, ())
        verdicts.append([c.verdict for c in compare(events, reports.values(), NOBODY, groups, ())])
    assert verdicts[0] == verdicts[1] and len(verdicts[0]) == 1


def test_a_conflict_lists_both_words_both_chains_and_the_sources_of_each_side():
    given_ = """== A | Harbour Post | 2031-05-02
[Nine people died]{count killed low=9 high=9 target=people said="The mayor"}. The mayor said so.
== B | The Lantern | 2031-05-02
[Seven people died]{count killed low=7 high=7 target=people said="Casualty Watch"}, says Casualty Watch.
== C | Coast Herald | 2031-05-02
[Seven people died]{count killed low=7 high=7 target=people said="Ebo Lantry"}, says Ebo Lantry."""
    reports = records(given_)
    events = one_event(reports)
    groups = origins(events, reports.values(), NOBODY, ())
    found = [c for c in compare(events, reports.values(), NOBODY, groups, ()) if c.verdict == "conflicts"]
    assert len(found) == 2
    assert found[0].independent
    assert "“Nine people died” (Harbour Post > The mayor; sources: 1)" in found[0].detail
    assert "“Seven people died” (The Lantern > Casualty Watch; sources: 2)" in found[0].detail


def _accounts(record):
    return [Account(one, record, claim) for one, claim in zip(record.claim_ids, record.claims, strict=True)]


def test_a_notice_that_corrects_two_reports_repeats_the_numbers_of_both():
    given_ = """== A | Harbour Post | 2031-05-02
[Nine people died]{count killed low=9 high=9 target=people}.
== B | Harbour Post | 2031-05-02
[Seven people died]{count killed low=7 high=7 target=people}.
== C | Harbour Post | 2031-05-03
Not [nine people died]{count killed low=9 high=9 target=people}, nor [seven people died]{count killed low=7 high=7 \
target=people}: [five people died]{count killed low=5 high=5 target=people}."""
    told = {
        record.text.id: [
            Account(one, record, claim) for one, claim in zip(record.claim_ids, record.claims, strict=True)
        ]
        for record in records(given_).values()
    }
    first, second, notice = told
    kept = without_corrected(told, {(notice, first), (notice, second)})
    assert [len(kept[text]) for text in (first, second, notice)] == [1, 1, 1]
    assert kept[notice][0].claim.low == 5


def test_a_we_without_a_name_is_whoever_speaks_around_it():
    given_ = """== A | Harbour Post | 2031-05-02
[Nine people died]{count killed low=9 high=9 target=people said="We"}. We counted them.
== B | The Lantern | 2031-05-02
[Seven people died]{count killed low=7 high=7 target=people said="Casualty Watch"}, says Casualty Watch."""
    reports = {
        name: replace(one, attributions=tuple(replace(each, name=None) for each in one.attributions))
        for name, one in records(given_).items()
    }
    events = one_event(reports)
    groups = origins(events, reports.values(), NOBODY, ())
    (found,) = (c for c in compare(events, reports.values(), NOBODY, groups, ()) if c.verdict == "conflicts")
    assert "“Nine people died” (Harbour Post; sources: 1)" in found.detail
