from msgspec.structs import replace

from onrecord.exporting.found import cells_of, heading, object_of
from onrecord.model import Via
from onrecord.record import Hit
from tests.record.conftest import reading

ARTICLE = {"number": 7, "id": "x", "title": None, "outlet": "Ferry Post", "published": "2026-03-05", "url": None}


def hit(similarity: float | None = None) -> Hit:
    (a,) = reading("x", ("Ana Lind", "the bridge is closed")).attributions
    a = replace(a, via=(Via(name="Reuters", type="outlet", spans=()), Via(name="RT", type="outlet", spans=())))
    return Hit(1, a, ARTICLE, "", {"number": 12, "name": "Ana Lind"}, similarity)


def test_a_row_has_a_cell_for_each_column() -> None:
    for similarity in (None, 0.75):
        row = dict(zip(heading(similar=similarity is not None), cells_of(hit(similarity)), strict=True))
        assert row["speaker"] == "Ana Lind"
        assert row["content"] == "the bridge is closed"
        assert row["article"] == "x"  # it has no title
        assert row["record_speaker"] == 12
        assert row["via"] == "Reuters ← RT"
        assert (row["article_number"], row["attribution"]) == (7, "a1")
        assert row.get("similarity") == (None if similarity is None else "0.7500")


def test_an_object_is_the_attribution_with_its_article() -> None:
    found = object_of(hit(0.123456))
    assert found["id"] == "a1"
    assert found["number"] == 1
    assert found["article"] == ARTICLE
    assert found["record_speaker"] == {"number": 12, "name": "Ana Lind"}
    assert found["similarity"] == 0.1235
    assert "similarity" not in object_of(hit())
