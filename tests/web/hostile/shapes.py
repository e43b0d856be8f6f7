"""Articles that are too much of something, or nothing at all, or whose words stand where no text is."""

import msgspec

from onrecord.model import Article, Attribution, Date, Excerpt, Reading, Span, Speaker, Via
from tests.web.hostile.making import at, fact, said, told

__all__ = ["ARTICLES", "HUGE"]

LONG = "n" * 100_000


def _nested(deep: int) -> Reading:
    """Somebody said that somebody said that …; each stands inside the one before."""
    names = [f"Voice{n}" for n in range(deep)]
    text = " said ".join(names) + " said the bridge is closed."
    out, low = [], 0
    for n, name in enumerate(names):
        low = text.index(name, low)
        begin = low + len(name) + 6
        inside = {"inside": f"a{n - 1}"} if n else {}
        content = Excerpt(text[begin:-1], ((begin, len(text) - 1),))
        out.append(said(n, text, name, "said", content, low, **inside))
    return Reading(
        Article(id="nested", title="Who said that who said", outlet="The Onion Ring", published="2026-03-03", language="en", text=text),
        tuple(out),
    )


def _many(count: int) -> Reading:
    """An article with very many attributions."""
    sentences = [f"Speaker {n} said {fact(str(n))}." for n in range(count)]
    text, out, low = " ".join(sentences), [], 0
    for n, sentence in enumerate(sentences):
        out.append(said(n, text, f"Speaker {n}", "said", fact(str(n)), low))
        low += len(sentence) + 1
    return Reading(
        Article(id="many", title=f"{count:,} voices", outlet="The Roll Call", published="2026-03-03", language="en", text=text), tuple(out)
    )


def _standing(id: str, *spans: Span) -> Reading:
    """An article whose words are said to stand at such places."""
    reading = told(id, content=fact(id))
    (a,) = reading.attributions
    assert a.content is not None
    assert a.source is not None
    moved = msgspec.structs.replace(a, content=Excerpt(a.content.text, spans), source=Excerpt(a.source.text, spans), cue=Excerpt("said", spans),
                                    via=(Via(name="Wire", type="outlet", spans=spans),), addressee=Excerpt("us", spans))  # fmt: skip
    return msgspec.structs.replace(reading, attributions=(moved,))


def _crossing() -> Reading:
    """Attributions that overlap without one being inside the other, and twice the same one."""
    text = "Ana Ruiz said the bridge is closed and the ferry runs, Bo Lind said."
    one = said(1, text, "Ana Ruiz", "said", "the bridge is closed and the ferry")
    two = said(2, text, "Bo Lind", "said", at(text, "closed and the ferry runs"))
    same = msgspec.structs.replace(one, id="a3")
    circle = msgspec.structs.replace(one, id="a4", inside="a5"), msgspec.structs.replace(two, id="a5", inside="a4")
    lost = msgspec.structs.replace(one, id="a6", inside="nobody")
    own = msgspec.structs.replace(one, id="a7", inside="a7")
    return Reading(
        Article(id="crossing", title="Crossing", outlet="The Knot", published="2026-03-03", language="en", text=text),
        (one, two, same, *circle, lost, own),
    )


def _wide() -> Reading:
    """One attribution with a thousand carriers, roles and members, and a thousand authors."""
    names = tuple(f"Name number {n}" for n in range(1000))
    via = tuple(Via(name=f"Carrier {n}", type="outlet", spans=((0, 1),)) for n in range(1000))
    speaker = {"roles": names, "role_spans": tuple((0, 1) for _ in names), "members": names}
    return told("wide", content="so many names stand behind this", byline=names, wire=names, of={"speaker": speaker, "via": via})


def _astral() -> Reading:
    """Characters that are two units in a browser before the words: whoever counts in those marks the wrong ones."""
    text = "👩‍👩‍👧‍👦🇳🇴𝔄𝔫𝔞 " * 20 + "Ana Ruiz said the marked words are exactly these."
    return Reading(
        Article(id="astral", title="👍🏽 first", outlet="The Emoji 🗞", published="2026-03-03", language="en", text=text),
        (said(1, text, "Ana Ruiz", "said", "the marked words are exactly these"),),
    )


def _dated(id: str, value: str | None, published: str | None) -> Reading:
    on = Date(value=value, text="<b>Monday</b>", spans=((0, 3),))
    return told(id, content=fact(id), published=published, of={"said_on": on})


HUGE = {
    "a word of 100 kB": told("long word", LONG, LONG, LONG, title=LONG, outlet=f"The {LONG}", byline=(LONG,), url=f"https://news.example/{LONG}", of={"speaker": {"name": LONG, "roles": (LONG,), "role_spans": ((0, 1),)}}),
    "10,000 attributions": _many(10_000),
    "500 deep": _nested(500),
    "1,000 names": _wide(),
}  # fmt: skip
"""Articles that are too much of something."""

ARTICLES = {
    **HUGE,
    "nothing": Reading(Article(id="nothing", text=""), ()),
    "nothing but empty words": Reading(Article(id="", title="", outlet="", published="", url="", byline=("",), language="", wire=("",), text=""), ()),
    "no attribution": Reading(Article(id="silent", title="Rain", outlet="The Halvika Herald", published="2026-03-02", text="It rained."), ()),
    "an attribution of nothing": Reading(
        Article(id="empty attribution", text="x"),
        (Attribution(id="", kind="direct", source=None, cue=None, content=None, confidence=0.0),),
    ),
    "empty words": Reading(
        Article(id="empty words", text="x"),
        (Attribution(id="a1", kind="mixed", source=Excerpt("", ()), cue=Excerpt("", ()), content=Excerpt("", ()), confidence=1.0,
                     speaker=Speaker(id="", name="", type="unknown", confidence=0.0), via=(Via(name="", type="unknown", spans=()),)),),
    ),
    "white space": Reading(Article(id="white", title=" \t ", outlet=" ", published=" ", url=" ", byline=(" ",), text=" \n\n \t "), ()),
    "outside the text": _standing("outside", (10_000, 10_020)),
    "before the text": _standing("before", (-9, 4)),
    "backwards": _standing("backwards", (12, 3)),
    "of no length": _standing("of no length", (4, 4), (4, 4)),
    "past the end": _standing("past the end", (5, 100_000)),
    "overlapping itself": _standing("overlapping", (0, 9), (3, 12), (0, 9)),
    "enormous offsets": _standing("enormous", (2**40, 2**40 + 1)),
    "crossing": _crossing(),
    "astral": _astral(),
    "a day that is none": _dated("no such day", "2026-02-31", "2026-02-31"),
    "words for a date": _dated("words", "<script>window.hostile=1</script>", "<script>window.hostile=1</script>"),
    "year nought": _dated("nought", "0000-00-00", "0000-00-00"),
    "the far future": _dated("far", "9999-12-31/9999-12-31", "9999-12-31T23:59:59+14:00"),
    "an interval backwards": _dated("interval", "2026-03-05/2026-03-01", "2026-03-02T25:61:61Z"),
    "no date": _dated("undated", None, None),
    "only a newline": told("newline", content="one\n\n\n\ntwo" + "\n" * 500 + fact("newline")),
    "language": told("language", content="the language is wrong", language="\"><script>window.hostile=1</script>"),
    "right to left": told("rtl", "\u200fאנה רויז\u200f", "אמרה כי", "הגשר סגור עד להודעה חדשה", language="he", title="הגשר סגור", outlet="עיתון"),
}  # fmt: skip
"""Articles by their shape."""
