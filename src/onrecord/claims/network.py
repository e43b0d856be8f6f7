"""The shipped network that reads two contents side by side and says how they relate.

A cross-encoder (Reimers and Gurevych 2019): both texts go through one transformer together, so that it sees what a vector of either alone
cannot. It answers for an order of the two; `Relating.opinions` asks for both orders and takes the mean, or for one, always the same, where
that is enough (most pairs have nothing to do with each other, which either order shows), so that its answer for (b, a) is the mirror image
of that for (a, b).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attribution.onnx import session_options
from onrecord.attribution.runtime import onnxruntime
from onrecord.errors import WeightsError

__all__ = ["RELATIONS", "Bearing", "Opinion", "Relating", "Side", "shipped"]

RELATIONS = ("same", "a_more", "b_more", "contradicts", "related", "unrelated")
"""What the network tells apart, in the order of its answers."""

_MIRRORED = np.array([0, 2, 1, 3, 4, 5])
_CLS, _SEP = 101, 102
_SURE, _MAY_OPPOSE = 0.7, 0.2
"""Probability of ``related`` and ``unrelated`` together from which one order is enough, unless that of a contradiction reaches the other.

Of 470 such pairs of real contents, the other order changed what was decided of four.
"""

_LONGEST = 60
"""Word pieces of either text that it has learned to read."""

_CHARACTERS = 800
"""Characters of a text that surely hold as many word pieces as are read."""

_AHEAD = 48
"""Word pieces of what stands ahead of a text; of more, the last."""

_NOTHING = 0.02
"""Probability below which one order is enough to say that two contents are neither one nor against each other."""

Floats = NDArray[np.float32]

Row = tuple[list[int], list[int]]

Place = tuple[int, int, int]
"""In which of two texts a word piece stands, 0 or 1, and the offsets of its first character and after its last."""

Side = tuple[str, str]
"""What stands ahead of a content (`onrecord.claims.ahead`; empty where that is not known), and the content."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the network makes of two contents when it is told what stands ahead of them.

    Attributes:
        one: Probability that they say one thing.
        against: Probability that both cannot be true, or that one denies the other.
    """

    one: float
    against: float


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the network makes of two contents.

    Attributes:
        relation: Probabilities of `RELATIONS`.
        forth: Probabilities that the first entails the second, is neutral to it, contradicts it.
        back: The same from the second to the first.
        alike: How alike they are, from 0 to 1.
    """

    relation: tuple[float, ...]
    forth: tuple[float, float, float]
    back: tuple[float, float, float]
    alike: float

    @property
    def mirrored(self) -> "Opinion":
        """The same with the contents swapped."""
        return Opinion(tuple(self.relation[i] for i in _MIRRORED), self.back, self.forth, self.alike)


