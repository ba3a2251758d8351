"""The publication date from the text alone."""

from dataclasses import replace

from according.annotate import publication
from according.model import Block, When
from tests.times.support import text_of


def inferred(chars, blocks=()):
    return publication.infer(text_of(chars, None, blocks), None)


def test_what_is_given_wins():
    text = text_of("A month since Adan Vok fled, he spoke. On 3 May 2021 Vok fled the palace.", "2030-01-01")
    assert publication.infer(text, None) == When("2030-01-01", "2030-01-01", "2030-01-01", "given")


def test_a_dateline_gives_the_day():
    chars = "TARN, 14 January 2023 (Wire)\nThe bridge fell."
    assert inferred(chars, (Block.of(0, 28, "dateline", "test"),)).edtf == "2023-01-14"


def test_published_beside_a_date():
    assert inferred("Published: 14 January 2023\n\nThe bridge fell.").earliest == "2023-01-14"


def test_a_month_since_an_event_that_the_text_dates():
    chars = "A month since President Vok fled, the story is told. Not before 3 May 2021 (when Vok fled the palace)."
    found = inferred(chars)
    assert found.earliest <= "2021-06-03" <= found.latest
    assert found.latest < "2021-06-30"
    assert "since a dated event" in found.basis


def test_weekday_and_day_agree_in_one_year_and_last_year_does_the_rest():
    chars = "The plan of 2020 surprised the town late last year. We meant to go on Friday, November 22, he said."
    found = inferred(chars)
    assert (found.edtf, found.earliest, found.latest) == ("2025-01/2025-02", "2025-01-01", "2025-02-28")


def test_unknown_stays_unknown():
    assert inferred("The bridge fell. Nobody says when.") is None
    assert inferred("The bridge fell on 3 May 2021.") is None


def test_retrieval_alone_bounds_from_above():
    text = replace(text_of("The bridge fell. Nobody says when.", None), retrieved="2025-03-01T10:00:00Z")
    found = publication.infer(text, None)
    assert (found.edtf, found.earliest, found.latest, found.basis) == (
        "../2025-03-01",
        None,
        "2025-03-01",
        "retrieval date",
    )


def test_the_number_of_a_release_names_its_month():
    found = inferred("Joint Command\n2031-07-S-003\nFor Immediate Release\n\nA bridge fell yesterday.")
    assert (found.edtf, found.basis) == (
        "2031-07-01/2031-07-31",
        "number of the release",
    ) or found.edtf == "2031-07/2031-07"


def test_a_dateline_without_year_takes_the_year_of_the_head():
    found = inferred("The Bridge Falls\nRelease 2031-07-S-003\n\nKORVEL, Velin (July 20) - A bridge fell yesterday.")
    assert found.edtf == "2031-07-20"
    assert "year from the head" in found.basis


def test_a_date_that_opens_the_text():
    assert inferred("July 6: The News of the Week\n2031-07-CA-028\n\nA bridge fell Saturday.").edtf == "2031-07-06"


def test_of_several_dates_beside_a_name_the_one_with_the_rarest_words_is_the_event():
    chars = (
        "A month since former Velin President Adan Vok fled the country, the camp is open. A rally on 27 May 2021 was "
        "for President Vok. It all began on 2 April 2021 under President Vok. It was not over before 8 May 2021 (when "
        "Vok fled)."
    )
    found = inferred(chars)
    assert found.earliest <= "2021-06-08" <= found.latest < "2021-06-20"
