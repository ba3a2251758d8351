"""What holds for any collection: order does not matter, spans lie in their texts, chance does not join."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from according.model import Entities, Text, TextRecord, When
from according.trace import derivations, excluded, origins, quotation_check
from tests.spec_checks.reports import one_event, records

SENTENCES = [
    "The ferry from Velmar sank off the point with sixty pilgrims and a load of salt aboard.",
    "A board of three captains will look into the age of the boilers and the missing log book.",
    "“We saw the lights go out one after the other and then heard nothing at all,” a fisherman said.",
    "Nobody has seen the owner since the storm warning was read out on the harbour wall.",
    "The war has killed more than 40,000 people since it began in 2027 with protests.",
]
REPORTS = st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=2, max_size=5)


def _records(reports):
    made = []
    for number, sentences in enumerate(reports):
        day = f"2031-05-0{number + 1}"
        text = Text(f"t{number}", "", "", " ".join(sentences), (), published=When(day, day, day, "stated"))
        made.append(TextRecord(text, (), (), (), ()))
    return made


@settings(max_examples=40, deadline=None)
@given(REPORTS, st.randoms(use_true_random=False))
def test_the_order_of_texts_does_not_matter(reports, rng):
    made = _records(reports)
    shuffled = rng.sample(made, len(made))
    assert derivations(made) == derivations(shuffled)


@settings(max_examples=40, deadline=None)
@given(REPORTS)
def test_passages_lie_in_their_texts(reports):
    chars = {r.text.id: r.text.chars for r in _records(reports)}
    for one in derivations(_records(reports)):
        assert one.later != one.earlier
        for passage in one.passages:
            for text, (start, stop) in ((one.later, passage.later), (one.earlier, passage.earlier)):
                assert 0 <= start < stop <= len(chars[text])


def test_a_long_chain_of_chance_links_stays_apart():
    rng = random.Random(4)
    link = [" ".join(f"x{rng.randrange(10**6)}" for _ in range(16)) + "." for _ in range(41)]
    given_ = "\n".join(
        f'== T{n} | Paper {n} | 2031-05-02\n[{n + 3} died]{{count killed low={n + 3} high={n + 3} said="Witness {n}x"}}'
        f" said Witness {n}x. {link[n]} And then. {link[n + 1]}"
        for n in range(40)
    )
    reports = records(given_)
    events, nobody = one_event(reports), Entities((), {})
    found = derivations(reports.values(), events, nobody)
    assert len([d for d in found if d.relation in ("verbatim", "rewrite")]) >= 39
    assert len(origins(events, reports.values(), nobody, found)["event"]) == 40


def test_a_quotation_held_against_its_own_text_is_word_for_word():
    (report,) = records("== A\nShe said: “We had bread for two days and water for one,” and sat down.").values()
    assert [c.state for c in quotation_check(report, report)] == ["word for word"]


def test_background_is_left_out_of_account_but_shown():
    made = _records([[SENTENCES[0], SENTENCES[4]], [SENTENCES[1], SENTENCES[4]]])
    assert derivations(made) == ()
    (left_out,) = excluded(made, "t0", "t1")
    assert made[0].text.chars[slice(*left_out.passage.later)].startswith("The war has killed")
    assert left_out.why == "war-toll"


INFORMANTS = ("Casualty Watch", "the mayor", "Ebo Lantry", "Radio Talus", "")
CLAIMS = st.lists(st.lists(st.sampled_from(INFORMANTS), min_size=1, max_size=4), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_there_are_never_more_sources_than_reports(reports):
    given_ = "\n".join(
        f"== T{n} | Paper {n} | 2031-05-02\n" + " ".join(_told(number, who) for number, who in enumerate(informants, 3))
        for n, informants in enumerate(reports)
    )
    made = records(given_)
    groups = origins(one_event(made), made.values(), Entities((), {}), ())["event"]
    assert 1 <= len(groups) <= len(reports)
    assert sorted(claim for group in groups for claim in group.claims) == sorted(one_event(made).of)
    for group in groups:
        assert len(group.texts) == 1 or group.why


def _told(number, who):
    said, says = (f' said="{who}"', f", {who} said") if who else ("", "")
    return f"[{number} died]{{count killed low={number} high={number}{said}}} that day{says}."
