"""When a happening was, through a text of any length."""

import pytest

from according import corridor

DAY = "The army shelled Velin on 3 May 2024."


def _times(chars):
    told = (claim for claim in corridor.extract(chars, published="2024-06-01") if claim.kind == "event")
    return [claim.time.value if claim.time else "" for claim in told]


def test_harm_told_on_has_the_day_of_the_sentence_before_and_of_no_other():
    assert _times(f"{DAY} The shelling killed a farmer.")[-1] == "2024-05-03"
    assert _times(f"{DAY} The mayor spoke. The shelling killed a farmer.")[-1] == ""


def test_more_sentences_of_harm_than_python_calls_deep_are_read():
    chars = "The army shelled Velin. " * 1100
    assert len(_times(chars)) == 1100


def test_a_time_before_the_words_of_the_speaker_is_that_of_what_is_said():
    told = corridor.extract("In May 2018, she said, the Harbour Council founded a school.", published="2024-06-01")
    times = {claim.type: claim.time.value if claim.time else "" for claim in told}
    assert times["FOUND:found"] == "2018-05"
    assert times["said"] == ""


def test_what_somebody_plans_to_proceed_to_is_planned():
    told = corridor.extract("The guards decided to proceed to battle on Friday.", published="2024-06-01")
    assert {claim.modality for claim in told if claim.type == "FIGHT:clash"} == {"planned"}
    told = corridor.extract("The guards proceeded to battle on Friday.", published="2024-06-01")
    assert {claim.modality for claim in told if claim.type == "FIGHT:clash"} == {"asserted"}


def test_who_was_able_to_did_it_and_who_is_able_to_can():
    told = corridor.extract("The guards were able to burn the bridge.", published="2024-06-01")
    assert {claim.modality for claim in told if claim.kind == "event"} == {"asserted"}
    for chars in ("The guards are able to burn the bridge.", "The guards may be able to burn the bridge."):
        told = corridor.extract(chars, published="2024-06-01")
        assert {claim.modality for claim in told if claim.kind == "event"} == {"possible"}


def test_what_goes_on_is_not_of_the_day_told_before():
    assert _times(f"{DAY} The army is shelling Tarn.")[-1] == ""
    assert _times(f"{DAY} The army shelled Tarn.")[-1] == "2024-05-03"


@pytest.mark.parametrize("today", ["has received aid from Korvel", "is supported by Korvel"])
def test_what_holds_to_this_day_is_not_of_the_day_of_the_clause_before_it(today):
    told = _times(f"The league was founded in 2013 and {today}.")
    assert told[0] == "2013" and told[-1] == ""
