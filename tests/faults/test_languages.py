"""What a row states as its language is the work of strangers: it sets the text aside and never reaches a path."""

import json

import pytest

from according import corridor, lang, language

HOSTILE = ["../../x", "/etc", "en/../en", "EN", "e\0n", "en-GB", "zzz", "x" * 5000, ""]
WORDS = "Shells hit the flour market in Ain al-Hajar on 9 March 2023, killing 18 people, Salma Haddad said.\n"


@pytest.mark.parametrize("code", HOSTILE)
def test_only_known_codes_reach_a_folder(code):
    with pytest.raises(lang.UnknownLanguage):
        lang.table(code, "credits")
    with pytest.raises(lang.UnknownLanguage):
        language.load("default", code)


def test_a_text_in_an_unknown_language_is_set_aside_and_the_others_are_read(tmp_path):
    rows = [{"text": f"{n} {WORDS}", "language": code or "en"} for n, code in enumerate(HOSTILE)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with corridor.build([tmp_path / "rows.jsonl"], tmp_path / "case", corridor.Options(workers=1)) as case:
        aside = {one.path for one in case.problems() if "nothing is known here of the language" in one.what}
        assert aside == {f"rows.jsonl#{number}" for number in range(1, len(HOSTILE))}
        assert case.count("text") == len(HOSTILE)
        assert {row["path"] for row in map(case.record, _texts_with_claims(case))} == {f"rows.jsonl#{len(HOSTILE)}"}


def _texts_with_claims(case):
    return {row["text_id"] for row in case.records("claim")}
