"""Renders the times of a text, one line each, for spec/times.md."""

from according.model import Time
from tests.times.support import THURSDAY, times


def render(given: str) -> str:
    published: str | None = THURSDAY
    if given.startswith("published: "):
        head, _, given = given.partition("\n")
        published = head.removeprefix("published: ")
    found = times(given, None if published == "unknown" else published)
    return "\n".join(line(given, one) for one in found)


def line(given: str, one: Time) -> str:
    bounds = f"{one.earliest or 'open'} .. {one.latest or 'open'}"
    return f"{given[one.start : one.stop]} = {one.timex_value} | {one.edtf} | {bounds}"
