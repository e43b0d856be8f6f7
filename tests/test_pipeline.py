"""Reading articles with the shipped model, as a user does."""

import json
import pickle
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord import Article, EmptyInput, InputError, InvalidField, NoInput, NotEnglish, NotText, OnrecordError, Reading
from onrecord.pipeline import understand_all

SENTENCE = "The bridge is safe, engineer Ada Holm said on Monday."
QUOTE = "“We will rebuild it,” mayor Joost Brandt told reporters, adding that work starts in May."


def assert_exact(reading: Reading) -> None:
    text = reading.article.text
    ids = {a.id for a in reading.attributions}
    for a in reading.attributions:
        assert 0 <= a.confidence <= 1
        assert a.inside in ids | {None}
        assert a.inside != a.id
        speaker = a.speaker
        told = (*speaker.chain, *speaker.affiliations, speaker.anonymity, speaker.spokesperson) if speaker else ()
        for role, span in zip(speaker.roles if speaker else (), speaker.role_spans if speaker else (), strict=True):
            assert " ".join(text[slice(*span)].split()) == role
        assert all(0 <= s < e <= len(text) for v in a.via for s, e in v.spans)
        assert (speaker is None) == (a.source is None)
        for excerpt in (a.source, a.cue, a.content, *told):
            if excerpt is not None:
                assert list(excerpt.spans) == sorted(excerpt.spans)
                assert all(0 <= s < e <= len(text) for s, e in excerpt.spans)
                assert " … ".join(text[s:e] for s, e in excerpt.spans) == excerpt.text


def test_a_text_is_read() -> None:
    reading = onrecord.read(f"{SENTENCE}\n\n{QUOTE}", published="2026-05-04", outlet="The Courier", title="Bridge")
    assert (reading.article.published, reading.article.outlet, reading.article.title) == ("2026-05-04", "The Courier", "Bridge")
    said = [(a.source and a.source.text, a.cue and a.cue.text, a.content and a.content.text, a.kind) for a in reading.attributions]
    assert said == [
        ("engineer Ada Holm", "said", "The bridge is safe", "indirect"),
        ("mayor Joost Brandt", "told", "“We will rebuild it,”", "direct"),
        ("mayor Joost Brandt", "adding", "that work starts in May", "indirect"),
    ]
    assert_exact(reading)


def test_a_file_is_read_by_path_and_by_name(tmp_path: Path) -> None:
    path = tmp_path / "bridge.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    assert onrecord.read(path).attributions == onrecord.read(str(path)).attributions == onrecord.read(SENTENCE).attributions


def test_reading_twice_gives_the_same() -> None:
    assert onrecord.read(QUOTE) == onrecord.read(QUOTE)


def test_a_name_of_no_file_is_not_taken_for_a_text() -> None:
    with pytest.raises(NoInput, match=r"missing\.txt: there is no such file"):
        onrecord.read("missing.txt")
    with pytest.raises(NoInput):
        onrecord.read(Path("missing"))


def test_an_impossible_date_is_refused() -> None:
    with pytest.raises(InvalidField, match="2026-02-30"):
        onrecord.read(SENTENCE, published="2026-02-30")
    with pytest.raises(InvalidField, match="2026-02-30"):
        onrecord.read_all([], published="2026-02-30")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        (b" \n\t\n", EmptyInput),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, NotText),
        ("Der Minister sagte am Montag, die Brücke sei sicher, und wies die Vorwürfe der Opposition zurück.".encode() * 4, NotEnglish),
        ("Министр заявил в понедельник, что мост безопасен и что обвинения необоснованны.".encode() * 4, NotEnglish),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path, data: bytes, error: type[InputError]) -> None:
    bad, good, empty = tmp_path / "bad.txt", tmp_path / "good.txt", tmp_path / "empty"
    empty.mkdir()
    bad.write_bytes(data)
    good.write_text(SENTENCE, encoding="utf-8")
    first, second, third, fourth = onrecord.read_all([bad, good, empty, tmp_path / "none.txt"], processes=1)
    assert isinstance(first, error)
    assert str(first).startswith(str(bad))
    assert "\n" not in str(first)
    assert isinstance(second, Reading)
    assert len(second.attributions) == 1
    assert isinstance(third, EmptyInput)
    assert isinstance(fourth, NoInput)


