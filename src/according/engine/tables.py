"""The record as Parquet tables: one folder per kind of record, with the contract's fields as columns.

Two more columns: `key` orders the rows of a kind as the export does, `json` is the row exactly as the JSONL export
writes it, so that a case loaded from the tables is the same byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyarrow as pa

from according.case import codec
from according.case.rows import Line
from according.model import Text, TextRecord, When

_S, _I, _F, _B = pa.string(), pa.int64(), pa.float64(), pa.bool_()
_SPAN = pa.list_(_I)
_WHEN = pa.struct({"edtf": _S, "earliest": _S, "latest": _S, "basis": _S})
_FILLED = pa.struct({"start": _I, "stop": _I, "entity_id": _S})
_PLACE = pa.struct({"lat": _F, "lon": _F, "geonames": _S, "precision": _S})
_MENTION = pa.struct({"text_id": _S, "start": _I, "stop": _I, "form": _S})
_BLOCK = pa.struct({"role": _S, "start": _I, "stop": _I})
_PASSAGE = pa.struct({"later": _SPAN, "earlier": _SPAN})


def _all(kind: pa.DataType, names: str) -> dict[str, pa.DataType]:
    return dict.fromkeys(names.split(), kind)


COLUMNS: Mapping[str, Mapping[str, pa.DataType]] = {
    "text": _all(_S, "id sha256 path url title outlet retrieved language text")
    | {"authors": pa.list_(_S), "published": _WHEN, "blocks": pa.list_(_BLOCK), "basis": pa.map_(_S, _S)},
    "annotation": _all(_S, "text_id kind value rule edtf earliest latest timex_type timex_value basis unit of form")
    | _all(_I, "start stop")
    | _all(_F, "low high confidence")
    | {"pieces": pa.list_(_SPAN), "warning": _S},
    "entity": _all(_S, "id name type rule")
    | {"aliases": pa.list_(_S), "mentions": pa.list_(_MENTION), "place": _PLACE, "human": _B}
    | {"identifiers": pa.list_(_S)},
    "attribution": _all(_S, "id text_id entity_id form inside rule modality basis medium same_as")
    | {"said": pa.list_(_SPAN), "speaker": _SPAN, "cue": _SPAN, "chain": pa.list_(_S)},
    "claim": _all(_S, "id text_id kind type aspect unit place_id modality attribution_id informant event_id rule")
    | {"trigger": _SPAN, "slots": pa.map_(_S, pa.list_(_FILLED)), "low": _F, "high": _F, "valid": _WHEN}
    | {"signal": _SPAN, "time": _WHEN, "basis": pa.map_(_S, _S)},
    "event": _all(_S, "id type title place_id rule time_basis place_basis")
    | {"time": _WHEN, "claims": pa.list_(_S), "reports": _I, "independent": _I, "human": _B}
    | {"origins": pa.list_(pa.list_(_S)), "why_one": pa.list_(pa.list_(_S))},
    "derivation": _all(_S, "later earlier relation direction_basis source rule")
    | {"passages": pa.list_(_PASSAGE), "score": _F},
    "comparison": _all(_S, "event_id slot verdict detail") | {"claims": pa.list_(_S), "independent": _B, "framing": _B},
    "candidate": _all(_S, "left right") | {"score": _F, "reasons": pa.list_(_S)},
    "problem": _all(_S, "path what remedy"),
}
"""The fields of every kind of record that has a fixed type; all others stand in `json`."""


def schema(kind: str) -> pa.Schema:
    """The Arrow schema of the table of a kind."""
    return pa.schema({**COLUMNS[kind], "key": _S, "json": _S})


def table(kind: str, lines: Iterable[Line]) -> pa.Table:
    """Rows of a kind as an Arrow table."""
    made = []
    for line in lines:
        fixed = {name: line.row.get(name) for name in COLUMNS[kind]}
        made.append(fixed | {"key": line.key, "json": codec.dumps(line.row)})
    return pa.Table.from_pylist(made, schema=schema(kind))


def record(packed: str, published: str | None, found: str | None) -> TextRecord:
    """A text as stored, with what was found in it."""
    text: Text = codec.decode(Text, json.loads(packed))
    if found is None:
        return TextRecord(text, (), (), (), ())
    when = json.loads(published or "null")
    dated = replace(text, published=None if when is None else codec.decode(When, when))
    return codec.unpack(dated, found)
