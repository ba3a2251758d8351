"""Inputs that once broke a reader or a room, as fuzzing and the generated texts found them."""

import random

import pytest

from according import corridor, intake
from according.resolve.names.person import person
from bench.fuzz import inputs, targets

TEXTS = {
    "a cause of which only the conjunction lies inside what is said": (
        "Dead and wounded in Imshutal\n\n"
        "The Lantern 29 July 2033 – At least 12 schoolchildren were killed when artillery fire hit a fuel "
        "depot in Imshutal minutes after a about had sounded the Northern Brigades said. Oriar Samim who runs "
        "a shop near a fuel depot about 30 ambulances leave towards Lennis. The blast tore the roofs off 23 "
        "houses and left a crater 27 metres wide beside reportedly fuel depot. Army engineers closed the road "
        "between Imshutal and Peekdor the defused 79 unexploded shells. Rescuers pulled 16 civilians from the "
        "rubble before dawn and were still looking for 4 more. Ask the Voka family they lost both their sons "
        "so I left the cans where they were and ran and still the office wants 38 signatures for a tent said "
        "Fenshu Yoldor. They will call it a mistake in Dorbru while the loudspeaker still played the news "
        "from Dorbru and nobody has told us the name of the commander said Hurbru Quaka. Zalvo has changed "
        "hands also times since the first winter of the war late lies on the one paved road to the sea."
    ),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_broke_a_room_is_read(name):
    targets.check_record(corridor.read_text(intake.text_of(TEXTS[name], published="2032-04-19")))


@pytest.mark.parametrize("suffix", sorted(inputs.seeds()))
def test_a_sound_file_and_damaged_ones_are_taken_or_refused(suffix):
    sound, chance = inputs.seeds()[suffix], random.Random(suffix)
    for data in (sound, b"", sound[: len(sound) // 2], *(inputs.damaged(suffix, sound, chance) for _ in range(20))):
        with targets.limited():
            targets.read_file(suffix, data)


def test_hostile_texts_go_through_the_rooms_with_any_parse():
    for seed in range(30):
        chance = random.Random(seed)
        with targets.limited():
            targets.read_text(inputs.hostile(chance), chance)


def test_an_archive_with_a_nameless_member_is_taken_in():
    for suffix in (".zip", ".wacz"):
        targets.read_file(suffix, inputs.zipped({"": b"A bridge fell.", "a.txt": b"Nobody was hurt."}))


@pytest.mark.parametrize("value", ["[2023-03-10]", "{day = 2023-03-10, at = 07:30:00}", "nan", "[inf]", "07:30:00"])
def test_a_sidecar_may_hold_any_value_of_toml(value):
    targets.read_file(".meta.toml", f'outlet = "A"\ndesk = {value}\n'.encode())


def test_a_name_of_marks_alone_is_nobody():
    assert all(person(name).names == () for name in ("", "'", "’s", "-"))


def test_hostile_texts_go_through_the_rooms_across_texts():
    chance = random.Random(5)
    targets.join([targets.read_text(inputs.hostile(chance), chance) for _ in range(4)])