def test_other_languages_are_read_when_forced() -> None:
    text = "Der Minister sagte am Montag, die Brücke sei sicher, und wies die Vorwürfe der Opposition zurück. " * 4
    assert onrecord.read(text, force=True).article.language == "de"


def test_several_processes_read_the_same_in_the_same_order(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{i}", "text": f"{SENTENCE} Number {i}."}) for i in range(9)]
    lines[4] = "{broken"
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    one, two = (list(onrecord.read_all([path, tmp_path / "none.txt"], processes=n)) for n in (1, 2))
    assert [getattr(x, "article", None) and x.article.id for x in one if isinstance(x, Reading)] == [f"n{i}" for i in range(9) if i != 4]
    assert [str(x) for x in one] == [str(x) for x in two]
    assert isinstance(one[4], InputError)
    assert isinstance(one[-1], NoInput)


def test_a_single_path_is_no_list_of_paths() -> None:
    with pytest.raises(TypeError, match="list of paths"):
        onrecord.read_all("a.txt")


def test_a_text_in_a_named_format_is_read_as_such() -> None:
    page = f"<html><head><title>Bridge</title></head><body><article><p>{SENTENCE} {QUOTE}</p></article></body></html>"
    assert "<" not in onrecord.read(page, format="html").article.text
    with pytest.raises(InputError, match="no format"):
        onrecord.read(SENTENCE, format="nonsense")


def test_an_article_that_kills_its_process_does_not_take_others_along(tmp_path: Path) -> None:
    """Run in a process of its own, whose workers kill themselves on one article."""
    program = f"""
import os, sys
import onrecord.pipeline as pipeline

understand = pipeline.understand

def deadly(article, known=None):
    if article.id == "n3":
        os._exit(9)
    return understand(article)

pipeline.understand = deadly
if __name__ == "__main__":
    for x in pipeline.read_all([{str(tmp_path / "news.jsonl")!r}], processes=2):
        print(x if isinstance(x, Exception) else x.article.id)
"""
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    lines = [json.dumps({"id": f"n{i}", "text": SENTENCE}) for i in range(6)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "program.py")], capture_output=True, text=True, check=True)
    said = done.stdout.splitlines()
    assert said[:3] + said[4:] == ["n0", "n1", "n2", "n4", "n5"]
    assert said[3].startswith("article n3: a process was killed over it")


def test_errors_travel_between_processes() -> None:
    error = NotEnglish("is in German", "a.txt")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.name) == (NotEnglish, "a.txt: is in German", "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "“" * 3000,
        '"We will stay, Holm said. \'Never,” she "added.',
        "x" * 20_000,
        ("said " * 2000).strip(),
        "Holm\u200b said \u202ethe bridge\u202c is\u00a0safe\u2028today.",
        "Holm said: \x1b[31mthe bridge is safe\x1b[0m.\x00",
        "Holm said that e\u0301clairs 🥐 are safe, \U0001f468\u200d\U0001f469\u200d\U0001f467 agreed.",
        "'Tis the '90s, rock 'n' roll said Holm's '\"friend\"'",
        "“One.\n\n“Two.\n\n“Three,” Holm said.",
    ],
)
def test_odd_texts_give_exact_offsets(text: str) -> None:
    assert_exact(onrecord.read(text, force=True))


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "said",
                "Holm",
                "“",
                "”",
                '"',
                "'",
                "’",
                ",",
                ".",
                "that",
                "it",
                "rains",
                "\n\n",
                "\n",
                "according to",
                ":",
                "\u200b",
                "é",
                "🥐",
                "\x00",
                "denied",
            ]
        ),
        min_size=1,
        max_size=60,
    ).map(" ".join)
)
def test_any_text_gives_exact_offsets(text: str) -> None:
    with suppress(EmptyInput):
        assert_exact(onrecord.read(text + " a", force=True))


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=200))
def test_arbitrary_characters_give_exact_offsets(text: str) -> None:
    with suppress(EmptyInput):
        assert_exact(onrecord.read("Holm said " + text, force=True))


