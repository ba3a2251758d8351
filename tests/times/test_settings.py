"""What decides a reading beyond its words: tense by the tree, quotations, other dates, the outlet's country."""

from dataclasses import replace

import pytest

from according.annotate.times import find
from according.annotate.times.order import of_country
from according.annotate.times.tense import tense
from according.language.parse import Parse, Token
from tests.times.support import text_of, times, values


def parsed(*rows):
    """A one-sentence parse of (word, lemma, upos, xpos, head, deprel); words are one space apart."""
    tokens, start = [], 0
    for index, (word, lemma, upos, xpos, head, deprel) in enumerate(rows):
        tokens.append(Token(index, start, start + len(word), word, lemma, upos, xpos, head, deprel, 0))
        start += len(word) + 1
    return " ".join(row[0] for row in rows), Parse(tuple(tokens), ((0, len(tokens)),), (), "test")


MEETS = parsed(
    ("The", "the", "DET", "DT", 1, "det"),
    ("council", "council", "NOUN", "NN", 2, "nsubj"),
    ("meets", "meet", "VERB", "VBZ", -1, "root"),
    ("Tuesday", "Tuesday", "PROPN", "NNP", 2, "obl:unmarked"),
)
MET = parsed(
    ("The", "the", "DET", "DT", 1, "det"),
    ("council", "council", "NOUN", "NN", 2, "nsubj"),
    ("met", "meet", "VERB", "VBD", -1, "root"),
    ("Tuesday", "Tuesday", "PROPN", "NNP", 2, "obl:unmarked"),
)
SET_FOR = parsed(
    ("It", "it", "PRON", "PRP", 2, "nsubj:pass"),
    ("is", "be", "AUX", "VBZ", 2, "aux:pass"),
    ("set", "set", "VERB", "VBN", -1, "root"),
    ("for", "for", "ADP", "IN", 4, "case"),
    ("Tuesday", "Tuesday", "PROPN", "NNP", 2, "obl"),
)


@pytest.mark.parametrize(
    ("sentence", "sign", "day"),
    [(MEETS, 2, "2024-12-10"), (MET, -2, "2024-12-03"), (SET_FOR, 2, "2024-12-10")],
    ids=["present", "past", "planned"],
)
def test_the_tree_tells_the_tense(sentence, sign, day):
    chars, parse = sentence
    start = chars.index("Tuesday")
    assert tense(parse, start, start + 7, "en") == sign
    assert [one.timex_value for one in find(text_of(chars), parse)] == [day]


def test_tomorrow_in_a_quotation_is_counted_from_the_day_of_the_words():
    [tomorrow, monday] = times('"We leave the camp tomorrow," the driver said on Monday.')
    assert (tomorrow.edtf, monday.edtf) == ("2024-12-03", "2024-12-02")
    assert "day of the quoted words" in tomorrow.basis


def test_tomorrow_in_a_quotation_without_a_day_is_counted_from_publication():
    [tomorrow] = times("“We leave the camp tomorrow,” the driver said.")
    assert (tomorrow.earliest, tomorrow.latest) == ("2024-12-06", "2024-12-06")


def test_that_night_is_of_the_day_named_last():
    assert values("The dam broke on Tuesday. That night they left.") == ["2024-12-03", "2024-12-03TNI"]


def test_what_somebody_said_on_a_day_does_not_move_that_day():
    chars = "The dam broke on Monday, the mayor said Wednesday. At 11 p.m. the siren rang."
    assert values(chars)[-1] == "2024-12-02T23:00"


@pytest.mark.parametrize(
    ("chars", "edtf"),
    [
        ("The battle of Tarn was on 3 May 2021. They left the day after the battle of Tarn.", "2021-05-04"),
        ("The battle of Tarn was on 3 May 2021. Two weeks after the battle of Tarn they left.", "2021-05-17~"),
        ("They left the day before 3 May 2021.", "2021-05-02"),
    ],
)
def test_counted_from_an_event_that_the_text_dates(chars, edtf):
    assert edtf in [one.edtf for one in times(chars)]


def test_the_day_after_an_event_that_nobody_dates_is_no_time():
    assert times("They left the day after the vote.") == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example.uk/a", True),
        ("https://a.us/", False),
        ("https://a.com/x", None),
        ("https://a.ca", None),
        ("", None),
        ("http://[", None),
    ],
)
def test_the_order_of_day_and_month_by_country(url, expected):
    assert of_country(url) is expected


def test_the_order_of_day_and_month_by_the_outlet_and_by_dates_in_words():
    [one] = find(replace(text_of("Seen 03/04/2024."), url="https://news.example.uk/a"))
    assert (one.edtf, one.basis) == ("2024-04-03", "order of day and month of the outlet's country")
    *_, one = times("It fell on March 5, 2024, and was seen 03/04/2024.")
    assert (one.edtf, one.basis) == ("2024-03-04", "order of day and month as the text spells its dates")


def test_the_beginning_of_a_range_comes_before_its_end():
    assert values("Between January 1 and September 26 they met.", "2016-09-29") == ["2016-01-01", "2016-09-26"]
    assert values("They meet Monday through Friday.")[1] == "2024-12-06"


def test_the_years_of_a_chronicle():
    chars = "Dates of the revolt.\n\n* 2011: In June they rose; on July 2 the governor fled.\n* 2012: In May they met."
    assert values(chars, "2014-08-01") == ["2011", "2011-06", "2011-07-02", "2012", "2012-05"]


def test_weekdays_are_counted_from_the_date_that_the_head_states():
    [head, wednesday] = times("Published July 27 2016 A bomb killed 44 people on Wednesday.", "2016-07-10")
    assert (head.edtf, wednesday.edtf) == ("2016-07-27", "2016-07-27")
    assert wednesday.basis == "weekday before the date at the head of the text"


def test_an_old_date_at_the_head_is_what_the_text_tells_of():
    assert (
        values("3 May 1945 was the last day of the war here. They meet on Sunday, they said.", "2024-12-05")[-1][:4]
        == "2024"
    )


def test_a_digit_date_that_is_the_day_of_publication_shows_the_order():
    [one] = times("05-04-2016 The dam holds.", "2016-04-05")
    assert (one.edtf, one.basis) == ("2016-04-05", "order of day and month by the day of publication")


def test_clock_times_before_a_date_are_of_that_date():
    found = times("It began at 7pm (1600 GMT) on September 12 2016.")
    assert [one.earliest for one in found] == ["2016-09-12"] * 3
