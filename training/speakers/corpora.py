"""Texts with mentions, entities and speakers, from every corpus in one form.

A `Marked` text holds what its corpus says and nothing else: which kinds of labels are complete is said by `has`, so that the training
takes a loss only where an unlabelled word means something.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

sys.path.insert(0, str(Path(__file__).parent.parent))
import texts
from data import read_lines
from gum import tokens

Span = tuple[int, int]
"""Characters, half-open."""

NAMES = ("person", "organisation", "place")


@dataclass(frozen=True)
class Mention:
    """A stretch of text that stands for somebody or something.

    Attributes:
        span: Its characters.
        entity: What it stands for, within its text; None where the corpus does not say.
        type: "person", "organisation", "place", another kind, or None.
        name: Whether it is a proper name.
    """

    span: Span
    entity: str | None = None
    type: str | None = None
    name: bool = False


@dataclass
class Marked:
    """A text and its labels.

    Attributes:
        id: Corpus and name.
        text: The text.
        mentions: Mentions, by place.
        has: What is labelled completely: "names", "mentions", "chains" (mentions that are there, perhaps not all), "sources",
            "pair" (one pronoun and two candidates).
        speakers: For each source, its span and the canonical name of the speaker and its type.
        pair: Span of the pronoun; candidates are the mentions, right where `entity` is "pronoun".
    """

    id: str
    text: str
    mentions: list[Mention] = field(default_factory=list)
    has: frozenset[str] = frozenset()
    speakers: list[tuple[Span, str | None, str]] = field(default_factory=list)
    pair: Span | None = None


def swapped(docs: list[Marked], rng: random.Random, share: float = 0.6) -> Iterator[Marked]:
    """Texts with some of their names replaced by others of the same type, the same name everywhere by the same other name.

    So that a name is known by where it stands, not by itself alone (Dai and Adel 2020).
    """
    pool = {k: sorted({d.text[slice(*m.span)] for d in docs for m in d.mentions if m.name and m.type == k}) for k in NAMES}
    for d in docs:
        other: dict[str, str] = {}
        text, mentions, at = [], [], 0
        for m in sorted((m for m in d.mentions if m.name), key=lambda m: (m.span[0], -m.span[1])):
            if m.span[0] < at:
                continue
            own = d.text[slice(*m.span)]
            if own not in other:
                other[own] = rng.choice(pool[m.type]) if m.type in pool and rng.random() < share else own
            text += [d.text[at : m.span[0]], other[own]]
            start = sum(map(len, text)) - len(other[own])
            mentions.append(Mention((start, start + len(other[own])), None, m.type, name=True))
            at = m.span[1]
        yield Marked(f"{d.id}:swapped", "".join([*text, d.text[at:]]), mentions, frozenset({"names"}))


GUM_TYPES = {"person": "person", "organization": "organisation", "place": "place"}


def gum(folder: Path) -> Iterator[Marked]:
    """GUM with OntoGUM's coreference: entities by OntoGUM, types and proper names by GUM (Zhu, Pradhan and Zeldes 2021)."""
    onto, conll = folder / "gum-ontogum-conllu.tar.gz", folder / "gum-coref-entities.tar.gz"
    types = {PurePosixPath(n).stem: t for n, t in _members(conll, ".conll")}
    for name, conllu in _members(onto, ".conllu"):
        stem = PurePosixPath(name).stem
        text, spans, tags, marks = tokens(conllu)
        typed = _bracketed(types[stem])
        upos = {s: tags[i] for i, s in enumerate(spans)}
        kinds: dict[Span, tuple[str, bool]] = {}
        for first, last, label in typed:
            if last < len(spans):
                at = [i for i in range(first, last + 1) if i > first or text[slice(*spans[i])].lower() != "the"]
                tagged = [upos[spans[i]] == "PROPN" for i in at]
                kinds[spans[first][0], spans[last][1]] = (GUM_TYPES.get(label, label), _is_name(tagged))
        mentions = {}
        for first, last, entity in marks:
            span = spans[first][0], spans[last][1]
            mentions[span] = Mention(span, entity, *kinds.get(span, (None, False)))
        for span, known in kinds.items():
            mentions.setdefault(span, Mention(span, None, *known))
        yield Marked(f"gum:{stem}", text, sorted(mentions.values(), key=lambda m: m.span), frozenset({"mentions"}))


