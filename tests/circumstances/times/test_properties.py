import re
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.circumstances.times import times_in

_PIECES = """
    the a of in on from to between and last next this early late mid - , . ' / : ( June May Sept. 1 3 12 31 99 1989 2019 2026-02-29
    12/31/1999 1990s '90s first third second quarter year years week weekend month day days century decade ago earlier later Friday Sat
    today yesterday tonight morning night p.m. noon Christmas Easter summer fall half now past future two twenty nineteen ninety thousand
    will said fiscal Q3 BC people $ before after current latest following that coming 9999 1000 0000 million end beginning 1st 20th by
    until is
"""
_WORDS = st.sampled_from(_PIECES.split())
_TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(_WORDS, st.text(max_size=6)), max_size=30).map(" ".join),
    st.lists(_WORDS, max_size=30).map("".join),
)
_DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date(1, 1, 1), date(9999, 12, 31), date(2024, 2, 29), date(1900, 1, 1)]))
_VALUE = re.compile(r"\d{4}(-\d{2}(-\d{2}(/\d{4}-\d{2}-\d{2})?)?)?")


@settings(deadline=None, max_examples=300, derandomize=True)
@given(_TEXTS, _DAYS)
def test_spans_are_in_order_and_values_are_iso(text: str, reference: date | None) -> None:
    end = 0
    for found in times_in(text, reference):
        assert end <= found.span[0] < found.span[1] <= len(text)
        words = text[slice(*found.span)]
        assert words == words.strip()
        end = found.span[1]
        if found.value is not None:
            assert _VALUE.fullmatch(found.value)
            first, _, last = found.value.partition("/")
            days = [date.fromisoformat(d + "-01-01"[len(d) - 10 :] if len(d) < 10 else d) for d in (first, last) if d]
            assert days == sorted(days)
        if reference is None and found.relative:
            assert found.direction is None or found.grain in ("vague", "day", "time") or found.value is None


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2190, 1, 1)), st.dates(min_value=date(1700, 1, 1), max_value=date(2190, 1, 1)))
def test_a_full_date_means_the_same_on_every_day(day: date, reference: date) -> None:
    for form in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%B} {day.year}", f"{day:%m/%d}/{day.year}", day.isoformat()):
        (found,) = times_in(f"Lind spoke on {form}, they said.", reference)
        assert (found.value, found.relative) == (day.isoformat(), False)


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.dates(min_value=date(1700, 1, 1), max_value=date(2190, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_a_week(reference: date, ahead: int) -> None:
    name = f"{date(2024, 1, 1 + ahead):%A}"
    (past,), (future,) = times_in(f"Lind spoke on {name}.", reference), times_in(f"Lind will speak on {name}.", reference)
    assert 0 <= (reference - date.fromisoformat(past.value or "")).days < 7
    assert 0 <= (date.fromisoformat(future.value or "") - reference).days < 7
