"""Outlets, agencies and platforms: a list of our own, and the forms by which others are recognised."""

import re
from functools import cache
from typing import Literal

from onrecord.speakers.lists import lines

OutletKind = Literal["agency", "paper", "broadcaster", "magazine", "site", "platform"]


@cache
def listed() -> dict[str, tuple[str, OutletKind]]:
    """Every name and alias of the list, with the outlet's name and kind."""
    out: dict[str, tuple[str, OutletKind]] = {}
    kind: OutletKind = "site"
    for line in lines("outlets"):
        if line.startswith("["):
            kind = line.strip("[]")  # type: ignore[assignment]
            continue
        forms = line.split(" = ")
        for form in forms:
            out.setdefault(form, (forms[0], kind))
    return out


_FORMS = re.compile(
    r"\b(?:News(?:paper)?|Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Observer|Journal|Daily|Weekly|Press|Telegraph|Mail|Mirror|Star|"
    r"Sun|Sentinel|Dispatch|Bulletin|Examiner|Inquirer|Independent|Standard|TV|Television|Radio|Broadcasting|FM|News Agency|Press Agency|"
    r"Newswire|Magazine|Review|Channel \d+|Podcast)$|^(?:Radio|TV|Channel|Daily|Agence|Agencia|Agenzia)\b|"
    r"\.(?:com|org|net|ru|ua|hu|pl|uk|in|au|br|info)\b|^[KW][A-Z]{2,3}(?:-(?:TV|FM|AM))?$"
)


@cache
def programmes() -> dict[str, str]:
    """Names and aliases of programmes, with the name; many are ordinary words, so what stands around them must say what they are."""
    return {form: line.split(" = ")[0] for line in lines("programmes") for form in line.split(" = ")}


@cache
def _bodies() -> frozenset[str]:
    return frozenset(form for line in lines("bodies") for form in line.rpartition(": ")[2].split(" = "))


def looks_like_outlet(name: str) -> bool:
    """Whether a proper name has the form of an outlet's; the WHO is no radio station."""
    return name in listed() or (_FORMS.search(name) is not None and name not in _bodies())
