"""Finding with a network of rules, so that what is tested is all but the learned part."""

from itertools import pairwise

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from onrecord.attribution.finding import BUDGET, Finder
from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.windows import Window
from onrecord.attribution.words import Words
from onrecord.model import Span

SAID, DOT, MARK, OTHER = 1001, 1002, 1003, 1004


def tokenizer() -> Tokenizer:
    t = Tokenizer(WordLevel({"said": SAID, ".": DOT, "“": MARK, "[UNK]": OTHER}, unk_token="[UNK]"))
    t.pre_tokenizer = Whitespace()
    return t


class RuleNetwork:
    """Takes every "said" for a cue, the word before it for the source, and the words after it up to the full stop for the content."""

    transitions = np.zeros((7, 7), dtype=np.float32)

    def __init__(self) -> None:
        self.longest = 0

    def encode(self, ids: Ints, features: Ints, habit: Ints, first: Ints) -> tuple[Floats, Floats, Floats]:
        assert features.shape == (1, ids.shape[1], 3)
        self.longest = max(self.longest, ids.shape[1])
        words = ids[0, first[0]]
        scores = np.where(words == SAID, 5.0, -5.0).astype(np.float32)
        return scores, words[:, None].astype(np.float32), ids[..., None].astype(np.float32)

    def tag(self, projected: Floats, anchors: Ints) -> Floats:
        words = projected[:, 0]
        out = np.zeros((len(anchors), len(words), 7), dtype=np.float32)
        for row, anchor in zip(out, anchors, strict=True):
            row[:, 0] = 4
            if anchor:
                row[anchor - 1, 1] = 9
            row[anchor, 3] = 9
            for i in range(anchor + 1, len(words)):
                if words[i] == DOT:
                    break
                row[i, 5 if i == anchor + 1 else 6] = 9
        return out


def found(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        tuple([text[s:e] for s, e in spans] for spans in (f.source, f.cue, f.content))  # type: ignore[misc]
        for f in Finder(RuleNetwork(), tokenizer()).find(text)
    ]


def test_spans_are_exact_pieces_of_the_text() -> None:
    assert found("Then  Ode   said they  leave. It rained.") == [(["Ode"], ["said"], ["they  leave"])]


def test_attributions_come_in_reading_order() -> None:
    assert [a[0] for a in found("Ode said yes. Holm said no. Brandt said maybe.")] == [["Ode"], ["Holm"], ["Brandt"]]


def test_no_piece_goes_on_over_a_blank_line() -> None:
    assert found("Ode said they leave\n\nand stay.") == [(["Ode"], ["said"], ["they leave", "and stay"])]


def test_a_long_text_is_read_in_windows_and_nothing_is_lost_or_found_twice() -> None:
    text = "\n\n".join(f"Person{i} said word {i} is good. {'It rained. ' * (i % 7)}" for i in range(400))
    network = RuleNetwork()
    result = Finder(network, tokenizer()).find(text)
    assert [text[slice(*f.source[0])] for f in result] == [f"Person{i}" for i in range(400)]
    assert network.longest <= BUDGET + 2


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "\u200b", "\ud800", "“" * 2000])
def test_texts_without_words_hold_nothing(text: str) -> None:
    assert found(text) == []


def test_stretches_of_marks_alone_are_not_encoded() -> None:
    network = RuleNetwork()
    assert Finder(network, tokenizer()).find("“" * 50_000) == []
    assert network.longest == 0


class Onlooker:
    def __init__(self) -> None:
        self.cores: list[tuple[int, int]] = []
        self.sources: list[str] = []

    def see(self, words: Words, window: Window, layers: Floats, first: Ints, sources: list[Span]) -> None:
        assert layers.shape[1] > first.max()
        assert first.shape[1] == window.end - window.start
        self.cores.append((window.core_start, window.core_end))
        self.sources += [" ".join(words.strings(*run)) for run in sources]


def test_an_observer_sees_every_window_once_with_its_sources() -> None:
    text = "\n\n".join(f"Person{i} said word {i} is good. {'It rained. ' * (i % 7)}" for i in range(100))
    onlooker = Onlooker()
    Finder(RuleNetwork(), tokenizer()).find(text, observer=onlooker)
    assert len(onlooker.cores) > 2
    assert all(earlier[1] == later[0] for earlier, later in pairwise(onlooker.cores))
    assert set(onlooker.sources) >= {f"Person{i}" for i in range(100)}
