"""What a text and its outlet are called where nobody says so."""

import pytest

from according.publish.view import outlet_of, title_of


def made(chars, *, headline=None, **known):
    blocks = [{"role": "headline", "start": 0, "stop": headline}] if headline else []
    return {"id": "t", "path": "pile/report-7.md", "text": chars, "blocks": blocks, "title": "", "outlet": ""} | known


@pytest.mark.parametrize(
    ("chars", "headline", "title"),
    [
        ("# A bridge falls\n\nIt fell.", 16, "A bridge falls"),
        ("> **Note:** the _old_ mill\nburned", None, "Note: the old mill burned"),
        ("2 * 3 * 4 and a_name_kept", None, "2 * 3 * 4 and a_name_kept"),
        ("#hashtag stays", None, "#hashtag stays"),
    ],
)
def test_marks_of_markdown_are_no_words_of_a_title(chars, headline, title):
    assert title_of(made(chars, headline=headline)) == title


def test_a_given_title_is_kept_as_it_is():
    assert title_of(made("# Other", title="**Kept**")) == "**Kept**"


def test_an_unknown_outlet_is_called_by_the_title_or_the_file():
    assert outlet_of(made("x")) == "report-7.md"
    assert outlet_of(made("x", title="A bridge falls")) == "A bridge falls"
    assert outlet_of(made("x", title="A bridge falls", outlet="The Lamp")) == "The Lamp"
