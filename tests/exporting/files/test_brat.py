"""brat standoff, out and in."""

import os
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, NoInput
from onrecord.exporting.annotated import Annotated, annotated
from onrecord.exporting.files.brat import fill
from onrecord.exporting.standoff import CONFIGURATION, from_ann, to_ann
from onrecord.model import Article, Attribution, Excerpt, Reading
from onrecord.record import Record
from tests.claims.corpora import story
from tests.exporting.files.conftest import HOSTILE

_TEXT = st.text(
    st.one_of(st.sampled_from("ab \n\r\t\x00\u2028\x85\u202e\U0001f9e8“”"), st.characters(codec="utf-8")), min_size=1, max_size=60
)


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    text = draw(_TEXT)

    def excerpt() -> Excerpt | None:
        cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        return Excerpt.of(text, tuple(zip(cuts[::2], cuts[1::2], strict=False)))

    made: list[Attribution] = []
    for n in range(draw(st.integers(0, 4))):
        source, cue, content = excerpt(), excerpt(), excerpt()
        if cue is None and content is None:
            continue
        inside = draw(st.sampled_from([None, *(a.id for a in made)]))
        made.append(
            Attribution(
                id=f"x{n}",
                kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
                source=source,
                cue=cue,
                content=content,
                act=draw(st.sampled_from([None, "deny", "accuse"])),
                reporter_stance=draw(st.sampled_from([None, "neutral", "distancing"])),
                asserted=draw(st.booleans()),
                inside=inside,
                confidence=0.5,
            )
        )
    return Reading(Article(id="x", text=text), tuple(made))


def marked(attributions: tuple[Attribution, ...]) -> list[Any]:
    """What people mark of attributions, each with that of the one around it, in an order of its own."""
    by_id = {a.id: a for a in attributions}

    def of(a: Attribution) -> list[Any]:
        spans = [list(e.spans) if e else [] for e in (a.source, a.cue, a.content)]
        return [spans, [e.text if e else "" for e in (a.source, a.cue, a.content)], a.kind, str(a.act), str(a.reporter_stance), a.asserted]

    return sorted([of(a), of(by_id[a.inside]) if a.inside else []] for a in attributions)


@settings(max_examples=300)
@given(_readings())
def test_out_and_in_gives_the_same_spans_and_attributes(reading: Reading) -> None:
    text = reading.article.text
    back = from_ann(to_ann(reading), text)
    if any(a.inside for a in reading.attributions):
        assert marked(back) == marked(reading.attributions)
    else:  # what stands inside what is then told from the text
        assert [x[0] for x in marked(back)] == [x[0] for x in marked(reading.attributions)]


@given(_readings())
def test_each_line_has_the_words_at_its_offsets_without_line_ends(reading: Reading) -> None:
    ann = to_ann(reading)
    lines = ann.split("\n")
    assert len(ann.splitlines()) == len(lines) - 1
    for line in lines:
        if line.startswith("T"):
            _, where, words = line.split("\t", 2)
            spans = [tuple(map(int, s.split())) for s in where.partition(" ")[2].split(";")]
            assert len(words) == sum(e - s for s, e in spans) + len(spans) - 1
            assert spans == sorted(spans)


@pytest.mark.parametrize("name", ["dam", "vaccine", "grain"])
def test_whole_articles_come_back_as_they_were_marked(name: str) -> None:
    for reading in story(name):
        back = from_ann(to_ann(reading), reading.article.text)
        assert [x[0] for x in marked(back)] == [x[0] for x in marked(reading.attributions)]


