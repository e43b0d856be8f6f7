"""RIS and BibTeX."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.exporting.files import bibtex, ris
from onrecord.model import Article, Attribution, Excerpt, Reading, Speaker
from onrecord.record import Record

_ANY = st.text(st.characters(codec=None), max_size=30)


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    article = Article(
        id=draw(_ANY),
        title=draw(_ANY),
        outlet=draw(_ANY),
        published=draw(st.sampled_from([None, "2026", "2026-03", "2026-03-05", "2026-03-05T09:00:00Z"])),
        url=draw(_ANY),
        byline=tuple(draw(st.lists(_ANY, max_size=2))),
        text="x",
    )
    speaker = Speaker(id="s", name=draw(_ANY), type="person", confidence=1)
    said = Attribution(id="a", kind="direct", source=None, cue=None, content=Excerpt(draw(_ANY), ()), speaker=speaker, confidence=1)
    return Reading(article, (said,))


def records(text: str) -> list[list[tuple[str, str]]]:
    """The citations of an RIS file, each as its tags and values; every line must be one."""
    out: list[list[tuple[str, str]]] = []
    for line in text.split("\r\n"):
        if not line:
            continue
        match = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert match, line
        if match[1] == "TY":
            out.append([])
        out[-1].append((match[1], match[2]))
    return out


@given(_readings())
def test_whatever_the_words_are_ris_is_one_citation(reading: Reading) -> None:
    text = ris.citation(reading)
    assert len(text.splitlines()) == text.count("\r\n")
    (citation,) = records(text)
    assert citation[0] == ("TY", "NEWS")
    assert citation[-1] == ("ER", "")
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]", text)


@given(_readings())
def test_whatever_the_words_are_bibtex_is_one_entry(reading: Reading) -> None:
    text = bibtex.citation(7, reading)
    depth = 0
    for i, c in enumerate(text):
        depth += (c == "{") - (c == "}")  # BibTeX counts escaped braces too
        assert depth >= 0
        if depth == 0 and c == "}":
            assert text[i + 1 :].strip() == ""
    assert depth == 0
    assert re.match(r"@(article|misc)\{[a-z0-9]+-7,\n", text)
    assert not re.search(r"(?<!\\)[%#$&]", re.sub(r"  url = .*", "", text))
    assert '"' not in re.sub(r"  url = .*", "", text)
    text.encode("utf-8")


def test_the_articles_behind_a_claim_are_each_cited_once(corpus: Record, tmp_path: Path) -> None:
    claim = corpus.claims("mercury", update=False)[0]
    n = corpus.export("ris", tmp_path / "out.ris", claim=claim.id, update=False)
    found = records((tmp_path / "out.ris").read_bytes().decode())
    addresses = [value for one in found for tag, value in one if tag == "UR"]
    life = corpus.claim(claim.id, update=False)
    expected = {r.url for s in (*life.statements, *(d.statement for d in life.denials)) for r in s.reports}
    assert sorted(addresses) == sorted(u for u in expected if u)
    assert sum(1 for one in found for tag, _ in one if tag == "N1") == n


def test_a_citation_has_what_a_reference_manager_shows(corpus: Record, tmp_path: Path) -> None:
    corpus.export("ris", tmp_path / "out.ris", limit=1)
    (one,) = records((tmp_path / "out.ris").read_bytes().decode())
    told = dict(one)
    assert told["TI"] == "Lake above Elmsund may have to drop 12 metres if leak grows, memo says"
    assert (told["AU"], told["T2"], told["PY"], told["DA"], told["LA"]) == ("Signe Malt", "The Halvika Herald", "2026", "2026/03/03/", "en")
    assert told["UR"] == "https://halvika-herald.example/2026/03/dam-01"
    assert re.fullmatch(r"internal memo on the Grenda dam \(says\): Lake above .* grows; confirmed by ed on 20.*", told["N1"])


def test_a_month_or_a_year_is_no_day() -> None:
    for published, told in (("2026", "DA  - 2026///"), ("2026-03", "DA  - 2026/03//"), (None, None)):
        text = ris.citation(Reading(Article(id="x", published=published, text="x"), ()))
        assert told in text if told else "DA" not in text


def test_bibtex_of_an_article(corpus: Record, tmp_path: Path) -> None:
    corpus.export("bibtex", tmp_path / "out.bib", limit=1)
    text = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert text.startswith("@article{thehalvikaherald2026-1,\n  title = {{Lake above Elmsund")
    for line in ("author = {{Signe Malt}}", "journal = {The Halvika Herald}", "year = {2026}", "month = {03}", "day = {03}"):
        assert f"  {line},\n" in text
    assert "confirmed by ed" in text


def test_an_author_of_two_words_and_and_is_one() -> None:
    text = bibtex.citation(1, Reading(Article(id="x", byline=("Ana and Bo", "R&D {desk}"), text="x"), ()))
    assert r"author = {{Ana and Bo} and {R\&D \textbraceleft{}desk\textbraceright{}}}" in text
    assert text.startswith("@misc{article-1,")


def test_hostile_words_cannot_leave_their_field(hostile: Record, tmp_path: Path) -> None:
    hostile.export("bibtex", tmp_path / "out.bib")
    text = (tmp_path / "out.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"^@", text, re.MULTILINE)) == 1
    assert "\x00" not in text
    hostile.export("ris", tmp_path / "out.ris")
    assert len(records((tmp_path / "out.ris").read_bytes().decode())) == 1
