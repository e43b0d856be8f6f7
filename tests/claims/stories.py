"""An invented wire story and what newsrooms make of it: copies, passages, and articles of their own."""

from onrecord.claims.said import Said, Told

PARAGRAPHS = (
    "HALVIKA, June 10 (NordPress) - The ferry Solveig ran aground off the island of Lund early on Wednesday with 212 people on board, the "
    "coast guard said, and its crew began to move passengers to fishing boats before dawn.",
    "“Nobody has been hurt, and the hull is dry,” Captain Mette Brandal told reporters on the quay at Lund. “We touched sand, not rock.”",
    "The 94-metre vessel had left Ostrand two hours late because of fog. Its owner, Kyst Line, has run the route since 1988 and lost a "
    "licence for two other routes in March after a row over maintenance.",
    "Transport Minister Odd Ferner said the ministry would open an inquiry. He did not say when its results were expected, and he declined "
    "to comment on a report that the ship's radar had failed twice this spring.",
    "Divers are to look at the rudder once the tide allows. Salvage tugs from two ports were on their way, and the harbour office "
    "asked small boats to stay a mile away from the sandbank.",
    "The Solveig was built in 1996 and carries cars and mail as well as passengers. Lund has 4,100 inhabitants and no airport.",
)
TITLE = "Ferry runs aground off Lund, all passengers safe"
TEXT = TITLE + "\n\n" + "\n\n".join(PARAGRAPHS)
OWN = (
    "Solveig Aas was making coffee when the floor stopped moving. The retired teacher from Lund had taken the night boat a hundred times, "
    "she says, and had never before heard it fall silent.",
    "By nine o'clock the school gym had turned into a waiting room, with blankets on the wall bars and a queue for the only telephone that "
    "reached the mainland.",
    "Her grandson came with a sledge to fetch the luggage, and the two of them walked home over the dunes.",
)

BLOCK = "I take all of the blame. I was on the bridge, I had the wheel, and I did not look at the chart when the fog came down on us."


def told(
    key: str, text: str, outlet: str | None = "Morning Courier", published: str | None = "2026-06-10T09:00:00Z", **more: object
) -> Told:
    """An article; without a title, wire or byline unless they are given."""
    values: dict[str, object] = {"title": None, "wire": (), "byline": (), **more}
    return Told(0, key, outlet, published, text=text, **values)  # type: ignore[arg-type]


def wire(published: str | None = "2026-06-10T05:00:00Z") -> Told:
    """The story as the agency sent it."""
    return told("wire", TEXT, "NordPress", published, title=TITLE)


def article(*paragraphs: str, title: str = "What we know about the ferry") -> str:
    """A text of some paragraphs under a headline."""
    return title + "\n\n" + "\n\n".join(paragraphs)


def said(
    key: str,
    outlet: str | None,
    published: str | None,
    *,
    speaker: str | None = "ana-ruiz",
    via: tuple[str, ...] = (),
    content: str = "the bridge is safe",
    type: str = "person",
) -> Said:
    """An attribution of a claim."""
    none = None
    return Said(
        0,
        key,
        0,
        outlet,
        published,
        speaker,
        speaker,
        type,
        via,
        none,
        none,
        "state",
        "neutral",
        True,
        "indirect",
        "Ruiz",
        "said",
        content,
        none,
        0,
        none,
    )
