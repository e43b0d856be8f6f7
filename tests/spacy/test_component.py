import json
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import onrecord
import spacy
from onrecord.errors import InvalidField
from onrecord.spacy import OnRecord, make

ROOT = Path(__file__).parents[2]
TEXT = (
    "The dam above Sarn is safe, engineer Ada Holm said on Monday. “It will stand,” she added, “for another hundred years.”\n\n"
    "Mayor Tomas Iqbal denied that anybody had been warned.\n"
)


def pipeline(**config: Any) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord", config=config)
    return nlp


@pytest.fixture(scope="module")
def doc() -> Doc:
    return pipeline(published="2026-03-05")(TEXT)


def group(doc: Doc, name: str) -> list[Span]:
    return list(doc.spans[name])


def test_each_role_has_a_group_and_all_have_one(doc: Doc) -> None:
    assert [s.text for s in group(doc, "onrecord/sources")] == ["engineer Ada Holm", "she", "Mayor Tomas Iqbal"]
    assert [s.text for s in group(doc, "onrecord/cues")] == ["said", "added", "denied"]
    contents = ["The dam above Sarn is safe", "“It will stand,”", "“for another hundred years.”", "that anybody had been warned"]
    assert [s.text for s in group(doc, "onrecord/contents")] == contents
    assert len(doc.spans["onrecord"]) == 10
    assert {s.label_ for s in doc.spans["onrecord"]} == {"SOURCE", "CUE", "CONTENT"}
    assert [s.start for s in doc.spans["onrecord"]] == sorted(s.start for s in doc.spans["onrecord"])


def test_the_pieces_of_one_content_are_linked_by_the_id_of_their_attribution(doc: Doc) -> None:
    _, first, second, _ = group(doc, "onrecord/contents")
    assert first.id_ == second.id_ == first._.onrecord.id
    assert [s.text for s in first._.onrecord_content] == ["“It will stand,”", "“for another hundred years.”"]


def test_a_span_leads_to_its_attribution_speaker_and_source(doc: Doc) -> None:
    content = group(doc, "onrecord/contents")[1]
    assert content._.onrecord.kind == "direct"
    assert content._.onrecord_speaker == "Ada Holm"
    assert [s.text for s in content._.onrecord_source] == ["she"]
    assert [s.text for s in content._.onrecord_cue] == ["added"]
    assert group(doc, "onrecord/contents")[3]._.onrecord.act == "deny"
    assert group(doc, "onrecord/contents")[0]._.onrecord.said_on.value == "2026-03-02"


def test_any_other_span_is_part_of_nothing(doc: Doc) -> None:
    assert doc[0:3]._.onrecord is None
    assert doc[0:3]._.onrecord_speaker is None
    assert doc[0:3]._.onrecord_content == ()
    assert Doc(doc.vocab, words=["a"])._.onrecord is None


def test_the_reading_is_that_of_the_text_as_it_stands(doc: Doc) -> None:
    assert doc._.onrecord.article.text == doc.text == TEXT
    assert doc._.onrecord_problem is None
    alone = onrecord.read(TEXT, published="2026-03-05")
    assert [a.content for a in doc._.onrecord.attributions] == [a.content for a in alone.attributions]
    for a in doc._.onrecord.attributions:
        assert a.content.text == " … ".join(doc.text[s:e] for s, e in a.content.spans)


def test_a_piece_that_ends_inside_a_token_takes_in_the_token() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("onrecord")
    whole = TEXT.partition("\n")[0]
    halves = Doc(nlp.vocab, words=[whole[:20], whole[20:]], spaces=[False, False])
    read = nlp(halves)
    (first, *_) = read.spans["onrecord/contents"]
    assert (first.start_char, first.end_char) == (0, len(whole))
    assert first._.onrecord.content.text == "The dam above Sarn is safe"


@pytest.mark.parametrize("before", ["\r\n\r\n", "   ", "\x0b\x07 ", "🙂 e\u0301 "])
def test_offsets_hold_whatever_stands_before(before: str) -> None:
    doc = pipeline()(before + TEXT.replace("\n", "\r\n"))
    assert [s.text for s in doc.spans["onrecord/cues"]] == ["said", "added", "denied"]
    for a in doc._.onrecord.attributions:
        assert [doc.text[s:e] for s, e in a.cue.spans] == [a.cue.text]


def test_what_is_known_of_one_article_is_given_with_its_doc() -> None:
    nlp = pipeline(published="2026-03-05", outlet="Daily Lantern")
    doc = nlp.make_doc(TEXT)
    doc._.onrecord_facts = {"published": "2026-04-16", "id": "a7", "byline": ["Ann Lee"]}
    article = nlp(doc)._.onrecord.article
    assert (article.id, article.published, article.outlet, article.byline) == ("a7", "2026-04-16", "Daily Lantern", ("Ann Lee",))
    assert nlp(TEXT)._.onrecord.article.published == "2026-03-05"


def test_what_cannot_be_read_says_why_and_costs_no_other_doc() -> None:
    german = "Der Damm ist sicher, sagte die Ministerin am Donnerstag in der Hauptstadt vor Journalisten aus dem ganzen Land."
    docs = list(pipeline().pipe(["", " \n", german, TEXT]))
    problems = [d._.onrecord_problem for d in docs]
    assert problems[:2] == ["there is no text in it"] * 2
    assert "German" in problems[2]
    assert problems[3] is None
    assert [len(d.spans["onrecord/cues"]) for d in docs] == [0, 0, 0, 3]
    assert docs[2]._.onrecord.attributions == ()
    assert pipeline(force=True)(german)._.onrecord_problem is None


