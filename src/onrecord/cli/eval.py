"""``onrecord eval``."""

from typing import Annotated

import typer

from onrecord.cli.claims import TellFormat, as_json, chosen
from onrecord.cli.ending import complain, ending
from onrecord.cli.epilogs import epilog
from onrecord.cli.options import filled

__all__ = ["EPILOG", "eval_"]

EPILOG = epilog(
    "onrecord eval gold.jsonl read.jsonl",
    "onrecord read articles/ --format jsonl | onrecord eval gold.jsonl - --format table",
    "onrecord eval corrected/ read.jsonl --by-article",
    "onrecord eval polnear/ theirs.jsonl.gz --annotator coder1 --format json",
    "onrecord eval gold.jsonl",
    codes="0 all was compared; 1 something could not be read, and the rest was compared; 2 the command was wrong",
    also="onrecord read and export --format brat; docs/scoring.md, where every figure is defined",
)

_MOST_TOLD = 50


def eval_(  # noqa: PLR0917 - each is an option of the command line
    gold: Annotated[
        str,
        typer.Argument(
            metavar="GOLD",
            help="What is right: a file of JSON Lines or JSON, also compressed, or a folder of .txt and .ann files; with texts.",
            show_default=False,
        ),
    ],
    found: Annotated[
        str | None,
        typer.Argument(
            metavar="PRED",
            help="What a system found, in any of these forms; - is standard input. "
            "Left out, the annotators of GOLD are held against one another.",
            show_default=False,
        ),
    ] = None,
    annotator: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            callback=filled,
            help="Whose annotations are right, where GOLD has several annotators. Left out, the first by name in each article.",
            show_default=False,
        ),
    ] = None,
    each_annotator: Annotated[bool, typer.Option("--each-annotator", help="Take the mean over all annotators of each article.")] = False,
    nested: Annotated[
        bool | None,
        typer.Option(
            "--nested/--no-nested",
            help="Whether attributions inside others count. Left out, they count where GOLD has some.",
            show_default=False,
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(metavar="NUMBER", min=0.0, max=1.0, help="Leave out of PRED what is less certain, from 0 to 1.", show_default=False),
    ] = 0.0,
    by_article: Annotated[bool, typer.Option("--by-article", help="Show the scores of each article too.")] = False,
    format: Annotated[
        TellFormat | None,
        typer.Option("--format", "-f", help="Left out, a table in a terminal and json elsewhere.", show_default=False),
    ] = None,
) -> None:
    """Score attributions of any system against gold, or annotators against one another.

    GOLD and PRED are what `onrecord read` writes, or plainer JSON with the same names, or folders as brat and PolNeAR have them.
    Articles are the same by their ids, else by their texts. What GOLD does not mark (say, dates) is not scored.
    """
    if annotator is not None and (each_annotator or found is None):
        raise typer.BadParameter("it goes with PRED, and without --each-annotator.", param_hint="--annotator")
    with ending():
        from onrecord.cli.output import standard_output  # noqa: PLC0415
        from onrecord.scoring.evaluating import evaluate  # noqa: PLC0415
        from onrecord.scoring.showing import object_of, table  # noqa: PLC0415

        told = evaluate(
            gold, found, annotator=annotator, whose="each" if each_annotator else "first", nested=nested, min_confidence=min_confidence
        )
        for error in told.errors[:_MOST_TOLD]:
            complain(str(error))
        if len(told.errors) > _MOST_TOLD:
            complain(f"and {len(told.errors) - _MOST_TOLD:,} more like these")
        if chosen(format) is TellFormat.JSON:
            as_json(object_of(told, by_article=by_article))
        else:
            standard_output(utf8=False).writelines(line + "\n" for line in table(told, by_article=by_article))
        if told.errors:
            raise typer.Exit(1)
