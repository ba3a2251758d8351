"""Where sentences must, may and cannot start."""

import pytest

from according.language.sentences import FORBIDDEN, FORCED, rulings
from according.language.tokens import Tokenizer


def ruled(chars):
    """The text with | before a forced start and ^ before a forbidden one."""
    tokens = Tokenizer().cut(chars)
    signs = {FORCED: "|", FORBIDDEN: "^"}
    return " ".join(
        signs.get(ruling, "") + chars[start:stop]
        for (start, stop), ruling in zip(tokens, rulings(chars, tokens), strict=True)
    )


@pytest.mark.parametrize(
    ("chars", "wanted"),
    [
        ("They left. The town fell.", "|They left ^. |The town fell ^."),
        ("They left.” The town", "|They left ^. ^” |The town"),
        ("“They left.” “We stayed", "|“ ^They left ^. ^” |“ ^We stayed"),
        ("“Why?” Karam asked", "|“ ^Why ^? ^” Karam asked"),
        ("Dr. Salem left", "|Dr. Salem left"),
        ("the U . S . envoy", "|the U ^. S ^. envoy"),
        ("But, he said", "|But ^, ^he said"),
        ('" No , " he said . " Go . "', '|" ^No ^, ^" ^he said ^. |" ^Go ^. ^"'),
        ("1. Open the door", "|1 ^. Open the door"),
    ],
)
def test_rulings(chars, wanted):
    assert ruled(chars) == wanted
