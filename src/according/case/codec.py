"""How records are kept in the database: JSON, compact and deterministic, driven by the types of the nouns.

A dataclass is a list of its fields in order; an annotation is led by its class, since a list of annotations mixes
them. `VERSION` changes with the fields of the nouns, so that records of an older shape are never misread.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import repeat
from typing import Any

from according import model
from according.model import Annotation, TextRecord

Decoder = Callable[[Any], Any]
Encoder = Callable[[Any], Any]

PLAIN = frozenset({str, int, float, bool, types.NoneType})
"""The classes of the values that JSON has itself."""

ANNOTATIONS: Mapping[str, type[Annotation]] = {
    one.__name__: one
    for one in (model.Annotation, model.Block, model.Name, model.Time, model.Quantity, model.Quotation)
}


ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""One for all: `json.dumps` with these arguments makes another for every value."""


def dumps(value: Any) -> str:
    """A JSON value on one line, keys as they stand: the same value always gives the same string."""
    return ENCODER.encode(value)


def digest(*parts: str) -> str:
    """What a stored row is checked against."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def encode(value: Any) -> Any:
    """A noun, or a tuple, mapping or plain value of nouns, as plain JSON values."""
    kind: type = type(value)
    return _encoder(kind)(value)


def decode(kind: type, value: Any) -> Any:
    """The noun of this type; raises ValueError if the value is not one."""
    try:
        return _decoder(kind)(value)
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError(f"not a kept {kind.__name__}: {error}") from error


def pack(record: TextRecord) -> str:
    """All that was found in a text, without the text itself."""
    found = (record.annotations, record.mentions, record.attributions, record.claims)
    return dumps([encode(one) for one in found])


def unpack(text: model.Text, packed: str) -> TextRecord:
    """The record of a text from `pack`; raises ValueError if it is damaged."""
    kinds = typing.get_type_hints(TextRecord)
    names = ("annotations", "mentions", "attributions", "claims")
    try:
        found = dict(zip(names, json.loads(packed), strict=True))
        return TextRecord(text, **{name: _decoder(kinds[name])(value) for name, value in found.items()})
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError(f"not a kept record: {error}") from error


def kept(record: TextRecord) -> str:
    """A reading as the database keeps it: the publication date with what was found in the text."""
    return dumps([encode(record.text.published), pack(record)])


def reading(text: model.Text, packed: str) -> TextRecord:
    """The record of a text from `kept`; raises ValueError if it is damaged."""
    published, found = json.loads(packed)
    when = None if published is None else decode(model.When, published)
    return unpack(dataclasses.replace(text, published=when), found)


@cache
def version() -> str:
    """A hash over the fields of all nouns: what was kept under another version is not read."""
    nouns = [one for one in vars(model).values() if isinstance(one, type) and dataclasses.is_dataclass(one)]
    shape = sorted((one.__name__, [(f.name, str(f.type)) for f in dataclasses.fields(one)]) for one in nouns)
    return hashlib.sha256(dumps(shape).encode()).hexdigest()[:16]


def _tag(kind: type[Annotation]) -> str:
    name = kind.__name__
    if ANNOTATIONS.get(name) is not kind:
        raise TypeError(f"{name} is no annotation of the model and cannot be kept")
    return name


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _encoder(kind: type) -> Encoder:
    """How values of this class become JSON values, worked out once."""
    if issubclass(kind, str | int | float | None):
        return _same
    if issubclass(kind, tuple | list):
        return _all_encoded
    if issubclass(kind, Mapping):
        return lambda value: {str(key): encode(value[key]) for key in sorted(value)}
    if not dataclasses.is_dataclass(kind):
        raise TypeError(f"{kind.__name__} is no noun and cannot be kept")
    names = _names(kind)
    if issubclass(kind, Annotation):
        tag = _tag(kind)
        return lambda value: [tag, *_all_encoded(map(getattr, repeat(value), names))]
    return lambda value: _all_encoded(map(getattr, repeat(value), names))


def _all_encoded(values: Iterable[Any]) -> list[Any]:
    """Most values are plain; those are not asked about one by one."""
    return [one if type(one) in PLAIN else encode(one) for one in values]


@cache
def _decoder(kind: Any) -> Decoder:
    """How a value of this type is made from JSON, worked out once."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, type) and issubclass(kind, Annotation):
        return _annotation
    if dataclasses.is_dataclass(kind):
        return _fields_decoder(typing.cast(type, kind))
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (typing.Union, types.UnionType):
        (inner,) = (one for one in arguments if one is not types.NoneType)
        one = _decoder(inner)
        return _same if one is _same else lambda value: None if value is None else one(value)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        one = _decoder(arguments[1])
        return lambda value: {key: one(part) for key, part in value.items()}
    return _same


def _same(value: Any) -> Any:
    return value


def _fields_decoder(kind: type) -> Decoder:
    hints = typing.get_type_hints(kind)
    parts = _parts_decoder([_decoder(hints[name]) for name in _names(kind)])
    return lambda value: kind(*parts(value))


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        one = _decoder(arguments[0])
        return tuple if one is _same else lambda value: tuple(map(one, value))
    parts = _parts_decoder([_decoder(argument) for argument in arguments])
    return lambda value: tuple(parts(value))


def _parts_decoder(decoders: Sequence[Decoder]) -> Callable[[Any], list[Any]]:
    """How as many values are made as there are decoders; those that JSON has itself stay as they are."""
    count, made = len(decoders), [(at, one) for at, one in enumerate(decoders) if one is not _same]

    def parts(value: Any) -> list[Any]:
        found = list(value)
        if len(found) != count:
            raise ValueError(f"{len(found)} values where {count} belong")
        for at, one in made:
            found[at] = one(found[at])
        return found

    return parts


def _annotation(value: list[Any]) -> Annotation:
    return typing.cast(Annotation, _annotation_decoder(value[0])(value[1:]))


@cache
def _annotation_decoder(tag: str) -> Decoder:
    return _fields_decoder(ANNOTATIONS[tag])
