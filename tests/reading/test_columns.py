import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InvalidField
from onrecord.reading.columns import FIELDS, Columns
from onrecord.reading.drafts import Fields


def test_the_fields_are_those_of_an_article() -> None:
    assert sorted(FIELDS) == sorted(["text", *Fields.__struct_fields__])


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        (["id", "text", "title", "published", "outlet", "url", "byline"], "id text title published outlet url byline"),
        (["Title", "authors", "date_publish", "maintext", "source_domain", "url"], "title byline published text outlet url"),
        (["author", "title", "description", "url", "publishedAt", "content", "source"], "byline title - url published text outlet"),
        (
            ["", "id", "title", "publication", "author", "date", "year", "month", "url", "content"],
            "- id title outlet byline published - - url text",
        ),
        (["webTitle", "webUrl", "webPublicationDate", "bodyText"], "title url published text"),
        (["headline", "pub_date", "web_url", "Body"], "title published url text"),
        (["Article Body", "Head-Line", "crawl_date", "timestamp"], "text title - -"),
        (["text", "body", "Text"], "text - -"),
        ([], ""),
    ],
)
def test_the_names_that_crawlers_use(names: list[str], fields: str) -> None:
    found = {at: field for field, at in Columns().of(names).items()}
    assert [found.get(at, "-") for at in range(len(names))] == fields.split()


def test_the_surest_name_counts() -> None:
    assert Columns().of(["content", "source", "text", "publisher"]) == {"text": 2, "outlet": 3}


def test_what_the_user_names_is_looked_for_there_alone() -> None:
    columns = Columns({"text": "story", "outlet": "", "title": "source"})
    assert columns.of(["text", "story", "source", "outlet"]) == {"text": 1, "title": 2}
    assert columns.of(["Story", "source"]) == {"text": 0, "title": 1}
    with pytest.raises(InvalidField, match=r"there is no column 'story'; there are 'text', 'source'"):
        columns.of(["text", "source"])


def test_a_field_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidField, match=r"mapping: there is no field 'body'; there are id, text, "):
        Columns({"body": "text"})


def test_of_several_names_in_a_record_the_first_that_says_something_counts() -> None:
    pick = Columns().pick
    assert pick({"text": "a", "body": "b"}, "text") == ("text", "a")
    assert pick({"text": " ", "body": None, "Content": "c"}, "text") == ("Content", "c")
    assert pick({"content": {"text": "c"}, "story": "s"}, "text") == ("story", "s")
    assert pick({"text": 7, "body": "b"}, "text") == ("text", 7)
    assert pick({"pubDate": "2023"}, "published") == ("pubDate", "2023")
    assert pick({}, "text") == ("text", None)


def test_a_name_may_lead_into_objects() -> None:
    pick = Columns({"outlet": "source.name", "title": "a.b", "text": "x"}).pick
    assert pick({"source": {"name": "Post"}}, "outlet") == ("source.name", "Post")
    assert pick({"source": "Post"}, "outlet") == ("source.name", None)
    assert pick({"a.b": "1", "a": {"b": "2"}}, "title") == ("a.b", "1")
    assert pick({"text": "y"}, "text") == ("x", None)


def test_a_name_that_the_user_gave_to_one_field_is_not_that_of_another() -> None:
    columns = Columns({"title": "text"})
    assert columns.pick({"text": "a", "body": "b"}, "text") == ("body", "b")
    assert columns.pick({"text": "a"}, "text") == ("text", None)


@given(st.dictionaries(st.text(), st.none() | st.text() | st.integers()), st.sampled_from(FIELDS))
def test_any_record_gives_one_of_its_values_or_none(record: dict[str, object], field: str) -> None:
    name, value = Columns().pick(record, field)
    assert value is None or record[name] is value
