"""The JSON of a reading: ``{"article": {…}, "attributions": […]}``, as `reading.schema.json` describes it.

Every field is always there; what is absent is ``null`` or ``[]``. Offsets are code points into ``article.text``.
"""

import re
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.exporting.visible import json_safe
from onrecord.model import Reading

__all__ = ["document", "lines", "reading_from", "to_json"]

_PAIR = re.compile(r"\[\s*(\d+),\n\s*(\d+)\s*\]")
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Reading)


def to_json(reading: Reading, *, indent: int = 0) -> str:
    r"""A reading as one JSON object, on one line unless there is an `indent`.

    Characters that a terminal would obey or not show are written as ``\uXXXX``, which is the same JSON.
    """
    encoded = json_safe(_ENCODER.encode(reading).decode("utf-8"))
    if not indent:
        return encoded
    spread = msgspec.json.format(encoded, indent=indent)
    return _PAIR.sub(r"[\1, \2]", spread)  # a string holds no line end as such, so only spans are drawn together


def reading_from(json: str | bytes) -> Reading:
    """The reading that `to_json` wrote.

    Raises:
        msgspec.DecodeError: It is no JSON, or not that of a reading (`msgspec.ValidationError`).
    """
    return _DECODER.decode(json)


def lines(readings: Iterable[Reading]) -> Iterator[str]:
    """JSON Lines (https://jsonlines.org): one reading a line, each as soon as it is there."""
    for reading in readings:
        yield to_json(reading) + "\n"


def document(readings: Iterable[Reading], *, single: bool) -> Iterator[str]:
    """One JSON document in pieces: an object for one article, an array for any other number.

    Args:
        readings: What to write.
        single: Whether there was one input. One input with one article makes an object, and one with none makes
            nothing; several inputs make an array however many of them could be read, so that a script that reads the
            output can rely on its shape.
    """
    remaining = iter(readings)
    first = next(remaining, None)
    if first is None:
        if not single:
            yield "[]\n"
        return
    second = next(remaining, None) if single else None
    if single and second is None:
        yield to_json(first, indent=2) + "\n"
        return
    yield "[\n" + to_json(first, indent=2)
    if second is not None:
        yield ",\n" + to_json(second, indent=2)
    for reading in remaining:
        yield ",\n" + to_json(reading, indent=2)
    yield "\n]\n"
