"""The sample case from files to record: what it must show, and every line of what it shows."""

import pytest

from according.case import Case
from tests.corridor.sample import GOLDEN, record


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    case = tmp_path_factory.mktemp("sample") / "case"
    return case, record(case)


def test_the_record_is_the_golden_one(built):
    assert built[1] == GOLDEN.read_text(encoding="utf-8"), (
        "read the difference: python -m tests.corridor.sample; git diff"
    )


def test_the_attack_on_the_market_is_one_event_of_many_reports(built):
    with Case(built[0]) as case:
        most = max(case.records("event"), key=lambda event: event["reports"])
    assert most["reports"] >= 12
    assert 5 <= most["independent"] <= 9


def test_it_shows_a_conflict_of_numbers_of_who_did_it_and_a_denial(built):
    with Case(built[0]) as case:
        found = [one for one in case.records("comparison") if one["verdict"] == "conflicts"]
    assert {"count", "agent", "polarity"} <= {one["slot"] for one in found}
    assert any("Seven civilians" in one["detail"] and "23" in one["detail"] for one in found)
    assert any("Terrorists" in one["detail"] and "army" in one["detail"] for one in found if one["slot"] == "agent")


def test_a_correction_and_a_retraction_take_the_place_of_what_their_outlet_said(built):
    with Case(built[0]) as case:
        found = [one for one in case.records("comparison") if one["detail"].endswith("[corrected]")]
    assert {one["slot"] for one in found} == {"count", "polarity"}
    assert {one["verdict"] for one in found} == {"refines"}


def test_no_event_has_more_sources_than_reports(built):
    with Case(built[0]) as case:
        assert all(event["independent"] <= event["reports"] for event in case.records("event"))