def _is_name(proper: list[bool]) -> bool:
    """A name is made of proper nouns, but for a small word inside."""
    return bool(proper) and proper[0] and proper[-1] and sum(proper) >= 0.6 * len(proper)


def _members(archive: Path, suffix: str) -> Iterator[tuple[str, str]]:
    with tarfile.open(archive) as tar:
        for name in sorted(tar.getnames()):
            if name.endswith(suffix):
                file = tar.extractfile(name)
                assert file is not None
                yield name, file.read().decode()


def _bracketed(conll: str) -> list[tuple[int, int, str]]:
    """(first, last, type) of every bracket of a two-column file."""
    opened: dict[str, list[int]] = {}
    out = []
    for line in conll.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        number, _, marks = line.split("\t")
        i = int(number)
        for mark in re.findall(r"\([^()]+\)|\([^()]+|[^()]+\)", marks):
            label = mark.strip("()")
            if mark.startswith("("):
                opened.setdefault(label, []).append(i)
            if mark.endswith(")"):
                out.append((opened[label].pop(), i, label.split("-")[0]))
    return out


def wikigold(path: Path) -> Iterator[Marked]:
    """Wikigold (Balasuriya et al. 2009): names of persons, organisations and places; its articles in parts of eight sentences."""
    kinds = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
    with gzip.open(path, "rt", encoding="utf-8") as f:
        articles = f.read().split("-DOCSTART- O")
    parts = [
        (n, at, s) for n, a in enumerate(articles) if (s := [b for b in a.strip().split("\n\n") if b.strip()]) for at in range(0, len(s), 8)
    ]
    for n, at, sentences in parts:
        text, mentions = "", []
        for sentence in sentences[at : at + 8]:
            before, open_at, kind = "O", 0, ""
            for line in [*sentence.splitlines(), ""]:
                word, _, tag = line.rpartition(" ") if line.strip() else ("", "", "O")
                label = tag[2:] if tag.startswith(("I-", "B-")) else "O"
                if before != "O" and (label != before or tag.startswith("B-")):
                    mentions.append(Mention((open_at, len(text.rstrip(" "))), None, kinds[kind], True))
                    before = "O"
                if not word:
                    continue
                glued = word in {".", ",", ";", ":", "?", "!", ")", "'s", "%"} or text.endswith("(")
                text = text.rstrip(" ") if glued else text
                if label != "O" and before == "O":
                    open_at, kind = len(text), label
                before = label
                text += word + " "
        yield Marked(f"wikigold:{n}:{at}", text.rstrip(" ") + "\n", mentions, frozenset({"names"}))


_BODY_NAME = re.compile(r"[A-Z][\w.&-]*(?: (?:(?:of|for|and|on) (?:the )?)?[A-Z][\w.&-]*)+")
BRACED = {"P": "person", "O": "organisation", "L": "place", "G": "group", "D": "document", "M": "other"}


