"""The whole program on one page: it opens the doors of the rooms in order. Only it knows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import according
from according import compare, intake, lang, language, mentions, resolve, trace
from according.annotate import annotate as annotate_text
from according.annotate import publication, times
from according.attribute import attribute as attribute_text
from according.case import Case, Folder, applying, codec, journal, judgements, rules
from according.case.codec import digest
from according.case.custodian import Custodian, Holding
from according.case.custody import Custody
from according.case.database import Database, News
from according.case.folder import CaseSettings
from according.case.lock import writing
from according.case.rows import Found, Resolved, nouns
from according.case.sheets import Sheet, Sheets, stored_noun
from according.each import Each, here
from according.engine import local, shares
from according.extract import extract as extract_text
from according.intake import Limits, Settings
from according.language.parse import Parse
from according.model import (
    Annotation,
    Attribution,
    Claim,
    Judgement,
    Problem,
    Source,
    Stretch,
    Text,
    TextRecord,
)
from according.publish import index, inside
from according.resolve.authority import Known
from according.resolve.authority import read as read_authority
from according.resolve.blocks import Sharing, sharing
from according.resolve.happenings.texts import Near, neighbours
from according.resolve.places import Gazetteer
from according.trace.index import fingerprints as prints
from according.trace.words import Vocabulary

REMEMBERED = 8
"""Texts whose record is kept in memory, so that annotating, attributing and extracting one text reads it once."""

REFUSED = Source("", 0, "", "")
"""In whose name the problems of files that gave no source are kept."""

STORED_AT_ONCE = 64
"""Readings per transaction: little is lost by a kill, and the disk is not asked for every text."""

SHEETS_AT_ONCE = 500
"""Texts whose rows are made before they are written: some 50 MB, twice."""

FEW_SHEETS = 20
"""Texts whose rows are made sooner than another process is begun."""

ROWS_AT_ONCE, FEW_ROWS = 20_000, 2_000
"""Rows across texts that are made before they are written, some 10 MB; fewer than FEW_ROWS are made here."""

Progress = Callable[[str, int, int], None]
"""Called with the step, how much of it is done, and how much there is (0: not known)."""


# --- one text ---


def read_text(text: Text, reader: str = "default") -> TextRecord:
    """Lead one text through the per-text rooms; without a publication date one is inferred where that can be done."""
    text, parse = _parsed(text, reader)
    annotations = annotate_text(text, parse)
    found = mentions.find(text, parse, annotations)
    attributions = attribute_text(text, parse, annotations, found)
    claims = extract_text(text, parse, annotations, found, attributions)
    return TextRecord(text, annotations, found, attributions, claims)


def _parsed(text: Text, reader: str) -> tuple[Text, Parse]:
    """A text with its parse, and with the publication date that is inferred where none is given."""
    parse = language.load(reader, text.language).read(text.chars, [(block.start, block.stop) for block in text.blocks])
    if text.published is None:
        text = replace(text, published=publication.infer(text, parse))
    return text, parse


@lru_cache(maxsize=REMEMBERED)
def _record(chars: str, published: str | None, code: str) -> TextRecord:
    return read_text(intake.text_of(chars, published=published, language=code))


def annotate(chars: str, *, published: str | None = None, language: str = "en") -> list[Annotation]:
    """What stands where in one text, blocks included; nothing is stored.

    `published` is an ISO date or EDTF; ValueError if it is neither or does not exist.
    """
    return list(_record(chars, published, language).annotations)


def attribute(chars: str, *, published: str | None = None, language: str = "en") -> list[Attribution]:
    """What somebody is said to have said in one text, with its speaker; nothing is stored."""
    return list(_record(chars, published, language).attributions)


def extract(chars: str, *, published: str | None = None, language: str = "en") -> list[Claim]:
    """What one text claims; nothing is stored."""
    return list(_record(chars, published, language).claims)


# --- a case ---


def explained_times(case: str | Path, text_id: str) -> dict[Stretch, tuple[str, ...]]:
    """The rules that read each time of a text of a case, outermost first, then the words and what they give."""
    folder = Folder(Path(case))
    database = Database(folder.database)
    try:
        text, parse = _parsed(database.text(text_id), folder.settings().reader)
    finally:
        database.close()
    return {(time.start, time.stop): why for time, why in times.explain(text, parse)}


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: settings of intake, worker processes (0: one per core), seconds that one text may take.

    Without a language in the settings that of `case.toml` holds.
    """

    intake: Settings = Settings(language="")
    workers: int = 0
    seconds: int = local.SECONDS_PER_TEXT


