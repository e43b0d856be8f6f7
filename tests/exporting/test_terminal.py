import io
import re
from collections.abc import Callable

import msgspec
import pytest
from rich.cells import cell_len

from onrecord.exporting.page import page
from onrecord.exporting.terminal import Printer, console_for
from onrecord.exporting.views import NOT_NAMED
from onrecord.model import Excerpt, Reading

_CODE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


class _Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class _Pipe(io.StringIO):
    encoding = "utf-8"


class _AsciiPipe(io.StringIO):
    encoding = "ascii"


def _shown(*readings: Reading, file: io.StringIO | None = None, width: int = 100) -> str:
    file = file or _Pipe()
    printer = Printer(console_for(file, width=width))
    for reading in readings:
        printer.print(reading)
    return file.getvalue()


def _flat(shown: str) -> str:
    return " ".join(shown.split())


def test_a_pipe_gets_no_codes_and_still_tells_source_cue_and_content_apart(example: Reading) -> None:
    shown = _shown(example)
    assert "\x1b" not in shown
    assert "⟦The harbour of Port Ellery will reopen on Monday⟧¹, ⟨Mayor Ana Ruiz⟩¹ {told}¹" in _flat(shown)


def test_the_explanation_has_the_mentions_that_led_to_a_speaker(example: Reading) -> None:
    chains = "2 “she” → “Ana Ruiz” → Ana Ruiz (person), confidence 0.98", '2 "she" -> "Ana Ruiz" -> Ana Ruiz'
    for file, chain in zip((_Pipe(), _AsciiPipe()), chains, strict=True):
        Printer(console_for(file, width=100), explain=True).print(example)
        assert chain in _flat(file.getvalue())
    assert "Who is speaking" not in _shown(example)


def test_nested_shared_and_split_words_carry_their_numbers(example: Reading) -> None:
    shown = _flat(_shown(example))
    assert "⟦⟨a chemist⟩⁶ had {warned}⁶ him that ⟦“nobody looked at the mud.”⟧⁶⟧⁵" in shown
    assert "⟨⟨she⟩³⟩²" in shown
    assert "⟦“We have nothing to hide,”⟧⁹ ⟨a letter to shareholders⟩⁹" in shown
    assert "⟦“and we will pay for every net.”⟧⁹" in shown
    assert "{It is feared}¹⁰" in shown


def test_the_table_has_a_row_for_each_attribution(example: Reading) -> None:
    table = _shown(example, width=120).split("conf.")[-1]
    rows = [line for line in table.splitlines() if re.match(r" *\d+  ", line)]
    assert [int(r.split()[0]) for r in rows] == list(range(1, 15))
    assert re.search(r"she = Ana Ruiz +said +“The water is clean,” +direct +0\.95", rows[1])
    assert rows[5].rstrip().endswith("5")
    assert "(not named)" in rows[9]
    assert "not" in table
    assert "asserted" in table
    assert "(no content)" in rows[11]


def test_title_outlet_and_date_stand_above(example: Reading) -> None:
    shown = _shown(example)
    assert "Port Ellery’s harbour to reopen" in shown
    assert "Westcoast Evening Post · 2024-05-17 · https://evening-post.example/port-ellery" in shown


def test_the_legend_is_printed_once(example: Reading) -> None:
    shown = _shown(example, example, example)
    assert shown.count("⟨source⟩") == 1
    assert shown.count("⟨Mayor Ana Ruiz⟩") == 3


def test_long_contents_are_shortened_between_words_in_the_table_and_whole_in_the_text(simple: Callable[..., Reading]) -> None:
    words = " ".join(f"word{i}" for i in range(60))
    shown = _shown(simple(f"Ann said {words}.", ("Ann", words)), width=200)
    table = shown.split("conf.")[-1]
    assert "…" in table
    assert "word59" not in table
    assert "word59⟧¹" in shown


