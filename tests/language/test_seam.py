"""Other readers behind the same seam."""

import pytest

from according.language import load
from tests.language.test_reader import PRESS, well_formed


def test_a_reader_of_no_known_form_is_refused():
    with pytest.raises(ValueError, match="spacy:PIPELINE"):
        load("something")


def test_a_language_without_a_model_is_told(tmp_path):
    from according.language.reader import NetworkReader

    with pytest.raises(FileNotFoundError, match="no language model"):
        NetworkReader(tmp_path)


def test_a_spacy_pipeline_is_a_reader():
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    from according.language.spacy_adapter import SpacyReader

    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Yusuf"}, {"label": "DATE", "pattern": "Friday"}])
    reader = SpacyReader(pipeline)
    parse = reader.read(PRESS)
    well_formed(PRESS, parse)
    assert [(one.kind, PRESS[one.start : one.stop]) for one in parse.names] == [("person", "Yusuf")]
    assert parse.rule.startswith("spacy-en_")
    assert reader.read_many([(PRESS, ())]) == [parse]