def test_a_wrong_date_of_one_doc_is_its_problem() -> None:
    nlp = pipeline()
    doc = nlp.make_doc(TEXT)
    doc._.onrecord_facts = {"published": "someday"}
    assert "'someday' is no date" in nlp(doc)._.onrecord_problem


def test_attributions_can_be_left_out_and_groups_renamed() -> None:
    doc = pipeline(min_confidence=1.0, spans_key="said")(TEXT)
    assert set(doc.spans) == {"said", "said/sources", "said/cues", "said/contents"}
    assert len(doc.spans["said"]) < 10


def test_ids_of_known_speakers_are_those_of_the_spans(tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text("name,aliases,id\nAda Holm,,Q7\n")
    doc = pipeline(known=str(tmp_path / "known.csv"))(TEXT)
    assert [s.kb_id_ for s in doc.spans["onrecord/sources"]] == ["Q7", "Q7", ""]


_WRONG: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"published": "someday"}, InvalidField),
    ({"min_confidence": 2.0}, ValueError),
    ({"spans_key": ""}, ValueError),
    ({"force": "perhaps"}, ValueError),
    ({"author": "Ann"}, ValueError),
]


@pytest.mark.parametrize(("config", "error"), _WRONG)
def test_a_wrong_config_is_an_error_at_once(config: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        pipeline(**config)


def test_a_fact_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="an article has no author; it has id, title"):
        OnRecord({"author": "Ann"})


def test_docs_keep_everything_on_disk_and_in_a_doc_bin(doc: Doc, tmp_path: Path) -> None:
    doc.to_disk(tmp_path / "doc")
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "bin")
    from_disk = Doc(spacy.blank("en").vocab).from_disk(tmp_path / "doc")
    (from_bin,) = DocBin().from_disk(tmp_path / "bin").get_docs(spacy.blank("en").vocab)
    for again in (from_disk, from_bin):
        assert again._.onrecord == doc._.onrecord
        for name in doc.spans:
            assert [(s.start, s.end, s.label_, s.id_) for s in again.spans[name]] == [
                (s.start, s.end, s.label_, s.id_) for s in doc.spans[name]
            ]
        assert again.spans["onrecord/contents"][1]._.onrecord_speaker == "Ada Holm"


def test_a_pipeline_is_kept_on_disk_with_its_config(tmp_path: Path) -> None:
    pipeline(published="2026-03-05").to_disk(tmp_path / "nlp")
    again = spacy.load(tmp_path / "nlp")
    assert again.get_pipe_config("onrecord")["published"] == "2026-03-05"
    assert len(again(TEXT).spans["onrecord/cues"]) == 3


def test_batches_and_contexts_come_back_in_order() -> None:
    texts = [(TEXT, n) for n in range(5)]
    found = [(len(d.spans["onrecord/cues"]), n) for d, n in pipeline().pipe(texts, as_tuples=True, batch_size=2)]
    assert found == [(3, n) for n in range(5)]


def test_several_processes_give_the_same(tmp_path: Path) -> None:
    script = tmp_path / "several.py"
    script.write_text(
        "import sys, json, spacy, onrecord.spacy\n"
        f"TEXT = {TEXT!r}\n"
        "if __name__ == '__main__':\n"
        "    nlp = spacy.blank('en')\n"
        "    nlp.add_pipe('onrecord')\n"
        "    alone = nlp(TEXT)\n"
        "    docs = list(nlp.pipe([TEXT, '', TEXT], n_process=2, batch_size=1))\n"
        "    print(json.dumps([len(d.spans['onrecord/cues']) for d in docs] + [docs[2]._.onrecord == alone._.onrecord]))\n"
    )
    done = subprocess.run([sys.executable, "-W", "error", script], check=True, capture_output=True, text=True, timeout=120)
    assert json.loads(done.stdout) == [3, 0, 3, True]


def test_a_long_doc_is_read_to_its_end() -> None:
    filler = "The wall of the dam was built in a dry year. " * 400
    doc = pipeline()(filler + "\n\n" + TEXT)
    assert [s.text for s in doc.spans["onrecord/sources"]][-1] == "Mayor Tomas Iqbal"


def test_the_entry_point_names_what_there_is() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]["spacy_factories"]
    module, _, name = declared["onrecord"].partition(":")
    assert getattr(import_module(module), name) is make


def test_without_spacy_it_is_told_what_to_install() -> None:
    code = "import sys; sys.modules['spacy'] = None\nimport onrecord.spacy"
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)
    assert done.stderr.strip().splitlines()[-1].endswith('the component needs spaCy; install it with: pip install "onrecord[spacy]"')


def test_the_examples_of_the_docs_run(capsys: pytest.CaptureFixture[str]) -> None:
    shown = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    first, second = re.findall(r"```python\n(.*?)```", shown, re.DOTALL)
    names: dict[str, Any] = {}
    exec(first, names)
    assert capsys.readouterr().out == "The dam is safe | Ada Holm | state | 2026-03-02\n"
    exec(second, names)
    assert names["doc"]._.onrecord.article.outlet == "Daily Lantern"


def test_every_setting_and_attribute_is_documented() -> None:
    shown = (ROOT / "docs" / "spacy.md").read_text(encoding="utf-8")
    meta = Language.get_factory_meta("onrecord").default_config or {}
    for setting in meta:
        assert f"| `{setting}` |" in shown
    for attribute in ("onrecord", "onrecord_problem", "onrecord_speaker", "onrecord_source", "onrecord_cue", "onrecord_content"):
        assert f"_.{attribute}`" in shown
