"""Reviewed articles as training data, in the form that `training/` reads: JSON Lines, one article a line, with offsets into its text.

An article counts as reviewed when people have judged every attribution of it; only then does it teach where there is none, too. What they
judged of others is written apart.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import msgspec

from onrecord.errors import OnrecordError
from onrecord.model import Attribution, Excerpt, Reading
from onrecord.record import Record
from onrecord.record.judgements import now

__all__ = ["ANNOTATOR", "FORM", "Exported", "export_training"]

FORM: Final = "onrecord training 1"
"""What the manifest calls the form of the files."""

ANNOTATOR: Final = "reviewed"
"""Whose annotations they are, in the form of `training/`."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Attributes:
        folder: Where to.
        articles: Articles of which every attribution was judged.
        partial: Articles of which some were.
        attributions: Attributions that stand, in both.
        rejected: Attributions that were rejected, in both.
        missing: Judgements that hold, but whose words are in no article any more.
    """

    folder: Path
    articles: int
    partial: int
    attributions: int
    rejected: int
    missing: int


def export_training(record: Record, folder: str | os.PathLike[str]) -> Exported:
    """Write what people have reviewed in a record into a folder.

    ``articles.jsonl`` holds the articles that were reviewed as a whole, ``partial.jsonl`` the others, ``judgements.jsonl`` what was read
    and what became of it, and ``manifest.json`` what there is in each, with its SHA-256. An earlier export there is replaced; it is
    complete when its manifest is there.

    Args:
        record: The record.
        folder: The folder; it is made where there is none.

    Raises:
        OnrecordError: It cannot be written, or holds something else.
    """
    place = Path(folder)
    manifest, begun = place / "manifest.json", place / "manifest.json.part"
    try:
        place.mkdir(parents=True, exist_ok=True)
        if any(place.iterdir()) and not manifest.is_file() and not begun.is_file():
            raise OnrecordError(f"{place}: holds something else; name a new folder")
        begun.touch()  # so that one that is killed can be begun again
        manifest.unlink(missing_ok=True)
        return _written(record, place)
    except OSError as error:
        raise OnrecordError(f"{error.filename or place}: cannot be written ({error.strerror or error})") from error


def _written(record: Record, place: Path) -> Exported:
    names = ("articles.jsonl", "partial.jsonl", "judgements.jsonl")
    counts, stand, rejected, verdicts = dict.fromkeys(names, 0), 0, 0, dict[str, int]()
    files = {name: (place / name).open("w", encoding="utf-8") for name in names}
    try:
        for number, reading, is_whole in _reviewed(record):
            name = "articles.jsonl" if is_whole else "partial.jsonl"
            files[name].write(_line(_article(number, reading)))
            counts[name] += 1
            for a in reading.attributions:
                if a.review is not None:
                    verdicts[a.review.verdict] = verdicts.get(a.review.verdict, 0) + 1
                    stand, rejected = stand + (a.review.verdict != "rejected"), rejected + (a.review.verdict == "rejected")
            for row in _judgements(record, number, reading):
                files["judgements.jsonl"].write(_line(row))
                counts["judgements.jsonl"] += 1
    finally:
        for file in files.values():
            file.close()
    missing = sum(1 for r in record.reviews(holds=True, stands=False) if r.undoes is None)
    told = {
        "form": FORM,
        "made_at": now(),
        "onrecord": _version(),
        "annotator": ANNOTATOR,
        "verdicts": dict(sorted(verdicts.items())),
        "files": {name: {"rows": counts[name], "sha256": _hash(place / name)} for name in names},
    }
    (place / "manifest.json.part").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    (place / "manifest.json.part").replace(place / "manifest.json")
    return Exported(place, counts["articles.jsonl"], counts["partial.jsonl"], stand, rejected, missing)


def _version() -> str:
    from onrecord import __version__  # noqa: PLC0415

    return __version__


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _reviewed(record: Record) -> Iterator[tuple[int, Reading, bool]]:
    """The articles of which something was judged: number, reading with what was rejected, and whether all of it was."""
    rows = record.database.rows(
        "SELECT DISTINCT v.article_id FROM attributions a JOIN versions v ON v.id = a.version_id "
        "WHERE a.verdict IS NOT NULL AND a.verdict <> 'withdrawn' AND v.is_current = 1 ORDER BY v.article_id"
    )
    for (number,) in rows:
        reading = record.reading(number, rejected=True)
        yield number, reading, all(a.review is not None for a in reading.attributions)


def _article(number: int, reading: Reading) -> dict[str, Any]:
    a = reading.article
    judged = [x for x in reading.attributions if x.review is not None]
    stand = [x for x in judged if x.review is not None and x.review.verdict != "rejected"]
    there = {x.id for x in stand}
    return {
        **{"id": a.id, "number": number, "title": a.title, "outlet": a.outlet, "published": a.published, "url": a.url},
        "text": a.text,
        "annotations": {ANNOTATOR: [_labels(x, there) for x in stand]},
        "rejected": [_labels(x, there) for x in judged if x not in stand],
    }


def _labels(a: Attribution, there: set[str]) -> dict[str, Any]:
    s = a.speaker
    return {
        "id": a.id,
        **{role: _spans(getattr(a, role)) for role in ("source", "cue", "content")},
        "kind": a.kind,
        "speaker": s.name if s and s.type != "unknown" else None,
        "speaker_type": s.type if s else None,
        "via": [v.name for v in a.via],
        "said_on": a.said_on.value if a.said_on else None,
        "act": a.act,
        "reporter_stance": a.reporter_stance,
        "asserted": a.asserted,
        "inside": a.inside if a.inside in there else None,
        "review": msgspec.to_builtins(a.review),
    }


def _spans(excerpt: Excerpt | None) -> list[list[int]]:
    return [list(span) for span in excerpt.spans] if excerpt else []


def _judgements(record: Record, number: int, reading: Reading) -> Iterator[dict[str, Any]]:
    """What was read of each attribution that was judged, and which of it was right."""
    kept = {
        str(label): read
        for label, read in record.database.rows(
            "SELECT a.label, o.read_json FROM originals o JOIN attributions a ON a.id = o.attribution_id "
            "JOIN versions v ON v.id = a.version_id WHERE v.article_id = ? AND v.is_current = 1",
            (number,),
        )
    }
    for a in reading.attributions:
        if a.review is None or (encoded := kept.get(a.id)) is None:
            continue
        read = msgspec.json.decode(encoded, type=Attribution)
        right = {
            f: getattr(read, f) == getattr(a, f)
            for f in ("source", "cue", "content", "said_on", "act", "reporter_stance", "asserted", "via")
        }
        names = [(x.speaker.name, x.speaker.type) if x.speaker else None for x in (read, a)]
        yield {
            "article": number,
            "id": a.id,
            "verdict": a.review.verdict,
            "by": a.review.by,
            "at": a.review.at,
            "is_attribution": a.review.verdict != "rejected",
            "right": {**right, "speaker": names[0] == names[1]} if a.review.verdict != "rejected" else None,
            "read": _labels(read, {x.id for x in reading.attributions}) | {"confidence": read.confidence},
        }
