"""docs/fields.md tells of every field of the output, and of nothing else."""

import json
import re
from typing import Any

import pytest

from tests.docs.running import ROOT

_PAGE = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
_ROWS = {m[1]: (m[2], m[3]) for m in re.finditer(r"^\| `([a-z_.]+)` \| (.+?) \| (.+) \|$", _PAGE, re.MULTILINE)}


def _fields() -> dict[str, dict[str, Any]]:
    whole = json.loads((ROOT / "src" / "onrecord" / "exporting" / "reading.schema.json").read_text(encoding="utf-8"))
    found = {f"reading.{name}": field for name, field in whole["properties"].items()}
    for sort, definition in whole["$defs"].items():
        found |= {f"{sort.lower()}.{name}": field for name, field in definition["properties"].items()}
    return found


def test_every_field_is_there_and_nothing_else() -> None:
    assert sorted(_ROWS) == sorted(_fields())
    assert len(_ROWS) > 50


@pytest.mark.parametrize("name", sorted(_fields()))
def test_a_field_tells_its_values_and_whether_it_may_be_null(name: str) -> None:
    field = _fields()[name]
    variants = field.get("anyOf", [field])
    said, what = _ROWS[name]
    assert ("null" in said) == ({"type": "null"} in variants), name
    for value in (value for variant in variants for value in variant.get("enum", [])):
        assert f"`{value}`" in said
    for variant in variants:
        if "$ref" in variant:
            assert variant["$ref"].rsplit("/", 1)[-1].lower() in said
    assert what.endswith(".")


def test_every_act_stance_and_kind_is_explained_among_the_words() -> None:
    words = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    fields = _fields()
    for act in fields["attribution.act"]["anyOf"][0]["enum"]:
        assert f"| `{act}` |" in words
    for name in ("kind", "reporter_stance"):
        for variant in fields[f"attribution.{name}"].get("anyOf", [fields[f"attribution.{name}"]]):
            for value in variant.get("enum", []):
                assert f"*{value}*" in words
