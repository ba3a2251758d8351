"""The peers of the bench: what is not installed is said, and the ratio is ours to theirs."""

from pathlib import Path

import pytest

from bench import language, peers, times


def test_peers_that_are_not_there_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a pipeline and without datasketch our figures stand alone."""
    monkeypatch.setattr(peers.trace, "datasketch_seconds", lambda _: None)
    monkeypatch.setattr(peers.trace, "base", lambda: ["The council met in Tamriyah on Monday to speak of the harbour."])
    monkeypatch.setattr(language, "speed", lambda *_: 9000.0)
    assert [(ours != "", theirs, ratio) for _, ours, theirs, ratio in peers.lines(Path(), None, None, 2)] == [
        (True, "skipped: not installed", "–"),
        (True, "skipped: no --spacy PIPELINE", "–"),
    ]


def test_a_build_is_set_beside_heideltime_on_the_same_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every article is handed over with its day; the ratio is seconds of the build to seconds of HeidelTime."""
    (tmp_path / "a.jsonl").write_text('{"text": "It began.", "published": "2024-03-05T10:00"}\n{"text": "It ended."}\n')
    given = []
    monkeypatch.setattr(times, "theirs", lambda rows, tagger: given.append((rows, tagger)) or 40.0)
    assert peers.heideltime(tmp_path, 30.0)[1:] == ("30.0", "40.0", "0.75")
    rows = [
        {"text": "It began.", "published": "2024-03-05"},
        {"text": "It ended.", "published": peers.UNDATED},
    ]
    assert given == [(rows, "NO")]
