"""Words that expressions of time are made of, each with a letter for its kind; a text becomes a string of such letters."""

__all__ = [
    "CARDINALS",
    "CLASSES",
    "COUNTED",
    "DAYPARTS",
    "DECADES",
    "DEICTIC",
    "FEW",
    "MARKS",
    "MONTHS",
    "ORDINALS",
    "SEASON_NAMES",
    "UNITS",
    "WEEKDAYS",
    "words",
]


def words(text: str) -> frozenset[str]:
    """A set of words, for lists that are written as text."""
    return frozenset(text.split())


_MONTH_NAMES = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_WEEKDAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
_SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}

MONTHS = {name: i + 1 for i, name in enumerate(_MONTH_NAMES)} | _SHORT_MONTHS
WEEKDAYS = {name: i for i, name in enumerate(_WEEKDAY_NAMES)} | _SHORT_WEEKDAYS

_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
CARDINALS = {w: i + 1 for i, w in enumerate(_ONES)} | {w: 10 * i + 20 for i, w in enumerate(_TENS)} | {"hundred": 100, "thousand": 1000}

_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
ORDINALS = {w: i + 1 for i, w in enumerate(_ORDINALS)} | {"thirtieth": 30}

DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}

UNITS = {
    f"{word}{end}": word
    for word in (
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "fortnight",
        "weekend",
        "month",
        "quarter",
        "year",
        "decade",
        "century",
        "period",
    )
    for end in ("", "s")
} | {"seconds": "second", "centuries": "century"}

SEASON_NAMES = {"spring": "SP", "springtime": "SP", "summer": "SU", "summertime": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

DAYPARTS = {"morning": "MO", "mornings": "MO", "afternoon": "AF", "midday": "MI", "evening": "EV", "night": "NI", "overnight": "NI"}
"""With what TIMEX3 calls them after a T."""

DEICTIC = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
"""Days from that of publication."""

FEW = frozenset({"several", "few", "many", "some", "couple"})
"""Numbers that nobody knows."""

_LETTERS = {
    "M": " ".join(_MONTH_NAMES),
    "A": " ".join(_SHORT_MONTHS),
    "W": " ".join(_WEEKDAY_NAMES),
    "x": " ".join(_SHORT_WEEKDAYS),
    "c": " ".join(CARDINALS),
    "C": "seventeen eighteen nineteen twenty",
    "a": "a an",
    "u": "several few many couple",
    "o": " ".join(ORDINALS),
    "D": " ".join(DECADES),
    "U": " ".join(UNITS),
    "L": "last previous preceding",
    "p": "past",
    "X": "next coming upcoming following ensuing",
    "H": "this that same",
    "K": "current latest",
    "e": "early late mid",
    "G": "earlier later",
    "b": "beginning start end middle close turn dawn",
    "S": " ".join(SEASON_NAMES),
    "P": "morning afternoon evening midday overnight",
    "r": " ".join(DEICTIC),
    "g": "ago",
    "h": "hence now",
    "E": "these",
    "V": "moment present",
    "<": "before",
    ">": "after",
    "v": "currently nowadays presently lately recently soon recent future",
    "F": "fiscal financial fy",
    "q": "half",
    "m": "am pm",
    "z": "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest",
    "N": "noon midnight",
    "R": "bc bce ad ce",
    "f": "of",
    "t": "the its their his her our my",
    "i": "in within",
    "O": "from",
    "B": "between",
    "T": "to through until till thru",
    "&": "and",
    "~": "some about nearly almost around roughly approximately exactly just only over",
}
CLASSES = {word: letter for letter, words in _LETTERS.items() for word in words.split()}

MARKS = {",": ",", ".": ".", "-": "-", "–": "-", "‑": "-", "/": "/", ":": ":", "(": "("}

COUNTED = words("""
    people persons men women children boys girls troops soldiers police officers workers employees staff jobs homes houses households
    families residents students pupils patients cases deaths victims refugees migrants prisoners protesters demonstrators voters votes seats
    members companies shares dollars euros pounds dlrs yen marks francs miles kilometers kilometres km meters metres feet tons tonnes
    barrels pages words points units copies times hours minutes seconds days weeks months years square acres hectares percent
""")
"""What is counted: a number before it is no year."""
