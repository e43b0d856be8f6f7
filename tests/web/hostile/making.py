"""Makes readings that attack a page: a payload in every place that a reading has for words of somebody else."""

import hashlib
from typing import Any

import msgspec

from onrecord.model import Article, Attribution, Date, Dateline, Excerpt, Reading, Speaker, Via

__all__ = ["at", "everywhere", "fact", "said", "told"]

_SYLLABLES = [c + v + e for c in "bdfgklmnprst" for v in "aeiou" for e in "nrsl"]


def fact(seed: str, words: int = 6) -> str:
    """Words that are said of nothing else: articles with the same ones would all be compared with each other."""
    digits = hashlib.sha256(seed.encode("utf-8", "replace")).digest()
    pairs = zip(digits[::2], digits[1::2], strict=True)
    return " ".join(_SYLLABLES[a % 240] + _SYLLABLES[b % 240] for a, b in list(pairs)[:words])


def at(text: str, words: str, after: int = 0) -> Excerpt:
    """The words where they stand in a text."""
    low = text.index(words, after)
    return Excerpt(words, ((low, low + len(words)),))


def said(number: int, text: str, source: str, cue: str, content: "str | Excerpt", after: int = 0, **more: Any) -> Attribution:
    """One attribution of a text, by the words of its three parts."""
    first = at(text, source, after) if source else None
    second = at(text, cue, first.spans[0][1] if first else after) if cue else None
    third = (at(text, content, second.spans[0][1] if second else after) if content else None) if isinstance(content, str) else content
    speaker = Speaker(id=f"s{number}", name=source or "unknown", type="person", key=f"person {source.lower()}", confidence=0.9)
    values: dict[str, Any] = {
        "id": f"a{number}", "kind": "indirect", "source": first, "cue": second, "content": third, "speaker": speaker, "act": "state",
        "reporter_stance": "neutral", "confidence": 0.9,
    }  # fmt: skip
    return Attribution(**{**values, **more})


def told(id: str, source: str = "Ana Ruiz", cue: str = "said", content: str = "", *, of: dict[str, Any] | None = None, **article: Any) -> Reading:  # fmt: skip
    """An article of one sentence, somebody said something, with the fields of its attribution (`of`) and of itself changed."""
    content = content or fact(id)
    text = f"{source} {cue} {content}.\nNobody else would speak."
    more = of or {}
    if "speaker" in more and isinstance(more["speaker"], dict):
        own = {"id": "s1", "name": source, "type": "person", "key": f"person {source.lower()}", "confidence": 0.9}
        more = {**more, "speaker": Speaker(**{**own, **more["speaker"]})}
    values: dict[str, Any] = {"id": id, "title": f"About {id}", "outlet": "The Halvika Herald", "published": "2026-03-02", "language": "en"}
    return Reading(Article(**{**values, "text": text, **article}), (said(1, text, source, cue, content, **more),))


def everywhere(id: str, payload: str, *, url: str | None = None, type: str = "person") -> Reading:
    """An article with a payload in every field and in every part of its attributions."""
    source, cue = f"Ana {payload} Ruiz", f"said {payload}"
    content = f"“{payload} {fact(id)} {payload}”"
    tail = f"told {payload} reporters at {payload} hall on Monday {payload}, via Wire {payload}"
    text = f"{payload}\n{source} {cue} {content} {tail}.\n{payload} denied that {content}.\n"
    there = text.index(tail)
    who = Speaker(
        id=f"s{payload}"[:200], name=source, type=type, roles=(f"mayor {payload}", payload), role_spans=((0, 1), (0, 1)),  # type: ignore[arg-type]
        affiliations=(at(text, source),), members=(payload, f"other {payload}"), key=f"person {source.lower()}", known=f"Q1 {payload}",
        anonymous=True, anonymity=at(text, payload, there), spokesperson=at(text, payload, there), chain=(at(text, source), at(text, payload)),
        confidence=0.7,
    )  # fmt: skip
    one = said(
        1, text, source, cue, content, speaker=who, kind="direct", reporter_stance="distancing",
        via=(Via(name=f"Wire {payload}", type="outlet", spans=at(text, f"Wire {payload}").spans, known=payload),),
        addressee=at(text, f"{payload} reporters"), addressee_speaker=msgspec.structs.replace(who, id="s9", name=f"reporters {payload}"),
        occasion=at(text, f"{payload} hall"), place=at(text, payload, there),
        said_on=Date(value="2026-03-01", text=f"Monday {payload}", spans=at(text, f"Monday {payload}").spans),
    )  # fmt: skip
    other = said(2, text, payload, "denied", content, there, act="deny", inside="a1")
    outlet = f"The {payload} Herald"
    article = Article(
        id=f"{id} {payload}", title=f"{payload} title {id}", outlet=outlet, published="2026-03-02",
        url=url if url is not None else f"https://news.example/{id}?{payload}", byline=(f"By {payload}", payload), language="en",
        wire=(f"Wire {payload}",), dateline=Dateline(place=at(text, payload), date=None), text=text,
    )  # fmt: skip
    return Reading(article, (one, other))