def test_a_folder_comes_back(corpus: Record, tmp_path: Path) -> None:
    corpus.export("brat", tmp_path / "out")
    found = [one for one in annotated(tmp_path / "out") if isinstance(one, Annotated)]
    assert len(found) == len(corpus)
    for one in found:
        reading = corpus.reading(int(one.path.stem.removeprefix("article-")))
        assert one.reading.article.text == reading.article.text
        assert [x[0] for x in marked(one.reading.attributions)] == [x[0] for x in marked(reading.attributions)]
    assert (tmp_path / "out" / "annotation.conf").read_text() == CONFIGURATION
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o777 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_reviews_and_speakers_are_told(corpus: Record, tmp_path: Path) -> None:
    corpus.export("brat", tmp_path / "out", reviewed="any")
    ann = (tmp_path / "out" / "article-0000001.ann").read_text(encoding="utf-8")
    assert "Review T2 confirmed" in ann
    assert "confirmed by ed on 20" in ann
    assert "(document)" in ann


def test_only_what_was_asked_for_is_in_it(corpus: Record, tmp_path: Path) -> None:
    corpus.export("brat", tmp_path / "out", act="deny")
    told = [p.read_text(encoding="utf-8") for p in (tmp_path / "out").glob("*.ann")]
    assert told
    assert all("Act " in one and "Act T2 state" not in one for one in told)


def test_hostile_words_keep_their_offsets(hostile: Record, tmp_path: Path) -> None:
    hostile.export("brat", tmp_path / "out")
    (one,) = annotated(tmp_path / "out")
    assert isinstance(one, Annotated)
    (a,) = one.reading.attributions
    assert a.content
    assert a.content.text == HOSTILE


POLNEAR = """T1\tSource 0 3\tAna
T2\tCue 4 8\tsaid
T3\tContent 9 14;16 20\tit is wet
T4\tAttribution 4 8\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tSource 21 23\tBo
T6\tCue 21 23\tBo
"""