@pytest.mark.parametrize(
    "text",
    [
        " ".join(f"Given{i} Surname{chr(97 + i % 26)}{i} said that Other{i} Name{i % 7} told him it rains." for i in range(500)),
        f"{'Ab' * 5000} said that it rains. {'Ab' * 5000}, the mayor of {'C' * 10_000}, denied it.",
        "He said that she said that he said that she said that they said that he said it. She said he said she said so. " * 20,
        "MAYOR ANA RUIZ SAID THE HARBOUR IS SAFE. RUIZ TOLD REUTERS THAT SHE BELIEVES IT. " * 10,
        "Мэр Анна Руис said the harbour is safe. 习近平 told Xinhua that it is. محمد علي denied it, according to الجزيرة.",
        "Reuters reported that Reuters reported that Reuters, quoting Reuters, said that Reuters told Reuters it rains.",
        "(((((Ruiz))))) said — (Reuters) – (AP) – that it rains, " + "told the BBC, " * 500 + ".",
        "Ruiz, " + "who said that Ruiz, " * 300 + "spoke on condition of anonymity because " + "because " * 500,
    ],
    ids=["500 names", "names without end", "he said she said", "capitals", "other scripts", "outlets in a circle", "brackets", "nested"],
)
def test_odd_speakers_take_little_time_and_stay_exact(text: str) -> None:
    began = time.monotonic()
    assert_exact(onrecord.read(text, force=True))
    assert time.monotonic() - began < 20


def test_speakers_that_are_known_have_their_ids(tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text("name,aliases,id\nAda Holm,Ada M. Holm,Q1\n", encoding="utf-8")
    (a,) = onrecord.read(SENTENCE, known=tmp_path / "known.csv").attributions
    assert a.speaker is not None
    assert a.speaker.known == "Q1"
    with pytest.raises(InputError, match="cannot be read"):
        onrecord.read(SENTENCE, known=tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be read"):
        onrecord.read_all([tmp_path / "known.csv"], known=tmp_path / "none.csv")


def test_a_reading_is_immutable_and_encodes_to_the_contract() -> None:
    reading = onrecord.read(SENTENCE)
    with pytest.raises(AttributeError):
        reading.article.text = "other"  # type: ignore[misc]
    record = json.loads(msgspec.json.encode(reading))["attributions"][0]
    assert record["content"] == {"text": "The bridge is safe", "spans": [[0, 18]]}
    assert record["via"] == []
    assert record["speaker"]["name"] == "Ada Holm"
    assert record["occasion"] is None


def test_a_folder_and_a_pattern_are_read_with_names_of_fields(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'words,title\n"{SENTENCE}",Bridge\n', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"words": QUOTE}) + "\n", encoding="utf-8")
    found = list(onrecord.read_all([tmp_path, f"{tmp_path}/*.csv"], mapping={"text": "words", "title": ""}, processes=1))
    assert [x.article.text for x in found if isinstance(x, Reading)] == [SENTENCE, QUOTE, SENTENCE]
    assert onrecord.read(tmp_path / "b.jsonl", mapping={"text": "words"}).article.text == QUOTE
    with pytest.raises(InvalidField, match="there is no field 'words'"):
        onrecord.read_all([], mapping={"words": "text"})


def test_where_no_process_can_be_started_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobody:
        def __init__(self, *_: object) -> None: ...

        def submit(self, *_: object) -> None:
            raise BrokenPipeError(32, "Broken pipe")

        def shutdown(self, **_: object) -> None: ...

    monkeypatch.setattr("onrecord.pipeline.ProcessPoolExecutor", Nobody)
    with pytest.raises(OnrecordError, match="no other process can be started") as error:
        list(understand_all([Article(id=str(n), text="It rains, Lind said.") for n in range(3)], processes=2))
    assert "--processes 1" in str(error.value)
