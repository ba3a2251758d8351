"""What an expression is read as, and how values are trimmed to "early", "late", "around", "since"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from according.annotate.times.moment import Moment, bounds, edtf, iso_year, timex

Span = tuple[str | None, str | None]
"""First and last day, ISO; None where open."""

PADS = {"year": "", "month": "-XX", "day": "-XX-XX", "night": "-XX-XX", "week": "-WXX"}
EDGE_MONTHS = {"start": (1, 5), "mid": (4, 9), "end": (9, 12)}
"""What "early", "mid" and "late" keep of a year; generous, for the bounds must hold the true date."""
EDGE_DAYS = {"start": (1, 15), "mid": (8, 24), "end": (16, 31)}
EDGE_YEARS = {"start": (0, 4), "mid": (3, 7), "end": (5, 9)}
EDGE_POINT = {"start": ("01", "05"), "mid": ("06", "15"), "end": ("12", "25")}
"""The month of a year, and the day of a month, that EDTF names approximately for an edge."""
AROUND_DAYS = {"day": 5, "time": 1, "week": 7, "weekend": 5, "month": 31, "season": 45, "quarter": 45}
"""How far "around" reaches, in days, by the size of what it stands before."""
AROUND_LONG = 730


@dataclass(frozen=True, slots=True)
class Reading:
    """One expression read: TIMEX3 type and value, the calendar value, EDTF and bounds, and why."""

    type: str
    value: str
    moment: Moment = Moment()
    edtf: str = ""
    span: Span = (None, None)
    basis: str = "explicit"
    moves: bool = True
    """Whether a narrative goes on from here."""


def of(moment: Moment, basis: str, moves: bool = True) -> Reading:
    """The reading of a calendar value."""
    kind = "TIME" if moment.size == "time" else "DATE"
    return Reading(kind, timex(moment), moment, edtf(moment), bounds(moment), basis, moves)


def padded(moment: Moment, unit: str, basis: str) -> Reading:
    """The reading of a value that should be as fine as `unit` but is known more coarsely: 1980-XX-XX."""
    reading = of(moment, basis)
    if moment.decade is not None or moment.century is not None:
        return reading
    if moment.year is None and not moment.month:
        return replace(reading, value="XXXX" + PADS.get(unit, ""))
    if unit in ("day", "night") and moment.size in ("year", "month"):
        pad = "-XX" if moment.month else "-XX-XX"
        return replace(reading, value=reading.value + pad)
    if unit in ("month", "week") and moment.size == "year":
        return replace(reading, value=reading.value + PADS[unit])
    return reading


def at_edge(reading: Reading, edge: str) -> Reading:
    """The reading narrowed to the beginning, middle or end of its period."""
    moment = reading.moment
    if edge not in EDGE_POINT or moment.size in ("", "day", "time") or reading.span[0] is None:
        return reading
    if moment.size == "year" and moment.year is not None:
        low, high = EDGE_MONTHS[edge]
        first = bounds(Moment(moment.year, low))[0]
        last = bounds(Moment(moment.year, high))[1]
        return replace(reading, span=(first, last), edtf=f"{iso_year(moment.year)}-{EDGE_POINT[edge][0]}~")
    if moment.size == "month" and moment.year is not None:
        first, last = reading.span
        low, high = EDGE_DAYS[edge]
        high = min(high, int((last or "31")[-2:]))
        stem = (first or "")[:-2]
        return replace(reading, span=(f"{stem}{low:02}", f"{stem}{high:02}"), edtf=f"{stem}{EDGE_POINT[edge][1]}~")
    if moment.decade is not None and moment.decade >= 0:
        low, high = EDGE_YEARS[edge]
        years = (moment.decade * 10 + low, moment.decade * 10 + high)
        return replace(
            reading, span=(f"{years[0]:04}-01-01", f"{years[1]:04}-12-31"), edtf=f"{years[0]:04}~/{years[1]:04}~"
        )
    return replace(reading, edtf=approximate(reading.edtf))


def approximate(value: str) -> str:
    """The EDTF value marked as approximate; seasons and quarters, which are that already, stay."""
    if not value or value.endswith(("~", "%")):
        return value
    if "/" in value:
        return "/".join(approximate(part) if part not in ("..", "") else part for part in value.split("/"))
    if value[-3:-2] == "-" and value[-2:].isdigit() and value.count("-") == 1 and int(value[-2:]) > 12:
        return value
    if value.endswith("?"):
        return value[:-1] + "%"
    return value.split("T")[0] + "~"


def around(reading: Reading) -> Reading:
    """The reading after "around": approximate, with room on both sides."""
    reach = AROUND_DAYS.get(reading.moment.size, AROUND_LONG)
    first, last = reading.span
    span = (_moved(first, -reach), _moved(last, reach))
    return replace(reading, edtf=approximate(reading.edtf), span=span)


def _moved(day: str | None, by: int) -> str | None:
    if day is None or day.startswith("-"):
        return day
    moved = date.fromisoformat(day).toordinal() + by
    return date.fromordinal(moved).isoformat() if 1 <= moved <= date.max.toordinal() else day


def opened(reading: Reading, side: str) -> Reading:
    """The reading after "since", "after" (side "right") or "until", "before", "by" (side "left")."""
    if not reading.edtf or "/" in reading.edtf:
        point = reading.edtf.split("/")
        if len(point) != 2:
            return reading
        value = f"{point[0]}/.." if side == "right" else f"../{point[1]}"
    else:
        value = f"{reading.edtf}/.." if side == "right" else f"../{reading.edtf}"
    first, last = reading.span
    return replace(reading, edtf=value, span=(first, None) if side == "right" else (None, last))


def back_from(day: date, days: int) -> str:
    """The ISO date some days before a day."""
    return (day - timedelta(days)).isoformat() if day.toordinal() > days else date.min.isoformat()
