"""The texts that our labels are offsets into; they are others' and not part of the project."""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import gum

LABELS = Path(__file__).parent / "labels"


def labelled(labels: Path, data: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Text and labels of every article of a file of labels.

    Args:
        labels: A file of `labels/`.
        data: The folder with attribution/, articles/ and speakers/.

    Raises:
        SystemExit: A text is not the one that was labelled.
    """
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    texts: dict[str, str] = {}
    if any("url" in d for d in rows):
        texts |= _of(data / "articles/wikinews-2019-2020.jsonl.gz", "url")
    if any(d["id"].startswith("GUM_") for d in rows):
        texts |= dict(gum.documents(data / "speakers/gum-ontogum-conllu.tar.gz", "news"))
    if not all(d.get("url", d["id"]) in texts for d in rows):
        texts |= _of(data / "attribution/polnear-train.jsonl.gz", "id")
    for d in rows:
        text = texts[d.get("url", d["id"])][: d.get("characters")]
        if hashlib.sha256(text.encode()).hexdigest() != d["sha256"]:
            raise SystemExit(f"{labels}: the text of {d['id']} is not the one that was labelled")
        yield text, d


def _of(path: Path, name: str) -> dict[str, str]:
    with gzip.open(path, "rt", encoding="utf-8") as f:
        return {d[name]: d["text"] for d in map(json.loads, f)}