class Relating:
    """The network as an ONNX graph; safe to share between threads.

    Args:
        folder: Where `relations.onnx` and `tokenizer.json` lie.
        threads: Threads for one batch.

    Raises:
        WeightsError: A file is missing or damaged.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            self._session = onnxruntime.InferenceSession(
                folder / "relations.onnx", providers=["CPUExecutionProvider"], **session_options(threads)
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # onnxruntime and tokenizers raise kinds of their own for damaged files, none of them public
            raise WeightsError(f"{folder}: the model cannot be loaded ({type(error).__name__}); install onrecord again") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        """What it makes of each pair; what a pair is answered does not depend on the others.

        Args:
            pairs: Two contents each; of either the first 60 word pieces are read.
        """
        distinct = sorted({(a, b) if a <= b else (b, a) for a, b in pairs})
        made = self.once(distinct)
        again = [i for i, o in enumerate(made) if o.relation[4] + o.relation[5] < _SURE or o.forth[2] >= _MAY_OPPOSE]
        for i, opinion in zip(again, self.twice([distinct[i] for i in again], [made[i] for i in again]), strict=True):
            made[i] = opinion
        found = dict(zip(distinct, made, strict=True))
        return [found[a, b] if a <= b else found[b, a].mirrored for a, b in pairs]

    def once(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        """What it makes of each pair in the order in which the two are given, which is enough where that is plain.

        Args:
            pairs: Two contents each; for the answer for (b, a) to be that for (a, b), always give the same first.
        """
        relation, entails, alike = self._answers(self._pieces({text for pair in pairs for text in pair}), pairs)
        return [Opinion(tuple(relation[i].tolist()), _three(entails[i]), _three(entails[i]), float(alike[i])) for i in range(len(pairs))]

    def twice(self, pairs: Sequence[tuple[str, str]], firsts: Sequence[Opinion]) -> list[Opinion]:
        """What it makes of each pair in either order.

        Args:
            pairs: Two contents each.
            firsts: What `once` said of them.
        """
        pieces = self._pieces({text for pair in pairs for text in pair})
        relation, entails, alike = self._answers(pieces, [(b, a) for a, b in pairs])
        mean = (np.array([o.relation for o in firsts], dtype=np.float32).reshape(-1, 6) + relation[:, _MIRRORED]) / 2
        near = (np.array([o.alike for o in firsts], dtype=np.float32) + alike) / 2
        return [Opinion(tuple(mean[i].tolist()), o.forth, _three(entails[i]), float(near[i])) for i, o in enumerate(firsts)]

    def bearings(self, pairs: Sequence[tuple[Side, Side]]) -> list[Bearing]:
        """What it makes of each pair when it is told what stands ahead of either; the same in both orders.

        Args:
            pairs: Two contents each, with the last 48 word pieces of what stands ahead of them.
        """
        distinct = sorted({(a, b) if a <= b else (b, a) for a, b in pairs})
        pieces = self._pieces({text for pair in distinct for side in pair for text in side})
        forth = self._bear(pieces, distinct)
        again = [i for i, (one, against) in enumerate(forth) if max(one, against) >= _NOTHING]
        back = dict(zip(again, self._bear(pieces, [distinct[i][::-1] for i in again]), strict=True))
        found = {}
        for i, pair in enumerate(distinct):
            one, against = forth[i]
            if i in back:
                one, against = (one + back[i][0]) / 2, (against + back[i][1]) / 2
            found[pair] = Bearing(one, against)
        return [found[(a, b) if a <= b else (b, a)] for a, b in pairs]

    def states(self, first: str, second: str, longest: int) -> tuple[Floats, list[Place | None]]:
        """What the lower layers make of the word pieces of two texts, [1, pieces, width], and where each stands.

        Args:
            first: A text.
            second: Another one.
            longest: Word pieces of either that are read.
        """
        encoded = self._tokenizer.encode_batch([first, second], add_special_tokens=False)
        ids, segment, places = [_CLS], [0], list[Place | None]([None])
        for side, e in enumerate(encoded):
            ids += [*e.ids[:longest], _SEP]
            places += [*((side, start, end) for start, end in e.offsets[:longest]), None]
            segment += [side] * (len(ids) - len(segment))
        fed = {"ids": np.array([ids], np.int64), "segment": np.array([segment], np.int64)}
        (states,) = self._session.run(["states"], fed)
        return states, places

    def _bear(self, pieces: dict[str, list[int]], pairs: Sequence[tuple[Side, ...]]) -> list[tuple[float, float]]:
        rows = [self._row(pieces, a, b) for a, b in pairs]
        relation = _softmax(self._run(rows)[0])
        return [(float(r[0]), float(r[3])) for r in relation]

    def _answers(self, pieces: dict[str, list[int]], pairs: Sequence[tuple[str, str]]) -> tuple[Floats, Floats, Floats]:
        """Probabilities of relations and of inference, and how alike, of pairs in the order in which they are given."""
        relation, entailment, alike = self._run([self._row(pieces, ("", a), ("", b)) for a, b in pairs])
        return _softmax(relation), _softmax(entailment), _sigmoid(alike[:, 0])

    def _pieces(self, texts: set[str]) -> dict[str, list[int]]:
        order = sorted(texts)
        encoded = self._tokenizer.encode_batch([t[:_CHARACTERS] for t in order], add_special_tokens=False)
        return {text: e.ids for text, e in zip(order, encoded, strict=True)}

    @staticmethod
    def _row(pieces: dict[str, list[int]], *sides: Side) -> Row:
        ids, segment = [_CLS], [0]
        for n, (ahead, content) in enumerate(sides):
            first, then = pieces[ahead][-_AHEAD:] if ahead else [], pieces[content][:_LONGEST]
            ids += [*first, *then, _SEP]
            segment += [2 + n] * len(first) + [n] * (len(then) + 1)
        return ids, segment

    def _run(self, rows: Sequence[Row]) -> tuple[Floats, Floats, Floats]:
        """Answers row by row.

        In int8, all of a batch is scaled by its greatest number, so that what a pair is answered would depend on what else is asked;
        alone, it is always the same, and nothing is computed for padding.
        """
        out = (np.zeros((len(rows), 6), np.float32), np.zeros((len(rows), 3), np.float32), np.zeros((len(rows), 1), np.float32))
        for i, (ids, segment) in enumerate(rows):
            fed = {"ids": np.array([ids], np.int64), "segment": np.array([segment], np.int64)}
            for into, answer in zip(out, self._session.run(["relation", "entailment", "alike"], fed), strict=True):
                into[i] = answer[0]
        return out


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    out: Floats = e / e.sum(axis=1, keepdims=True)
    return out


def _sigmoid(x: Floats) -> Floats:
    out: Floats = np.float32(1) / (np.float32(1) + np.exp(-x))
    return out


def _three(x: Floats) -> tuple[float, float, float]:
    return float(x[0]), float(x[1]), float(x[2])


@cache
def shipped(threads: int = 1) -> Relating:
    """The network that comes with the package."""
    return Relating(Path(str(files("onrecord") / "weights")), threads)