def _quiet(step: str, done: int, total: int) -> None:
    """No progress is shown."""


def build(
    paths: Iterable[str | Path], case: str | Path, options: Options | None = None, progress: Progress = _quiet
) -> Case:
    """Take `paths` in and bring the case up to date; gives it opened for reading.

    What was taken in before stays. What cannot be read is in `Case.problems()`. Raises Held if somebody else is
    writing, NotACase if `case.toml` does not hold, OSError if the disk does not take it.
    """
    folder, options = Folder(Path(case)), options or Options()
    folder.path.mkdir(parents=True, exist_ok=True)
    with writing(folder.lock):
        folder.create()
        folder.sweep()
        Custody(folder.custody).mend()
        judgements.mend(folder.judgements)
        database = Database(folder.database, write=True)
        try:
            _take_in(paths, folder, database, options, progress)
            _read(folder, database, options, progress)
            _join(folder, database, progress, _workers(options))
        finally:
            database.close()
    return Case(folder.path)


def judge(case: str | Path, judgement: Judgement) -> None:
    """Write a judgement down and bring the record up to date; raises ValueError if it does not hold."""
    folder = Folder(Path(case))
    with writing(folder.lock):
        database = Database(folder.database, write=True)
        try:
            journal.write_down(folder, database, judgement)
            _join(folder, database)
        finally:
            database.close()


def apply_judgements(case: str | Path) -> None:
    """Bring the record up to date with the judgements that were written down since; raises Held as `build` does."""
    folder = Folder(Path(case))
    with writing(folder.lock):
        database = Database(folder.database, write=True)
        try:
            if journal.waiting(folder, database):
                _join(folder, database)
        finally:
            database.close()


def import_judgements(case: str | Path, other: Path) -> int:
    """Join the lines of another judgements.jsonl that are not there yet, undos too, and bring the record up to date.

    Gives how many were new. Raises ValueError, and joins none, if the file or a line of it does not hold.
    """
    folder = Folder(Path(case))
    with writing(folder.lock):
        database = Database(folder.database, write=True)
        try:
            ours = judgements.read(folder.judgements)
            new = [
                one for one in _checked(judgements.joined(ours, judgements.read(other)), database) if one not in ours
            ]
            for one in new:
                judgements.append(folder.judgements, one)
            _join(folder, database)
        finally:
            database.close()
    return len(new)


def _checked(given: Iterable[Judgement], database: Database) -> Iterator[Judgement]:
    """Judgements from elsewhere as they may be written down here, undos with the keys that the lines get by that.

    Raises ValueError naming the first that cannot be applied.
    """
    keys: dict[str, str] = {}
    for one in given:
        try:
            judgements.check(one)
            made = applying.keyed(applying.checked(one), database.row)
        except ValueError as error:
            raise ValueError(f"{one.action} {one.subject!r} by {one.by!r}: {error}") from error
        if made.action == "undo":
            made = replace(made, subject=keys.get(made.subject, made.subject))
        keys[judgements.key(one)] = judgements.key(made)
        yield made


