"""What a row states as its language is the work of strangers: it sets the text aside and never reaches a path."""

import json

import pytest

from according import corridor, lang, language

HOSTILE = ["../../x", "/etc", "en/../en", "e\0n", "en/-GB", "../en-GB", "zzz", "x" * 5000, ""]
ENGLISH = ["EN", "en-GB", "en_US", "En-Latn-GB", " en "]
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


def test_a_tag_of_a_known_language_is_read_whatever_its_region_script_and_case(tmp_path):
    rows = [{"text": f"{n} {WORDS}", "language": tag} for n, tag in enumerate(ENGLISH)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with corridor.build([tmp_path / "rows.jsonl"], tmp_path / "case", corridor.Options(workers=1)) as case:
        assert not case.problems()
        assert len(_texts_with_claims(case)) == len(ENGLISH)
        assert {row["language"] for row in case.records("text")} == {"en"}
        assert {row["stated"]["language"] for row in case.records("text")} == set(ENGLISH)


def test_the_language_of_a_case_may_be_a_tag_with_a_region(tmp_path):
    (tmp_path / "one.txt").write_text(WORDS)
    corridor.build([], tmp_path / "case").close()
    settings = tmp_path / "case" / "case.toml"
    settings.write_text(settings.read_text().replace('language = "en"', 'language = "en-GB"'))
    with corridor.build([tmp_path / "one.txt"], tmp_path / "case", corridor.Options(workers=1)) as case:
        assert not case.problems()
        assert _texts_with_claims(case)


def _texts_with_claims(case):
    return {row["text_id"] for row in case.records("claim")}
