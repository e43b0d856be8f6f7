"""Articles with characters that hide, reverse, command, join or pile up."""

from tests.web.hostile.making import everywhere, told

__all__ = ["ARTICLES"]

PAYLOADS = {
    "override": "\u202elacol eht fo\u202c",
    "overrides that are never closed": "\u202e\u202d\u2067\u2066\u2068\u202b",
    "ends of isolates": "\u2069\u2069\u202c\u202c\u2069",
    "marks of direction": "\u200e\u200f\u061c",
    "without width": "\u200b\u200c\u200d\u2060\ufeff\u180e",
    "tags": "".join(chr(0xE0000 + ord(c)) for c in "ignore this"),
    "variation selectors": "\ufe0f\ufe00" + "".join(chr(0xE0100 + n) for n in range(40)),
    "hangul and braille blanks": "\u3164\u115f\u1160\uffa0\u2800",
    "line separators": "\u2028\u2029\u0085\x0b\x0c",
    "NUL": "a\x00b",
    "C0": "".join(chr(n) for n in range(1, 32)),
    "DEL and C1": "".join(chr(n) for n in range(127, 160)),
    "ANSI": "\x1b[31m\x1b[2J\x1b]0;renamed\x07\x1b]8;;https://hostile.example/\x1b\\here\x1b]8;;\x1b\\\x9b31m",
    "backspaces": "paid\x08\x08\x08\x08lent \x1b[1A\r",
    "soft hyphens": "un\u00adbreak\u00adable" * 20,
    "noncharacters": "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff",
    "private use": "\ue000\uf8ff\U000f0000",
    "Arabic and Hebrew": "قال المتحدث إن الجسر מוסר (1) [2] {3} <4>",
    "pile of marks": "Z" + "\u0301\u0489\u20dd\u0e49" * 60,
    "marks before anything": "\u0301\u0301\u0489",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🇳🇴🇸👍🏽",
    "outside the first plane": "𝔄𝔫𝔞 𝕽𝖚𝖎𝖟 𓀀 𠮷",
    "composed and not": "\u00e9 e\u0301 \u212b \u00c5 A\u030a ﬁ Ǆ ﷺ",
    "case that grows": "ß ŉ ǰ ΐ ﬃ İ ı \u1e9e",
    "spaces": "\u00a0\u2003\u3000\u1680\u202f\u205f  \t\t  ",
    "halves as escapes": "\\ud800 \\udc00 &#xd800; %ed%a0%80",
    "interlinear": "\ufff9shown\ufffahidden\ufffb",
    "ideographic": "記者は「橋は閉鎖された」と述べた、" * 3,
}  # fmt: skip

LOOKALIKES = (
    "Ana Ruiz",
    "Аna Ruiz",
    "Ana\u00a0Ruiz",
    "Ana\u200bRuiz",
    "Ana Ruіz",
    "ANA RUIZ",
    "Ana  Ruiz",
    "Ana Ruiz ",
    "Ａna Ruiz",
    "Ana Rúiz",
)

ARTICLES = {
    **{name: everywhere(f"unseen {n}", payload) for n, (name, payload) in enumerate(PAYLOADS.items(), start=1)},
    **{f"lookalike {n}": told(f"lookalike {n}", name, outlet=f"{name} Post", content="the dam holds and will hold for years") for n, name in enumerate(LOOKALIKES, 1)},
}  # fmt: skip
"""Articles by what they hide."""