def _take_in(
    paths: Iterable[str | Path], folder: Folder, database: Database, options: Options, progress: Progress
) -> None:
    """Originals and custody first, then the texts, always from the originals; what is known is not read again."""
    custodian, refused = Custodian(folder, according.__version__), []
    settings = replace(options.intake, language=options.intake.language or folder.settings().language)
    for number, found in enumerate(intake.read(paths, settings), 1):
        progress("taking in", number, 0)
        if isinstance(found, Problem):
            refused.append(found)
            continue
        stated = {"published": settings.published, "language": settings.language}
        try:
            with found.open() as stream:
                custodian.receive(found.source, stream, {**found.given, **{k: v for k, v in stated.items() if v}})
        except ValueError as error:
            refused.append(Problem(found.source.path, str(error), "run the build again when nothing writes to it"))
    custodian.flush()
    database.add_source(REFUSED, "", refused)
    for holding in custodian.holdings():
        _texts_of(holding, folder, database, settings)


def _texts_of(holding: Holding, folder: Folder, database: Database, settings: Settings) -> None:
    """The texts of a source, unless they were read under the same rules with the same things given."""
    key, source = digest(holding.given_packed, rules.of_intake()), holding.source
    if database.source(source.sha256, source.path) != key:
        database.add_source(source, key, texts_of(holding, folder, settings.limits))


def texts_of(holding: Holding, folder: Folder, limits: Limits | None = None) -> Iterable[Text | Problem]:
    """The texts that intake finds in an original of a case."""
    published, language = holding.given.get("published"), holding.given.get("language", "en")
    settings = Settings(published, None, language, limits or Limits())
    return intake.again(folder.original(holding.source.sha256), holding.source, holding.given, settings).texts


def _read(folder: Folder, database: Database, options: Options, progress: Progress) -> None:
    """Lead every text that was not yet read under the present rules through the per-text rooms."""
    settings = folder.settings()
    version = reading_rules(settings.reader, lang.primary(settings.language))
    waiting = sorted(database.unread(version), key=lambda one: (-one.chars, one.id))
    everything = len(database.text_ids())
    progress("reading", 0, len(waiting))
    work = local.Work(partial(_kept, reader=settings.reader), options.seconds)
    held: list[tuple[str, str, str | Problem]] = []
    languages = {one.id: one.language for one in waiting}
    try:
        results = local.run((database.text(one.id) for one in waiting), work, _workers(options))
        for done, (text_id, found) in enumerate(results, 1):
            held.append((text_id, version.get(languages[text_id], ""), found))
            progress("reading", done, len(waiting))
            if len(held) >= STORED_AT_ONCE:
                database.keep(held)
                held = []
    finally:
        database.keep(held)
    progress("unchanged", everything - len(waiting), everything)


def _kept(text: Text, reader: str) -> str:
    """What is read in a text as the database keeps it: made by the worker, so that the one writer only writes."""
    return codec.kept(read_text(text, reader))


def reading_rules(reader: str, *codes: str) -> dict[str, str]:
    """Under which rules texts of these languages, and of English, are read by this reader."""
    return {code: rules.of_reading(language.load(reader, code).rule) for code in dict.fromkeys((*codes, "en"))}


def _workers(options: Options) -> int:
    return options.workers or local.cores()


def _join(folder: Folder, database: Database, progress: Progress = _quiet, processes: int = 1) -> None:
    """Lead all texts together through the rooms that look across texts, and publish the record."""
    progress("joining", 0, 0)
    with local.uncollected():
        records = list(database.readings())
        lines = judgements.read(folder.judgements)
        joins, decided = Joins(each=partial(shares.divided, processes=processes)), judgements.standing(lines)
        found = resolved(records, decided, folder, joins)
        sheets, standing = _sheets(found, database)
        waiting = [one for one in found.records if one.text.id not in standing]
        with shares.Ahead(sheets.sheet, waiting, processes, SHEETS_AT_ONCE, FEW_SHEETS) as made:
            whole = traced(found, decided, joins)
            row = partial(stored_noun, whole)
            with shares.Ahead(row, nouns(whole), processes, ROWS_AT_ONCE, FEW_ROWS) as across:
                news = News(standing, _told(made, len(waiting), progress), across)
                database.renew(news, index.Update, judgements.mark(lines))


def _told(made: Iterable[Sheet], count: int, progress: Progress) -> Iterator[Sheet]:
    """The same sheets; how many were written is told as they are."""
    progress("writing", 0, count)
    for done, sheet in enumerate(made, 1):
        yield sheet
        progress("writing", done, count)


