"""The user's gazetteer and the words beside a place."""

import pytest

from according.resolve.places.gazetteer import Layered, _by_key, _read
from according.resolve.places.locate import toponym
from tests.spec_checks.resolution import Atlas


def test_what_the_user_knows_hides_the_built_in(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("name,lat,lon,aliases\nNorton,10,20,Old Norton|Nortonville\n", encoding="utf-8")
    layered = Layered(_by_key(_read(file)), Atlas())
    assert [spot.lat for spot in layered.find("Nortonville")] == [10.0]
    assert [spot.lat for spot in layered.find("norton")] == [10.0]
    assert len(layered.find("Barrow")) == 2


def test_a_row_without_a_point_is_refused_with_its_line(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_text("name,lat,lon\nNorton,here,20\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        list(_read(file))


@pytest.mark.parametrize(
    ("chars", "kind", "vague", "inside"),
    [
        ("in Norton, Ohio, today", "", False, "Ohio"),
        ("the town of Norton fell", "settlement", False, ""),
        ("Norton province fell", "division", False, ""),
        ("the Norton countryside", "", True, ""),
    ],
)
def test_words_beside_a_place(chars, kind, vague, inside):
    start = chars.index("Norton")
    one = toponym(chars, "Norton", start, start + 6)
    assert (one.kind, one.vague, one.inside) == (kind, vague, inside)
