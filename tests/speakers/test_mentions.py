import numpy as np

from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.windows import Window
from onrecord.attribution.words import Words, split
from onrecord.speakers.mentions import NO_NAME, Gathering, Mentions
from onrecord.speakers.network import KINDS, NAMES, MentionsSeen, WordsSeen


class Told:
    """A network that is told what it sees: labels of names by word, and where mentions begin and end."""

    def __init__(self, words: Words, names: dict[str, int], phrases: tuple[tuple[int, int], ...]) -> None:
        self.labels = [names.get(w, 0) for w in words.strings()]
        self.phrases = phrases

    def words(self, middle: Floats, first: Ints) -> WordsSeen:
        start, n = int(middle[0, 0, 0]), first.shape[1]
        names = np.zeros((n, 7), np.float32)
        names[np.arange(n), self.labels[start : start + n]] = 9
        edges = np.full((n, 2), -9, np.float32)
        for a, b in self.phrases:
            if start <= a and b < start + n:
                edges[a - start, 0] = edges[b - start, 1] = 9
        return WordsSeen(names, edges, np.zeros((n, 768), np.float32))

    def mentions(self, parts: Floats) -> MentionsSeen:
        n = len(parts)
        return MentionsSeen(
            np.zeros((n, 256), np.float32), np.zeros((n, len(KINDS)), np.float32), np.ones(n, np.float32), np.zeros(n, np.float32)
        )

    def pairs(self, vectors: Floats, anaphor: Ints, antecedent: Ints, distance: Ints, features: Floats) -> Floats:
        raise NotImplementedError


def gathered(
    text: str,
    names: dict[str, int],
    *,
    phrases: tuple[tuple[int, int], ...] = (),
    sources: tuple[tuple[int, int], ...] = (),
    cuts: tuple[int, ...] = (),
    read: tuple[tuple[int, int], ...] = (),
) -> Mentions:
    """Mentions of a text that is read in windows that end at `cuts`."""
    words = split(text)
    gathering = Gathering(Told(words, names, phrases), sources)
    for low, high in zip((0, *cuts), (*cuts, len(words)), strict=True) if len(words) else ():
        middle = np.full((1, high - low, 384), low, np.float32)
        gathering.see(words, Window(low, high, low, high), middle, np.arange(high - low)[None], [r for r in read if low <= r[0] < high])
    return gathering.mentions(text)


def shown(m: Mentions) -> list[tuple[str, str | None]]:
    return [(m.text(i), None if m.name[i] == NO_NAME else NAMES[m.name[i]]) for i in range(len(m))]


def test_names_pronouns_and_phrases_are_mentions_in_order() -> None:
    text = "Ana Ruiz met the old mayor. She left Lisbon."
    found = gathered(text, {"Ana": 1, "Ruiz": 2, "Lisbon": 5}, phrases=((3, 5),))
    assert shown(found) == [("Ana Ruiz", "person"), ("the old mayor", None), ("She", None), ("Lisbon", "place")]


def test_mentions_of_several_windows_come_together() -> None:
    text = "Ana Ruiz left. She came back. Ana Ruiz left."
    found = gathered(text, {"Ana": 1, "Ruiz": 2}, cuts=(4, 8))
    assert [t for t, _ in shown(found)] == ["Ana Ruiz", "She", "Ana Ruiz"]


def test_a_name_does_not_go_on_over_a_line_break() -> None:
    assert [t for t, _ in shown(gathered("Ana\nRuiz left.", {"Ana": 1, "Ruiz": 2}))] == ["Ana", "Ruiz"]


def test_sources_are_mentions_whatever_the_network_sees() -> None:
    text = "An old clerk in Rome said it."
    assert ("An old clerk", None) in shown(gathered(text, {}, sources=((0, 12),)))
    assert ("An old clerk", None) in shown(gathered(text, {}, read=((0, 3),)))


def test_a_source_in_capitals_names_somebody_though_no_name_was_seen() -> None:
    found = gathered("The minister Ana Ruiz said it.", {}, read=((0, 4),))
    assert [t for t, kind in shown(found) if kind] == ["Ana Ruiz"]


def test_an_office_in_capitals_is_no_name() -> None:
    found = gathered("It rains, the Prime Minister said.", {}, read=((3, 6),))
    assert [t for t, kind in shown(found) if kind] == []


def test_a_given_name_that_ends_another_name_stays_there() -> None:
    assert [t for t, kind in shown(gathered("They told Anna Reuters lied.", {"Anna": 1, "Reuters": 3})) if kind] == ["Anna", "Reuters"]


def test_acronyms_are_no_pronouns() -> None:
    assert [t for t, _ in shown(gathered("US and IT firms say he left, I think.", {}))] == ["he", "I"]


def test_a_text_without_words_has_no_mentions() -> None:
    assert len(gathered("", {})) == 0


def test_office_and_country_are_no_part_of_a_name() -> None:
    found = gathered("Spanish President Ana Ruiz left.", {"Spanish": 1, "President": 2, "Ana": 2, "Ruiz": 2})
    assert [t for t, kind in shown(found) if kind] == ["Ana Ruiz"]