def polnear(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    name = "post_2016-03-11_the-weather"
    (tmp_path / "text" / f"{name}.txt").write_bytes(b"Ana said it is\r\nwet. Bo knew.")
    (tmp_path / "attributions" / f"{name}_4b22.ann").write_text(POLNEAR)
    (tmp_path / "attributions" / f"{name}_d473.ann").write_text(POLNEAR + "E2\tAttribution:T6 Cue:T6 Source:T5 Source2:T1\n")
    return tmp_path


def test_folders_like_those_of_polnear_are_read(tmp_path: Path) -> None:
    one, other = annotated(polnear(tmp_path))
    assert isinstance(one, Annotated)
    assert isinstance(other, Annotated)
    assert (one.annotator, other.annotator) == ("4b22", "d473")
    article = one.reading.article
    assert (article.id, article.outlet, article.published) == ("post_2016-03-11_the-weather", "post", "2016-03-11")
    (a,) = one.reading.attributions  # what is part of no event is none
    assert a.source
    assert a.content
    assert (a.source.spans, a.content.spans, a.content.text) == (((0, 3),), ((9, 14), (16, 20)), "it is … wet.")
    assert (a.kind, a.confidence, a.review) == ("indirect", 1.0, None)
    second = other.reading.attributions[0]
    assert len(other.reading.attributions) == 2
    assert second.source
    assert second.source.spans == ((0, 3), (21, 23)) or other.reading.attributions[1].source.spans == ((0, 3), (21, 23))  # type: ignore[union-attr]


def test_kind_and_nesting_are_told_from_the_text() -> None:
    text = "Ana said that Bo had said “no”."
    ann = (
        "T1\tCue 4 8\tsaid\nT2\tContent 9 30\tthat Bo had said “no”\nT3\tCue 21 25\tsaid\nT4\tContent 26 30\t“no”\n"
        "T5\tAttribution 4 8\tsaid\nT6\tAttribution 21 25\tsaid\n"
        "E1\tAttribution:T5 Cue:T1 Content:T2\nE2\tAttribution:T6 Cue:T3 Content:T4\n"
    )
    outer, inner = from_ann(ann, text)
    assert (outer.kind, inner.kind) == ("mixed", "direct")
    assert (outer.inside, inner.inside) == (None, outer.id)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("T9\tSource 0 999\tx", "line 1 has the offsets 0 999, which are not in a text of 10 characters"),
        ("T9\tSource 3 3\tx", "line 1 has the offsets 3 3"),
        ("T9\tSource -1 3\tx", "offsets -1 3"),
        ("T9\tSource one two\tx", "line 1 is no annotation of brat"),
        ("T9", "line 1 is no annotation"),
        ("R1\tSourceOf", "line 1 is no annotation"),
        ("E1\tAttribution:T1 Source", "line 1 is no annotation"),
        ("A1", "line 1 is no annotation"),
        ("once upon a time", "line 1 is no annotation of brat; put it right"),
    ],
)
def test_a_line_that_is_wrong_is_named(line: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        from_ann(line + "\n", "ten letter", "x.ann")


def test_what_others_write_beside_is_passed_over() -> None:
    more = (
        "*\tEquiv T1 T2\nN1\tReference T1 Wikidata:Q1\tx\n#1\tAnnotatorNotes T1\tx\n\n"
        "M1\tNegation T1\nE5\tOther:T1\nR7\tOther Arg1:T1 Arg2:T2\n"
    )
    (a,) = from_ann("T1\tCue 0 3\tten\r\nT2\tSource 4 10\tletter\nR1\tSourceOf Arg1:T2 Arg2:T1\n" + more, "ten letter")
    assert a.source
    assert a.source.text == "letter"


def test_pieces_that_somebody_moved_apart_stay_apart() -> None:
    text = "one\ntwo three"
    reading = Reading(
        Article(id="x", text=text),
        (Attribution(id="a", kind="indirect", source=None, cue=None, content=Excerpt.of(text, ((0, 7),)), confidence=1),),
    )
    ann = to_ann(reading)
    assert "0 3;4 7\tone two" in ann
    (a,) = from_ann(ann, text)
    assert a.content
    assert a.content.spans == ((0, 7),)
    (b,) = from_ann(ann.replace("4 7", "8 13"), text)
    assert b.content
    assert b.content.spans == ((0, 3), (8, 13))


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_an_error_or_attributions(seed: int) -> None:
    chance = random.Random(seed)
    letters = [*POLNEAR]
    for _ in range(chance.randint(1, 8)):
        letters[chance.randrange(len(letters))] = chance.choice("T\t 0:;\nE-R")
    try:
        found = from_ann("".join(letters), "Ana said it is\r\nwet. Bo knew.")
    except InputError:
        return
    assert all(a.cue or a.content for a in found)


def test_what_is_wrong_with_one_file_does_not_cost_the_others(tmp_path: Path) -> None:
    for name in ("a", "b", "d", "e"):
        (tmp_path / f"{name}.txt").write_text("ten letter")
        (tmp_path / f"{name}.ann").write_text("T1\tCue 0 3\tten\n")
    (tmp_path / "c.ann").write_text("")  # without a text
    (tmp_path / "b.ann").write_text("nonsense\n")
    (tmp_path / "d.txt").write_bytes(b"\xff\xfe")
    found = [*annotated(tmp_path)]
    assert [type(one).__name__ for one in found] == ["Annotated", "InputError", "NoInput", "NotText", "Annotated"]
    assert "c.ann: there is no c.txt for it" in str(found[2])


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match=r"no \.ann file in this folder"):
        next(annotated(tmp_path))
    with pytest.raises(NoInput, match="is no folder"):
        next(annotated(tmp_path / "none"))


def test_halves_of_characters_keep_the_offsets(tmp_path: Path) -> None:
    text = "\ud800 said no"
    said = Attribution(
        id="a", kind="indirect", source=None, cue=Excerpt.of(text, ((2, 6),)), content=Excerpt.of(text, ((7, 9),)), confidence=1
    )

    class Stub:
        def by_article(self) -> Any:
            return iter([(1, Reading(Article(id="x", text=text), (said,)))])

    fill(Stub(), tmp_path)  # type: ignore[arg-type]
    (one,) = annotated(tmp_path)
    assert isinstance(one, Annotated)
    assert one.reading.attributions[0].content
    assert one.reading.attributions[0].content.text == "no"
