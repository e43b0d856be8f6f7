import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError, InvalidField, NotEnglish, NotText
from onrecord.model import Article
from onrecord.reading import Fields, article, articles
from onrecord.reading.flood import MOST_ERRORS

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."


def read(data: str | bytes, **options: object) -> list[Article | InputError]:
    stream = io.BytesIO(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
    return list(articles(stream, name="news.jsonl", **options))  # type: ignore[arg-type]


def one(**fields: object) -> Article | InputError:
    (found,) = read(json.dumps({"text": TEXT, **fields}))
    return found


def test_all_fields_are_read() -> None:
    found = one(
        id="a1", title=" Bridge\nclosed ", published="June 2, 2023", outlet="Post", url="https://x.example", byline=["A", "B"], other=[1]
    )
    assert found == Article(
        id="a1",
        title="Bridge closed",
        published="2023-06-02",
        outlet="Post",
        url="https://x.example",
        byline=("A", "B"),
        language="en",
        text=TEXT,
    )


def test_the_names_that_crawlers_use_are_known() -> None:
    (found,) = read(
        json.dumps(
            {"maintext": TEXT, "Headline": "Bridge", "date_publish": "2023-06-02", "source": {"name": "Post"}, "authors": ["A", "B"]}
        )
    )
    assert isinstance(found, Article)
    assert (found.text, found.title, found.published, found.outlet, found.byline) == (TEXT, "Bridge", "2023-06-02", "Post", ("A", "B"))


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_fields_may_be_named(format: str) -> None:
    data = json.dumps({"a": {"b": TEXT}, "text": "Bridge", "outlet": "Post", "day": 1685692800})
    (found,) = read(data, format=format, mapping={"text": "a.b", "title": "text", "outlet": "", "published": "day"})
    assert isinstance(found, Article)
    assert (found.text, found.title, found.outlet, found.published) == (TEXT, "Bridge", None, "2023-06-02T08:00:00+00:00")
    (missing,) = read(data, format=format, mapping={"text": "c"})
    assert isinstance(missing, EmptyInput)
    assert missing.problem == 'there is no text in the field "c"; if it has another name, say so with --field text=NAME'


def test_absent_fields_are_absent() -> None:
    found = one(title=None, published="", byline=None)
    assert isinstance(found, Article)
    assert (found.title, found.published, found.byline) == (None, None, ())


def test_a_byline_may_be_a_string_and_an_id_a_number() -> None:
    found = one(byline="Ada Brook", id=17)
    assert isinstance(found, Article)
    assert (found.byline, found.id) == (("Ada Brook",), "17")


def test_bad_lines_are_named_and_the_others_read() -> None:
    lines = [
        *(f'{{"text": "{TEXT}"}}', "{broken", "", "[1, 2]", '"text"', '{"title": "x"}', '{"text": " "}', '{"text": 7}'),
        *(
            f'{{"text": ["{TEXT}"]}}',
            "null",
            f'{{"text": "{TEXT}", "id": "z"}}',
        ),
    ]
    found = read("\n".join(lines))
    expected = [
        Article,
        InputError,
        InputError,
        InputError,
        EmptyInput,
        EmptyInput,
        InvalidField,
        InvalidField,
        InputError,
        Article,
    ]
    assert [type(f) for f in found] == expected
    assert [f.name for f in found if isinstance(f, InputError)] == [f"news.jsonl:{n}" for n in (2, 4, 5, 6, 7, 8, 9, 10)]
    assert all("\n" not in str(f) for f in found)


def test_a_text_of_a_wrong_type_is_named() -> None:
    (found,) = read('{"text": ["x"]}')
    assert str(found) == "news.jsonl:1: text: is an array; give a string"


def test_what_read_prints_can_be_read() -> None:
    (found,) = read(json.dumps({"article": {"id": "q", "text": TEXT, "wire": [], "language": "en"}, "attributions": []}))
    assert isinstance(found, Article)
    assert (found.id, found.text) == ("q", TEXT)


def test_a_header_is_only_looked_for_in_plain_text() -> None:
    found = one(text=f"Title: x\n{TEXT}")
    assert isinstance(found, Article)
    assert found.text == f"Title: x\n{TEXT}"


def test_text_is_cleaned_as_everywhere() -> None:
    (found,) = read('{"text": "He said \\u0093no\\u0094.\\r\\nThe end \\ud800 \\u0000 \\ud83d\\ude00\\n"}')
    assert isinstance(found, Article)
    assert found.text == "He said “no”.\nThe end �   😀"


def test_raw_control_characters_inside_of_strings_are_forgiven() -> None:
    (found,) = read('{"text": "one\ttwo"}')
    assert isinstance(found, Article)
    assert found.text == "one\ttwo"


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_what_the_user_says_wins_over_what_articles_say(format: str) -> None:
    lines = f'{{"text": "{TEXT}", "outlet": "Post", "title": "Own"}}\n{{"text": "{TEXT}"}}'
    found = read(lines, format=format, defaults=Fields(outlet="Gazette", published="2 June 2023"))
    assert [(f.outlet, f.published, f.title) for f in found if isinstance(f, Article)] == [
        ("Gazette", "2023-06-02", "Own"),
        ("Gazette", "2023-06-02", None),
    ]


def test_what_the_user_says_wins_over_a_single_object() -> None:
    data = json.dumps({"text": TEXT, "title": "Own", "outlet": "Post", "published": "2011-01-01"}, indent=1)
    (found,) = read(data, format="json", defaults=Fields(title="Mine", outlet="Gazette", published="2023-06-02"))
    assert isinstance(found, Article)
    assert (found.title, found.outlet, found.published) == ("Mine", "Gazette", "2023-06-02")


def test_the_same_text_in_two_outlets_is_two_articles() -> None:
    ids = [f.id for f in read(f'{{"text": "{TEXT}", "outlet": "Post"}}\n{{"text": "{TEXT}", "outlet": "Echo"}}') if isinstance(f, Article)]
    assert len(set(ids)) == 2
    assert all(len(i) == 16 and int(i, 16) >= 0 for i in ids)


def test_another_language_on_one_line_is_refused_there_alone() -> None:
    german = "Die Bundesregierung hat am Montag angekündigt, dass sie die Hilfen für das Land im nächsten Jahr fortsetzen werde."
    found = read(f'{{"text": "{german}"}}\n{{"text": "{TEXT}"}}')
    assert isinstance(found[0], NotEnglish)
    assert isinstance(found[1], Article)


@pytest.mark.parametrize("dump", [json.dumps, lambda v: json.dumps(v, indent=2)])
def test_documents(tmp_path: Path, dump: object) -> None:
    path = tmp_path / "news.json"
    path.write_text(dump([{"text": TEXT, "id": "1"}, 5, {"text": TEXT, "id": "2"}]))  # type: ignore[operator]
    found = list(articles(path))
    assert [f.id for f in found if isinstance(f, Article)] == ["1", "2"]
    assert [f.name for f in found if isinstance(f, InputError)] == [f"{path}, article 2"]
    path.write_text(dump({"text": TEXT, "id": "3"}))  # type: ignore[operator]
    assert article(path).id == "3"


def test_json_lines_under_the_name_of_json(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(f'{{"text": "{TEXT}"}}\n{{"text": \n{{"text": "{TEXT}"}}\n')
    assert [type(f) for f in articles(path)] == [Article, InputError, Article]


def test_a_document_that_is_cut_off_loses_only_its_last_article(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text(json.dumps([{"text": TEXT}, {"text": TEXT}, {"text": TEXT}], indent=1)[:-30])
    found = list(articles(path))
    assert [type(f) for f in found] == [Article, Article, InputError]
    assert "line 8" in str(found[-1])


def test_reading_goes_on_after_a_broken_article_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text('[\n  {"text": "' + TEXT + '"},\n  {"text": oops},\n  {"text": "' + TEXT + '"}\n]')
    assert [type(f) for f in articles(path)] == [Article, InputError, Article]


def test_objects_on_end(tmp_path: Path) -> None:
    path = tmp_path / "news.json"
    path.write_text("\n".join(json.dumps({"article": {"text": TEXT}}, indent=2) for _ in range(3)))
    assert [type(f) for f in articles(path)] == [Article] * 3


def test_arrays_on_end() -> None:
    array = json.dumps([{"text": TEXT}])
    for data in (f"{array}\n{array}", array * 2, f"\ufeff{array}\n\ufeff{array}\n", f"{array}\n[]\n{json.dumps({'text': TEXT})}"):
        assert [type(f) for f in read(data, format="json")] == [Article] * 2


def test_what_follows_an_array_is_not_lost_without_an_error() -> None:
    array = json.dumps([{"text": TEXT}])
    found = read(f"{array}\nand so on", format="json")
    assert [type(f) for f in found] == [Article, InputError]
    assert str(found[1]) == "news.jsonl, article 2: is not valid JSON from line 2 on, and nothing more can be read after it"
    assert [type(f) for f in read(f"{array}\nand so on\n{array}", format="json")] == [Article, InputError, Article]
    assert [type(f) for f in read(f"{array}]", format="json")] == [Article, InputError]


def test_an_array_without_an_end_is_told() -> None:
    found = read(json.dumps([{"text": TEXT}])[:-1] + ",", format="json")
    assert [type(f) for f in found] == [Article, InputError]
    assert "cut off" in str(found[1])


@pytest.mark.parametrize(("format", "joint"), [("json", ","), ("jsonl", "\n")])
def test_a_flood_of_errors_is_summed_up_and_what_comes_after_it_is_read(format: str, joint: str) -> None:
    good = json.dumps({"text": TEXT})
    data = joint.join([good, *["1"] * 5000, good])
    found = read(f"[{data}]" if format == "json" else data, format=format)
    assert [i for i, f in enumerate(found) if isinstance(f, Article)] == [0, MOST_ERRORS + 2]
    assert str(found[-2]).startswith("news.jsonl: 4,000 more in a row cannot be read; ")


def test_a_vast_array_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.jsonl.MOST_ITEMS", 20_000)
    found = read("[" + "1," * 1_000_000 + "1]", format="json")
    assert len(found) == MOST_ERRORS + 1
    assert str(found[-1]).startswith("news.jsonl: 19,001 more in a row")


def test_more_articles_than_a_document_may_hold_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.jsonl.MOST_ITEMS", 2)
    found = read(json.dumps([{"text": TEXT}] * 4), format="json")
    assert [type(f) for f in found] == [Article, Article, InputError]
    assert "more than 2 articles" in str(found[2])


def test_an_empty_list_is_an_empty_input() -> None:
    assert [type(f) for f in read("[]", format="json")] == [EmptyInput]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_other_encodings(encoding: str) -> None:
    line = json.dumps({"text": f"“Café”, he said. {TEXT}"}, ensure_ascii=False)
    found = read(f"{line}\n{line}".encode(encoding))
    assert [f.text[:6] for f in found if isinstance(f, Article)] == ["“Café”"] * 2


def test_a_binary_line_is_not_text() -> None:
    found = read(f'{{"text": "{TEXT}"}}\n'.encode() + b"\x00\x01\xff\n" + f'{{"text": "{TEXT}"}}'.encode())
    assert [type(f) for f in found] == [Article, NotText, Article]


@pytest.mark.parametrize(
    "hostile",
    ["[" * 1_000_000, '{"a":' * 1_000_000, '{"a":\n' * 10_000, '[{"a":1,\n' * 10_000, "9" * 100_000, '{"text": "' + "\\" * 99_999],
)
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_hostile_json_is_refused_and_nothing_breaks(hostile: str, format: str) -> None:
    found = read(hostile + "\n", format=format)
    assert found
    assert all(isinstance(f, InputError) for f in found)


def test_a_very_long_line_is_read() -> None:
    (found,) = read(json.dumps({"text": TEXT * 60_000}))
    assert isinstance(found, Article)
    assert len(found.text) == len(TEXT) * 60_000


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["id", "text", "title", "published", "outlet", "url", "byline", "article"]), JSON),
    st.sampled_from(["json", "jsonl"]),
)
def test_any_object_is_an_article_or_an_error(value: object, format: str) -> None:
    (found,) = read(json.dumps(value), format=format, force=True)
    assert isinstance(found, Article | InputError)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_as_many_results_as_lines(texts: list[str]) -> None:
    found = read("".join(json.dumps({"text": t}) + "\n" for t in texts) or "\n", format="jsonl", force=True)
    assert len(found) == max(len(texts), 1)