def test_a_terminal_gets_colours_and_the_same_words(example: Reading) -> None:
    coloured = _shown(example, file=_Terminal())
    assert re.search(r"\x1b\[1;36mMayor Ana Ruiz", coloured)
    assert re.search(r"\x1b\[3;33mtold", coloured)
    assert re.search(r"\x1b\[32mThe harbour", coloured)
    assert re.search(r"\x1b\[35m“nobody looked", coloured), "content inside content has its own colour"
    assert _flat(_CODE.sub("", coloured)) == _flat(_shown(example))


def test_no_color_leaves_bold_and_italic_but_no_colour(example: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    codes = set(_CODE.findall(_shown(example, file=_Terminal())))
    assert "\x1b[1m" in codes
    assert not {c for c in codes if re.search(r"[;\[](3|9)[0-7]m", c)}


def test_force_color_colours_a_pipe(example: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;36m" in _shown(example)


def test_a_dumb_terminal_gets_no_codes(example: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    shown = _shown(example, file=_Terminal())
    assert "\x1b" not in shown
    assert "⟨Mayor Ana Ruiz⟩¹" in shown


@pytest.mark.parametrize("width", [10, 20, 40, 75, 76, 80, 200])
def test_no_line_is_wider_than_the_terminal(example: Reading, width: int) -> None:
    for line in _shown(example, width=width).splitlines():
        assert cell_len(line.rstrip()) <= width, line


def test_what_is_not_usual_stands_under_the_content(example: Reading) -> None:
    shown = _flat(_shown(example, width=120))
    assert "at the town hall; to reporters; 2024-05-16" in shown
    assert "deny" in shown
    assert "distancing" in shown
    assert "neutral" not in shown
    assert "probable" in shown


def test_a_narrow_terminal_gets_a_list_with_everything_in_it(example: Reading) -> None:
    shown = _flat(_shown(example, width=40))
    assert "6. a chemist, warned “nobody looked at the mud.” warn; to him direct, confidence 0.88, inside 5" in shown
    assert "10. (not named), It is feared" in shown
    assert "indirect, not asserted, confidence 0.64" in shown


@pytest.mark.parametrize("width", [40, 100])
def test_very_long_words_are_broken_and_kept_whole(simple: Callable[..., Reading], width: int) -> None:
    long = "x" * 500
    shown = _shown(simple(f"Ann said {long}.", ("Ann", long)), width=width)
    assert all(cell_len(line.rstrip()) <= width for line in shown.splitlines())
    text = shown.split("⟨Ann⟩")[1]
    assert f"⟦{long}⟧¹." in "".join(text.split())


_HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u202c\u200b\r\x08\x7f\x1bP1$r\x1b\\"


def test_nothing_in_an_article_reaches_the_terminal_as_a_command(simple: Callable[..., Reading]) -> None:
    source, content = f"A{_HOSTILE}nn", f"it{_HOSTILE}rains"
    reading = simple(
        f"{source} said {content}.",
        (source, content),
        title=f"T{_HOSTILE}",
        outlet=f"O{_HOSTILE}\n",
        published=f"2024{_HOSTILE}",
        url=f"http://x/{_HOSTILE}",
    )
    for width in (40, 120):
        for file in (_Terminal(), _Pipe()):
            shown = _CODE.sub("", _shown(reading, file=file, width=width))
            assert not set(shown) & set(_HOSTILE) - set(map(chr, range(0x20, 0x7F))), "only printable characters are left"
            flat = "".join(shown.split())
            assert "␛[2J␛]0;owned␇\\x9b31m\\u202eevil\\u202c\\u200b␍␈␡" in flat


def test_rich_markup_and_emoji_codes_in_an_article_are_only_text(simple: Callable[..., Reading]) -> None:
    words = "[bold]loud[/] [/] [link=http://x]y[/link] :smile: [red"
    reading = simple(f"Ann said {words} today.", ("Ann", words), title="[blink]T[/blink]", outlet="[/]")
    for width in (40, 200):
        shown = _flat(_CODE.sub("", _shown(reading, file=_Terminal(), width=width)))
        assert f"⟦{words}⟧¹" in shown
        assert all(shown.count(word) >= 2 for word in words.split()), "in the text and in the table"
        assert "[blink]T[/blink]" in shown


def test_an_encoding_without_our_brackets_gets_plain_ones(example: Reading) -> None:
    shown = _shown(example, file=_AsciiPipe())
    assert "[The harbour of Port Ellery will reopen on Monday]1, <Mayor Ana Ruiz>1 {told}1" in _flat(shown)
    assert not set(shown) & set("⟦⟨¹─")


def test_an_article_without_attributions_says_so(simple: Callable[..., Reading]) -> None:
    shown = _shown(simple("It rained."))
    assert "It rained." in shown
    assert "No attributions found." in shown
    assert "conf." not in shown


def test_paragraphs_stay_apart_and_wide_characters_are_counted(simple: Callable[..., Reading]) -> None:
    shown = _shown(simple("One.\n\n" + "日本語" * 40), width=40)
    assert "One.\n\n日本語" in shown
    assert all(cell_len(line.rstrip()) <= 40 for line in shown.splitlines())


def test_an_inside_that_points_nowhere_is_left_empty(example: Reading) -> None:
    lonely = Reading(example.article, (example.attributions[5],))
    assert "5" not in _shown(lonely, width=120).split("conf.")[-1]
    assert ", inside" not in _shown(lonely, width=40)


def _table_of(shown: str) -> list[str]:
    lines = shown.splitlines()
    return lines[next(i for i, line in enumerate(lines) if "conf." in line) :]


def test_a_table_at_80_columns_gives_its_room_to_the_content(example: Reading) -> None:
    heading, rule, *rows = _table_of(_shown(example, width=80))
    assert cell_len(heading) == cell_len(rule) == 80
    assert heading.endswith("kind      conf.  in"), "no margin on the right, and no column wider than its words"
    assert heading.index("kind") - heading.index("content") >= 29
    assert rows[0].startswith(" 1  Mayor Ana Ruiz  told ")


def test_short_sources_leave_their_room_to_the_content(simple: Callable[..., Reading]) -> None:
    heading = _table_of(_shown(simple("Ann said it rains.", ("Ann", "it rains")), width=80))[0]
    assert heading.startswith("#  source  cue  content ")


def test_a_column_of_outer_attributions_is_there_only_where_there_are_some(simple: Callable[..., Reading], example: Reading) -> None:
    heading = _table_of(_shown(simple("Ann said it rains.", ("Ann", "it rains")), width=80))[0]
    assert heading.endswith("conf.")
    assert cell_len(heading) == 80
    rows = _table_of(_shown(example, width=80))
    assert next(r for r in rows if r.startswith(" 6 ")).endswith(" 0.88   5")


@pytest.mark.parametrize("width", [76, 80, 120])
def test_cues_keep_their_words_whole(example: Reading, width: int) -> None:
    cue = Excerpt("is mischaracterized", ((0, 2),))
    long = msgspec.structs.replace(example, attributions=(msgspec.structs.replace(example.attributions[0], cue=cue),))
    table = "\n".join(_table_of(_shown(long, width=width)))
    assert "mischaracterized" in table
    assert all(cell_len(line) <= width for line in table.splitlines())


def test_a_kind_that_is_not_asserted_breaks_between_its_words(example: Reading) -> None:
    row, *more = (line for line in _table_of(_shown(example, width=80)) if "0.64" in line or line.split()[-1:] in (["not"], ["asserted"]))
    assert "indirect" in row
    assert "indirect," not in row
    assert [m.split()[-1] for m in more] == ["not", "asserted"]


def test_one_wording_says_that_no_source_is_named(example: Reading) -> None:
    assert NOT_NAMED in _shown(example)
    assert NOT_NAMED in page([example])
