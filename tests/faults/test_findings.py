"""Inputs that once broke a reader or a room, as fuzzing and the generated texts found them."""

import random

import pytest

from according import corridor, intake
from bench.fuzz import inputs, targets

TEXTS = {
    "a cause whose part inside what is said is a space": (
        "Rescuers pulled 16 civilians from the rubble before dawn and were still looking for 4 more. Ask the Voka "
        "family they lost both their sons so I left the cans where they were and ran and still the office wants 38 "
        "signatures for a tent said Fenshu Yoldor. They will call it a mistake in Dorbru while the loudspeaker played."
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
