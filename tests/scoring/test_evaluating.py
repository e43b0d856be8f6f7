import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import InputError
from onrecord.scoring.evaluating import Evaluation, evaluate
from onrecord.scoring.showing import object_of, table
from tests.scoring.conftest import TEXT

PLACES = {"source": [[17, 21]], "cue": [[22, 26]], "content": [[0, 15]]}
A = {"id": "a1", **PLACES, "speaker": "Lind", "act": "state"}
B = {"id": "a2", "source": [[28, 32]], "cue": [[33, 39]], "content": [[40, 53]], "speaker": "Holm", "act": "deny"}


@pytest.fixture
def put(tmp_path: Path) -> Any:
    """Writes a file of articles, and gives its path."""

    def write(name: str, *rows: Any) -> str:
        (tmp_path / name).write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        return str(tmp_path / name)

    return write


def article(*attributions: Any, id: str = "x", text: str = TEXT) -> dict[str, Any]:
    return {"id": id, "text": text, "attributions": list(attributions)}


def f1(e: Evaluation) -> tuple[float, float]:
    return e.scores["relaxed", "all"].f1, e.scores["strict", "all"].f1


def test_the_same_is_all_right(put: Any) -> None:
    e = evaluate(put("gold", article(A, B)), put("pred", article(A, B)))
    assert f1(e) == (1, 1)
    assert e.errors == []
    told = object_of(e)
    assert told["attributions"]["relaxed"]["all"] == {"precision": 1, "recall": 1, "f1": 1, "gold": 2, "found": 2}
    assert told["fields"]["act"] == {"right": 2, "of": 2, "accuracy": 1}
    assert told["fields"]["said_on"] is None, "nobody marked dates"


def test_articles_are_the_same_by_id_or_by_text(put: Any) -> None:
    e = evaluate(put("gold", article(A)), put("pred", article(A, id="other")))
    assert f1(e) == (1, 1)
    assert not e.not_predicted
    assert not e.not_in_gold


def test_a_text_without_its_head_is_found_in_its_place(put: Any) -> None:
    shifted = {role: [[s + 9, t + 9] for s, t in spans] for role, spans in PLACES.items()}
    e = evaluate(put("gold", article(A)), put("pred", article(shifted, text=f"Date: x\n\n{TEXT}\n")))
    assert f1(e) == (1, 1)


def test_another_text_counts_as_not_predicted_and_is_told(put: Any) -> None:
    e = evaluate(put("gold", article(A), article(B, id="y")), put("pred", article(A, text=TEXT.upper()), article(B, id="y")))
    assert e.not_predicted == ("x",)
    assert ["another text" in str(x) for x in e.errors] == [True]
    assert e.scores["relaxed", "all"].recall == 0.5


def test_what_is_not_predicted_counts_and_what_is_not_in_gold_does_not(put: Any) -> None:
    e = evaluate(put("gold", article(A), article(B, id="y", text="Y" + TEXT)), put("pred", article(A), article(B, id="z", text="Z")))
    assert e.not_predicted == ("y",)
    assert e.not_in_gold == ("z",)
    assert (e.scores["relaxed", "all"].recall, e.scores["relaxed", "all"].precision) == (0.5, 1)


def test_gold_may_lend_the_texts_of_the_predictions(put: Any) -> None:
    e = evaluate(put("gold", {"id": "x", "attributions": [A]}), put("pred", article(A)))
    assert f1(e) == (1, 1)


def test_without_any_text_an_article_cannot_be_scored(put: Any) -> None:
    bare = {"id": "x", "attributions": [A]}
    with pytest.raises(InputError, match="no article to score"):
        evaluate(put("gold", bare), put("pred", bare))
    e = evaluate(put("gold", bare, article(B, id="y")), put("pred", bare, article(B, id="y")))
    assert ["has no text" in str(x) for x in e.errors] == [True]
    assert f1(e) == (1, 1)


def test_nested_attributions_count_where_gold_has_some(put: Any) -> None:
    inner = {**B, "inside": "a1"}
    flat = evaluate(put("gold", article(A)), put("pred", article(A, inner)))
    assert (f1(flat), flat.nested) == ((1, 1), False)
    assert f1(evaluate(put("gold", article(A)), put("pred", article(A, inner)), nested=True))[0] == pytest.approx(2 / 3)
    deep = evaluate(put("gold", article(A, inner)), put("pred", article(A)))
    assert (deep.nested, deep.scores["relaxed", "nested"].recall) == (True, 0)


def test_what_is_not_sure_enough_is_left_out(put: Any) -> None:
    e = evaluate(put("gold", article(A)), put("pred", article(A, {**B, "confidence": 0.4})), min_confidence=0.5)
    assert f1(e) == (1, 1)


def test_of_several_annotators_one_or_the_mean_of_all_counts(put: Any) -> None:
    gold = put("gold", {"id": "x", "text": TEXT, "annotations": {"bo": [A, B], "ann": [A]}}, article(A, id="y", text="Y" + TEXT))
    pred = put("pred", article(A))
    assert evaluate(gold, pred).scores["relaxed", "all"].gold == 2, "ann's, and the one whom nobody signed"
    assert evaluate(gold, pred, annotator="bo").scores["relaxed", "all"].gold == 2
    each = evaluate(gold, pred, whose="each")
    assert each.scores["relaxed", "all"].gold == 2.5
    assert len(each.articles) == 2
    with pytest.raises(InputError, match="has no annotator 'cy'; it has ann, bo"):
        evaluate(gold, pred, annotator="cy")


def test_annotators_are_held_against_one_another(put: Any) -> None:
    gold = put("gold", {"id": "x", "text": TEXT, "annotations": {"ann": [A], "bo": [A, B], "cy": [A, B]}}, article(A, id="y"))
    e = evaluate(gold)
    assert e.pairs == 3
    t = e.scores["relaxed", "all"]
    assert t.precision == t.recall == pytest.approx((1 + 1 + 1 + 1 + 2 + 2) / (1 + 1 + 2 + 2 + 2 + 2))
    with pytest.raises(InputError, match="no article has two annotators"):
        evaluate(put("one", article(A)))


def test_a_table_tells_what_was_scored(put: Any) -> None:
    e = evaluate(put("gold", article(A, B), article(A, id="y\x1b", text="Y" + TEXT)), put("pred", article(A, B), article(A, id="z")))
    shown = "\n".join(table(e, by_article=True))
    assert "2 articles, 3 attributions in gold, 2 found; nested ones not counted" in shown
    assert "1 article not predicted" in shown
    assert "1 article predicted that the gold does not have" in shown
    assert "relaxed                       100.0   66.7   80.0        3        2" in shown
    assert "relaxed, direct                   –      –      –        0        0" in shown
    assert "act                           100.0      2" in shown
    assert "speakers that gold names (2): 100.0 % right, 0.0 % wrong, 0.0 % unknown" in shown
    assert "\x1b" not in shown
    assert shown.endswith("(not predicted)")
