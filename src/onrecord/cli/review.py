"""``onrecord review …``: saying of attributions whether they are right, and what was said."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.ending import ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.options import filled
from onrecord.cli.records import RecordOption, opened

if TYPE_CHECKING:
    from onrecord.model import Article, Attribution
    from onrecord.record import LoggedReview, Record

__all__ = ["app"]

EPILOG = epilog(
    "onrecord review confirm 311 312",
    'onrecord review correct 311 --content "the bridge is safe" --speaker 12',
    'onrecord review add 7 --cue said --content "it will open in May" --source Lind',
    "onrecord review undo",
    "onrecord review export --training corrections/",
    notes="ID is the number of an attribution, as search shows it, or that of its article and its id there, such as 7#a3.",
    also="onrecord search --reviewed; docs/review.md",
)

app = typer.Typer(
    help="Say of attributions whether they are right, correct them, and export that as training data.",
    epilog=EPILOG,
    no_args_is_help=True,
    rich_markup_mode=None,
)


class ListFormat(StrEnum):
    """What the log is written as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Verdict(StrEnum):
    """What may have been said of an attribution."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    ADDED = "added"
    UNDO = "undo"


_By = Annotated[
    str | None, typer.Option(metavar="NAME", callback=filled, help="Who says so. Left out, the login name.", show_default=False)
]
_Note = Annotated[str | None, typer.Option(metavar="TEXT", callback=filled, help="Why; kept with the judgement.", show_default=False)]
_Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Numbers of the attributions.", show_default=False)]
_WORDS_OR_SPAN = "words of the article, or offsets such as 120-135; may be given several times, none for no words."
_Source = Annotated[list[str] | None, typer.Option(metavar="WORDS", help=f"Who it comes from: {_WORDS_OR_SPAN}", show_default=False)]
_Cue = Annotated[list[str] | None, typer.Option(metavar="WORDS", help=f"What lends it to the source: {_WORDS_OR_SPAN}", show_default=False)]
_Content = Annotated[list[str] | None, typer.Option(metavar="WORDS", help=f"What is said: {_WORDS_OR_SPAN}", show_default=False)]
_Speaker = Annotated[
    str | None,
    typer.Option(metavar="SPEAKER", help="Who it is: a number of the record, an id within the article, or unknown.", show_default=False),
]
_SpeakerName = Annotated[str | None, typer.Option(metavar="NAME", callback=filled, help="Who it is, by name.", show_default=False)]
_SpeakerType = Annotated[
    str, typer.Option(metavar="TYPE", help="With a name: person, organisation, group, place, document or outlet.", show_default=True)
]
_SaidOn = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="When it was said, such as 2026-03-05, 2026-03 or 2026-03-01/2026-03-05; or none.", show_default=False
    ),
]
_Act = Annotated[str | None, typer.Option(metavar="ACT", help="What the source does, such as deny or accuse.", show_default=False)]
_Stance = Annotated[str | None, typer.Option(metavar="STANCE", help="neutral, distancing or endorsing.", show_default=False)]
_Asserted = Annotated[
    bool | None, typer.Option("--asserted/--not-asserted", help="Whether the article says that it was said.", show_default=False)
]
_Via = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME", help="Who carried the words, nearest first; may be given several times, none for nobody.", show_default=False
    ),
]


def _one(review: "LoggedReview") -> str:
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    words = review.words.get("content") or review.words.get("cue", "")
    shown = words if len(words) <= 80 else words[:79] + "…"
    return one_line(f"review {review.number}: {review.verdict} {review.attribution or '(stands no more)'} “{shown}”")


def _each(ids: list[str], record: str, verdict: str, by: str | None, note: str | None) -> None:
    with ending(), opened(record) as kept:
        for id in ids:
            typer.echo(_one(kept.review(id, verdict, by=by, note=note)))  # type: ignore[arg-type]


@app.command(epilog=epilog("onrecord review confirm 311 312", also="onrecord review reject and undo; docs/review.md"))
def confirm(ids: _Ids, record: RecordOption = "news.db", by: _By = None, note: _Note = None) -> None:
    """Say that attributions are right as they stand.

    Their confidence is 1 from then on.
    """
    _each(ids, record, "confirmed", by, note)


@app.command(epilog=epilog('onrecord review reject 311 --note "a headline"', also="onrecord review confirm and undo; docs/review.md"))
def reject(ids: _Ids, record: RecordOption = "news.db", by: _By = None, note: _Note = None) -> None:
    """Say that something is no attribution; it is found no more, unless with search --reviewed rejected.

    It counts in no search, export or claim; undo brings it back as it was.
    """
    _each(ids, record, "rejected", by, note)


@app.command(
    epilog=epilog(
        'onrecord review correct 311 --content "the bridge is safe" --speaker 12',
        "onrecord review correct 7#a3 --act deny --said-on 2026-03-05",
        also="onrecord review add and undo; docs/review.md",
    )
)
def correct(  # noqa: PLR0917 - each is an option of the command line
    id: Annotated[str, typer.Argument(metavar="ID", help="Number of the attribution.", show_default=False)],
    record: RecordOption = "news.db",
    source: _Source = None,
    cue: _Cue = None,
    content: _Content = None,
    speaker: _Speaker = None,
    speaker_name: _SpeakerName = None,
    speaker_type: _SpeakerType = "person",
    said_on: _SaidOn = None,
    act: _Act = None,
    stance: _Stance = None,
    asserted: _Asserted = None,
    via: _Via = None,
    by: _By = None,
    note: _Note = None,
) -> None:
    """Say what is wrong with an attribution, by saying what is right.

    Only what is named changes. Words are looked for nearest to where the attribution stands; offsets, such as 120-135, leave no doubt.
    """
    given = _given(speaker, speaker_name, speaker_type, said_on, act, stance, asserted, via)
    words = {"source": source, "cue": cue, "content": content}
    if not given and not any(words.values()):
        raise typer.BadParameter("say what is right, such as --speaker 12.", param_hint="ID")
    with ending(), opened(record) as kept:
        hit = kept.attribution(id)
        article = kept.reading(hit.article["number"]).article
        changes = {**_places(words, article, hit.attribution), **given}
        typer.echo(_one(kept.review(hit.id, "corrected", changes=changes, by=by, note=note, expected=_state(hit.attribution))))


def _state(a: "Attribution") -> str:
    from onrecord.record import state_of  # noqa: PLC0415

    return state_of(a)


@app.command(
    epilog=epilog(
        'onrecord review add 7 --cue said --content "it will open in May" --source Lind',
        also="onrecord review correct and undo; docs/review.md",
    )
)
def add(  # noqa: PLR0917 - each is an option of the command line
    article: Annotated[
        int, typer.Argument(metavar="ARTICLE", min=1, help="Number of the article, as search shows it.", show_default=False)
    ],
    record: RecordOption = "news.db",
    source: _Source = None,
    cue: _Cue = None,
    content: _Content = None,
    speaker: _Speaker = None,
    speaker_name: _SpeakerName = None,
    speaker_type: _SpeakerType = "person",
    said_on: _SaidOn = None,
    act: _Act = None,
    stance: _Stance = None,
    asserted: _Asserted = None,
    via: _Via = None,
    by: _By = None,
    note: _Note = None,
) -> None:
    """Add an attribution that was not found in an article.

    It is found by searches and exports like any other, with a confidence of 1.
    """
    given = _given(speaker, speaker_name, speaker_type, said_on, act, stance, asserted, via)
    with ending(), opened(record) as kept:
        words = {"content": content, "cue": cue, "source": source}
        changes = {**_places(words, kept.reading(article).article, None), **given}
        typer.echo(_one(kept.add_attribution(article, changes, by=by, note=note)))


def _given(  # noqa: PLR0917
    speaker: str | None,
    name: str | None,
    type: str,
    said_on: str | None,
    act: str | None,
    stance: str | None,
    asserted: bool | None,
    via: list[str] | None,
) -> dict[str, Any]:
    """The changes that are no words of the article."""
    if speaker is not None and name is not None:
        raise typer.BadParameter("give either --speaker or --speaker-name.", param_hint="--speaker")
    out: dict[str, Any] = {"act": act, "reporter_stance": stance, "asserted": asserted}
    out = {field: value for field, value in out.items() if value is not None}
    if name is not None:
        out["speaker"] = {"name": name, "type": type}
    elif speaker is not None:
        number = speaker.isdecimal() and len(speaker) < 18
        out["speaker"] = None if speaker == "unknown" else {"number": int(speaker)} if number else {"id": speaker}
    if said_on is not None:
        out["said_on"] = None if said_on == "none" else said_on
    if via:
        out["via"] = [] if via == ["none"] else via
    return out


_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})\Z")


def _places(words: "dict[str, list[str] | None]", article: "Article", a: "Attribution | None") -> dict[str, Any]:
    """Where words stand in an article: nearest to where the attribution has its own, or its content."""
    from onrecord.errors import InvalidField  # noqa: PLC0415
    from onrecord.record.anchoring import located  # noqa: PLC0415

    out: dict[str, Any] = {}
    for field, given in words.items():
        if not given:
            continue
        there = [x for x in (getattr(a, field, None), getattr(a, "content", None), getattr(a, "cue", None)) if x]
        near = there[0].spans[0][0] if there else next((spans[0][0] for spans in out.values() if spans), 0)
        spans = []
        for one in [] if given == ["none"] else given:
            match = _SPAN.match(one)
            span = (int(match[1]), int(match[2])) if match else located(article.text, one, near)
            if span is None:
                raise InvalidField(f"the article has no words {one[:80]!r}; copy them from it, or give offsets such as 120-135", field)
            spans.append(span)
        out[field] = spans
    return out


@app.command(epilog=epilog("onrecord review undo", "onrecord review undo 4", also="onrecord review log; docs/review.md"))
def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help="Number of the review; left out, the last that holds.", show_default=False)
    ] = None,
    record: RecordOption = "news.db",
    by: _By = None,
    note: _Note = None,
) -> None:
    """Let a review no longer hold; all is as it was before.

    Undoing an undoing lets it hold again. A review that later ones of the same attribution rest on is undone after them.
    """
    with ending(), opened(record) as kept:
        undone = kept.undo_review(number, by=by, note=note)
        typer.echo(f"review {undone.number} ({undone.verdict}) no longer holds")


@app.command(
    epilog=epilog(
        "onrecord review log --verdict corrected", "onrecord review log --format csv > log.csv", also="onrecord review undo; docs/review.md"
    )
)
def log(  # noqa: PLR0917 - each is an option of the command line
    record: RecordOption = "news.db",
    article: Annotated[int | None, typer.Option(metavar="NUMBER", min=1, help="Only of this article.", show_default=False)] = None,
    verdict: Annotated[Verdict | None, typer.Option(help="Only this verdict.", show_default=False)] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", callback=filled, help="Only by this person.", show_default=False)] = None,
    lost: Annotated[bool, typer.Option("--lost", help="Only what holds, but stands in no article any more.")] = False,
    all_: Annotated[bool, typer.Option("--all", help="What was judged of speakers and of claims, too.")] = False,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many to show.")] = 100,
    format: Annotated[
        ListFormat | None, typer.Option("--format", "-f", help="Left out, a table in a terminal and json elsewhere.", show_default=False)
    ] = None,
) -> None:
    """List what was said of attributions, the latest first: when, by whom, and what it changed.

    What was undone stays in the list, and with --all it holds what was judged of speakers and claims, too.
    """
    from onrecord.cli.review_lists import write_entries, write_reviews  # noqa: PLC0415

    if all_ and (article or verdict or lost):
        raise typer.BadParameter("goes with --by and --limit alone.", param_hint="--all")
    with ending(), opened(record) as kept:
        if all_:
            write_entries(kept.log(by=by, newest_first=True, limit=limit), format)
        else:
            write_reviews(_found(kept, article, verdict, by, lost=lost)[::-1][:limit], format)


def _found(kept: "Record", article: int | None, verdict: Verdict | None, by: str | None, *, lost: bool) -> "list[LoggedReview]":
    asked: Callable[..., Any] = kept.reviews
    found = asked(
        article=article, verdict=verdict.value if verdict else None, by=by, holds=True if lost else None, stands=False if lost else None
    )
    return [r for r in found if not lost or r.undoes is None]


@app.command(epilog=epilog("onrecord review export --training corrections/", also="training/README.md; docs/review.md"))
def export(
    training: Annotated[str, typer.Option(metavar="FOLDER", callback=filled, help="Where to: a new folder.", show_default=False)],
    record: RecordOption = "news.db",
) -> None:
    """Write what was reviewed as training data, in the form that training/ reads.

    Articles of which everything was judged teach what is no attribution, too; the others are written apart.
    """
    from onrecord.exporting.training import export_training  # noqa: PLC0415
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    with ending(), opened(record) as kept:
        done = export_training(kept, training)
        told = f"{done.articles} articles reviewed as a whole, {done.partial} in part"
        told += f": {done.attributions} attributions, {done.rejected} rejected"
        typer.echo(one_line(f"{done.folder}: {told}" + (f"; {done.missing} reviews stand no more" if done.missing else "")))