def _sheets(found: Resolved, database: Database) -> tuple[Sheets, set[str]]:
    """Who makes the rows of texts, and the texts whose rows would be the same: they are left as they stand."""
    giver = inside.Giver(found.entities.entities, {one.text.id: one.text.chars for one in found.records})
    sheets = Sheets(found, database.digests(), rules.of_record(), giver)
    before = database.sheets() if database.asked(index.current) else {}
    kept = [one for one in found.records if one.text.id in before]
    return sheets, {one.text.id for one in kept if before[one.text.id] == sheets.key(one)}


@dataclass(frozen=True, slots=True)
class Joins:
    """What an engine may have joined: texts by id, in pairs, with their number of fingerprints in common (None: counted
    here), how the names that share a key and the texts near to each other are found, and where pairs are looked at.
    """

    paired: Mapping[tuple[str, str], int] | None = None
    share: Sharing = sharing
    near: Near = neighbours
    each: Each = here


def fingerprints(text: Text) -> NDArray[np.uint64]:
    """The fingerprints by which texts are paired; none for a text in an unknown language."""
    return prints(Vocabulary().codes(text.chars if text.language in lang.languages() else ""))


def joined(
    records: Sequence[TextRecord],
    decided: Sequence[Judgement],
    folder: Folder | None = None,
    joins: Joins | None = None,
) -> Found:
    """What the rooms that look across texts find in these records; texts in unknown languages are only listed."""
    joins = joins or Joins()
    return traced(resolved(records, decided, folder, joins), decided, joins)


def resolved(
    records: Sequence[TextRecord], decided: Sequence[Judgement], folder: Folder | None, joins: Joins
) -> Resolved:
    """The entities and events behind these records."""
    records = applying.on_claims(records, decided)
    known = _known(records)
    gazetteer, authority = _known_beforehand(folder)
    on_entities = applying.for_entities(known, decided)
    entities = resolve.entities(
        known, gazetteer=gazetteer, judgements=on_entities, authority=authority, share=joins.share, each=joins.each
    )
    events = resolve.events(known, entities, decided, joins.each, joins.near)
    return Resolved(records, *applying.on_events(known, entities, events, decided))


def traced(found: Resolved, decided: Sequence[Judgement], joins: Joins) -> Found:
    """Who repeats whom in resolved records, what is one source, and where accounts differ."""
    records, entities, events = found.records, found.entities, found.events
    known = _known(records)
    derivations = trace.derivations(known, events, entities, joins.paired, joins.each)
    derivations = applying.on_derivations(derivations, decided, {one.text.id for one in records})
    origins = trace.origins(events, known, entities, derivations)
    comparisons = compare.compare(events, known, entities, origins, derivations, joins.each)
    return Found(records, entities, events, derivations, origins, comparisons)


def _known(records: Sequence[TextRecord]) -> list[TextRecord]:
    """The records as the rooms across texts see them: without claims that were rejected or languages not known."""
    return applying.without_rejected(one for one in records if one.text.language in lang.languages())


def excluded(case: str | Path, one: str, other: str) -> list[tuple[str, str]]:
    """Words that two texts of a case share and that count for nothing between them, as the first has them, and why."""
    database = Database(Folder(Path(case)).database)
    try:
        records = list(database.readings())
    finally:
        database.close()
    chars = next(record.text.chars for record in records if record.text.id == one)
    found = trace.excluded(records, one, other)
    return [(chars[slice(*left_out.passage.later)], left_out.why) for left_out in found]


def _known_beforehand(folder: Folder | None) -> tuple[Gazetteer, tuple[Known, ...]]:
    """The gazetteer and the authority that `case.toml` names; raises ValueError or OSError for a file that fails."""
    settings = folder.settings() if folder else CaseSettings()
    base = folder.path if folder else Path()
    own = (str(base / settings.gazetteer),) if settings.gazetteer else ()
    listed = tuple(one for name in settings.authority for one in read_authority(base / name))
    return resolve.gazetteer(own), listed
