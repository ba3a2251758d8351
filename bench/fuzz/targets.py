"""What is fuzzed: each takes an input, and raises for a finding. A refusal is no finding, a text set aside neither."""

from __future__ import annotations

import io
import random
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from according import corridor, intake, language
from according.case import codec
from according.case.rows import rows
from according.intake.finishing import Place, finish
from according.intake.formats import read_input
from according.intake.given import load_manifest, sidecar
from according.intake.inputs import Input, Refused
from according.intake.settings import Limits, Settings
from according.language import Reader
from according.model import Problem, Text, TextRecord
from bench import rooms
from bench.fuzz.drawn import DrawnReader
from bench.measure import Clock

LIMITS = Limits(document_bytes=1 << 20, text_chars=200_000, unpacked_bytes=4 << 20)
SECONDS = 10
"""Processor time after which an input counts as hanging; the usual one takes a thousandth."""


class Hangs(Exception):
    """An input took longer than it may."""


@contextmanager
def limited(seconds: float = SECONDS) -> Iterator[None]:
    """Raise Hangs after so many seconds of processor time of this process."""

    def stop(number: int, frame: Any) -> None:
        raise Hangs

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def read_file(suffix: str, data: bytes) -> None:
    """A file through intake: its texts can be stored, and their blocks lie inside them."""
    if suffix in (".meta.toml", ".manifest"):
        return _read_given(suffix, data)
    place = Place("input", "0" * 64, {}, {}, Settings(limits=LIMITS))
    for _, draft in read_input(Input(f"input{suffix}", io.BytesIO(data), LIMITS)):
        if isinstance(draft, Problem):
            check_problem(draft)
            continue
        try:
            for one in finish(draft, place):
                check_problem(one) if isinstance(one, Problem) else check_text(one)
        except Refused as refused:
            check_problem(Problem("input", refused.what, refused.remedy))


def _read_given(suffix: str, data: bytes) -> None:
    """What the user states, from a sidecar or a manifest, over a sound text."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "input.txt")
        file.write_text("A bridge fell.\n")
        beside = Path(folder, "input.txt.meta.toml" if suffix == ".meta.toml" else "manifest.csv")
        beside.write_bytes(data)
        try:
            sidecar(file) if suffix == ".meta.toml" else load_manifest(beside, "manifest.csv")
        except Refused as refused:
            check_problem(Problem("input", refused.what, refused.remedy))
        for taken in intake.read([folder]):
            for one in () if isinstance(taken, Problem) else taken.texts:
                check_problem(one) if isinstance(one, Problem) else check_text(one)


def check_problem(problem: Problem) -> None:
    """A problem says what is wrong and what to do, and can be stored."""
    assert problem.what and problem.remedy, "a problem without words"
    codec.dumps(codec.encode(problem)).encode("utf-8")


def check_text(text: Text) -> None:
    """A text can be stored and comes back the same; its blocks follow each other inside it."""
    packed = codec.dumps(codec.encode(text))
    packed.encode("utf-8")
    last = 0
    for block in text.blocks:
        assert last <= block.start < block.stop <= len(text.chars), f"block {block} does not follow {last}"
        last = block.stop


def read_text(chars: str, chance: random.Random, *, drawn: bool = True) -> TextRecord:
    """A text through the block pass and the per-text rooms, with a parse drawn at random or that of the network."""
    reader: Reader = DrawnReader(chance) if drawn else language.load()
    dated = chance.choice(("2023-03-10", "2023-03", "1066~", None))
    text = intake.text_of(chars, published=dated, outlet=chance.choice(("", "The Lantern")))
    record = rooms.read(text, reader, Clock())
    check_record(record)
    return record


def check_record(record: TextRecord) -> None:
    """Every span lies inside the text; what was found can be stored and comes back the same."""
    spans = [(one.start, one.stop) for one in (*record.annotations, *record.mentions)]
    spans += [span for one in record.attributions for span in (*one.said, one.speaker, one.cue) if span]
    spans += [span for claim in record.claims for filled in claim.slots.values() for span in filled]
    spans += [claim.trigger for claim in record.claims]
    bad = [span for span in spans if not 0 <= span[0] <= span[1] <= len(record.text.chars)]
    assert not bad, f"spans outside the text: {bad[:3]}"
    assert all(one.inside is None or 0 <= one.inside < len(record.attributions) for one in record.attributions)
    assert codec.unpack(record.text, codec.pack(record)) == record, "does not come back as it was stored"


def join(records: list[TextRecord]) -> None:
    """Texts through the rooms that look across texts, and into rows; the order of texts shows in no row."""
    unique = list({one.text.id: one for one in records}.values())
    made = [sorted(map(str, rows(corridor.joined(order, ())))) for order in (unique, unique[::-1])]
    assert made[0] == made[1], "the order of the texts shows"