def braced(path: Path) -> Iterator[Marked]:
    """Texts of our own, one a line, with mentions in braces, which nest.

    `{P Ana Ruiz}` is a name, `{3P she}` a mention of number 3, `{3P= Ana Ruiz}` both.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        text, mentions, opened, chained = "", [], [], False
        for part in re.split(r"(\{\d*[POLGDM]=? |\}|\\n)", line.strip()):
            if m := re.fullmatch(r"\{(\d*)([POLGDM])(=?) ", part):
                opened.append((len(text), m[1] or None, BRACED[m[2]], bool(m[3] or not m[1])))
                chained = chained or bool(m[1])
            elif part == "}":
                start, entity, kind, name = opened.pop()
                opens = re.search(r"(?:^|[.!?]|\n)[\"“‘”’ ]*$", text[:start]) is not None
                words = text[start:].removeprefix("The " if opens else "the ")
                if kind == "organisation" and not name:  # a name that another stands in ("European Commission")
                    name = _BODY_NAME.fullmatch(words.removeprefix("The ")) is not None
                if name and len(words) < len(text) - start:
                    mentions.append(Mention((start, len(text)), entity, kind))
                    start = len(text) - len(words)
                mentions.append(Mention((start, len(text)), entity, kind, name))
            else:
                text += "\n" if part == "\\n" else part
        if text:
            yield Marked(
                f"{path.stem}:{number}",
                text + "\n",
                sorted(mentions, key=lambda m: m.span),
                frozenset({"names", "chains"} if chained else {"names"}),
            )


def gap(path: Path) -> Iterator[Marked]:
    """GAP (Webster et al. 2018): a pronoun, two names, and which of them it stands for."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            at = int(row["Pronoun-offset"])
            pronoun = at, at + len(row["Pronoun"])
            mentions = []
            for side in "AB":
                start = int(row[f"{side}-offset"])
                right = row[f"{side}-coref"].upper() == "TRUE"
                mentions.append(Mention((start, start + len(row[side])), "pronoun" if right else side, "person", True))
            yield Marked(f"gap:{row['ID']}", row["Text"], mentions, frozenset({"pair"}), pair=pronoun)


MEANTIME_TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place", "PRO": "object", "FIN": "object"}


def meantime(folder: Path) -> Iterator[Marked]:
    """MEANTIME (Minard et al. 2016): beginnings of Wikinews articles with mentions of entities, across sentences."""
    with gzip.open(folder / "meantime-entity-mentions.json.gz", "rt", encoding="utf-8") as f:
        rows = json.load(f)
    with gzip.open(folder / "meantime.conll.gz", "rt", encoding="utf-8") as f:
        lines = [x.split("\t") for x in f.read().splitlines()]
    words: dict[str, dict[tuple[int, int], str]] = {}
    for x in lines:
        if len(x) >= 5:
            words.setdefault(x[0], {})[int(x[1]), int(x[2])] = x[3]
    for key, tokens_of in words.items():
        text, at, sentence = "", {}, 0
        for (s, i), word in tokens_of.items():
            if s != sentence:
                text, sentence = text.rstrip(" ") + "\n", s
            glued = word in {".", ",", ";", ":", "?", "!", ")", "'s", "’s", "%", "''", "n't"} or text.endswith(("(", "``", "$"))
            text = text.rstrip(" ") if glued else text
            at[s, i] = len(text), len(text) + len(word)
            text += word + " "
        mentions = {}
        for m in rows:
            if m["conll_doc_key"] == key and all((m["sent_id"], i) in at for i in m["tokens_number"]):
                places = [at[m["sent_id"], i] for i in m["tokens_number"]]
                span = places[0][0], places[-1][1]
                mentions[span] = Mention(span, m["coref_chain"], MEANTIME_TYPES.get(m["mention_type"]), m["mention_head_pos"] == "PROPN")
        yield Marked(f"meantime:{key}", text, sorted(mentions.values(), key=lambda m: m.span), frozenset({"chains"}))


def annotated(path: Path) -> Iterator[Marked]:
    """Articles with attributions whose speakers are named."""
    for d in read_lines(path):
        yield _speaking(d["id"], d["text"], d["annotations"][min(d["annotations"])])


def labelled(labels: Path, data: Path) -> Iterator[Marked]:
    """Articles of others with our labels."""
    for text, d in texts.labelled(labels, data):
        yield _speaking(d["id"], text, d["annotations"][min(d["annotations"])])


def _speaking(id: str, text: str, records: list[dict]) -> Marked:  # type: ignore[type-arg]
    speakers: list[tuple[Span, str | None, str]] = []
    for r in records:
        if r["source"]:
            start, end = r["source"][0][0], r["source"][-1][1]
            if len(r["source"]) > 1:
                start, end = max(r["source"], key=lambda s: s[1] - s[0])
            speakers.append(((start, end), r.get("speaker"), r.get("speaker_type") or "unknown"))
    return Marked(f"news:{id}", text, [], frozenset({"sources"}), speakers)
