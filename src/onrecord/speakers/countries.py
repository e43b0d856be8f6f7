"""Countries with what their people and things are called, and the seats that stand for their governments."""

from functools import cache

from onrecord.speakers.lists import lines


@cache
def countries() -> dict[str, str]:
    """From a name, people's name or adjective in lower case and without spaces to the country: "polish" → "Poland"."""
    out: dict[str, str] = {}
    for name, *words in map(str.split, lines("countries")):
        country = name.replace("_", " ")
        out[country.replace(" ", "").lower()] = country
        for word in words:
            if not word.startswith("@"):
                out.setdefault(word, country)
    return out


@cache
def seats() -> dict[str, str]:
    """From a capital or a house to the country whose government it stands for: "Moscow" → "Russia", "White House" → "United States"."""
    return {
        word[1:].replace("_", " "): name.replace("_", " ")
        for name, *words in map(str.split, lines("countries"))
        for word in words
        if word.startswith("@")
    }
