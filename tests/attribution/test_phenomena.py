"""What must come out right, on sentences of our own invention, with the shipped model.

Each case is a text with its attributions as "source | cue | content"; pieces are joined by " … ", what is absent is "-", and "> " before a
record says that it stands inside another.
"""

import pytest

import onrecord

CASES: dict[str, tuple[str, list[str]]] = {
    "direct": (
        "“The tunnel floods every spring,” the engineer Mirela Sand said.",
        ["the engineer Mirela Sand | said | “The tunnel floods every spring,”"],
    ),
    "indirect": (
        "The finance ministry said that the deficit would fall by a third next year.",
        ["The finance ministry | said | that the deficit would fall by a third next year"],
    ),
    "mixed": (
        "Councillor Adele Wray said the plan was “a gift to developers”.",
        ["Councillor Adele Wray | said | the plan was “a gift to developers”"],
    ),
    "split": (
        "“We have the money,” said Treasurer Ivo Lang, “but we do not have the time.”",
        ["Treasurer Ivo Lang | said | “We have the money,” … “but we do not have the time.”"],
    ),
    "several sentences": (
        "“It was dark. Nobody saw the truck. We just heard it,” said the baker, Pia Orsini.",
        ["the baker, Pia Orsini | said | “It was dark. Nobody saw the truck. We just heard it,”"],
    ),
    "several paragraphs": (
        "“This is not over,” said union leader Hamid Reyes.\n\n“They will hear from us next week.”\n\nThe strike began in March.",
        ["union leader Hamid Reyes | said | “This is not over,” … “They will hear from us next week.”"],
    ),
    "single marks": (
        "'I was never asked,' said Dr. Olga Finch.",
        ["Dr. Olga Finch | said | 'I was never asked,'"],
    ),
    "German marks": (
        "„Wir sind bereit“, said the mayor of Altfurt, Jens Vogt.",
        ["the mayor of Altfurt, Jens Vogt | said | „Wir sind bereit“"],
    ),
    "French marks": (
        "« Nous restons », said the spokeswoman for the strikers.",
        ["the spokeswoman for the strikers | said | « Nous restons »"],
    ),
    "according to": (
        "According to the harbour police, two boats are still missing.",
        ["the harbour police | According to | two boats are still missing"],
    ),
    "no source": (
        "The painting was reportedly sold to a collector in Geneva.",
        ["- | reportedly | The painting was … sold to a collector in Geneva"],
    ),
    "quoted as saying": (
        "“The border stays open,” the governor was quoted as saying.",
        ["the governor | was quoted as saying | “The border stays open,”"],
    ),
    "attitude": (
        "The company hopes to reopen the mine by June.",
        ["The company | hopes | to reopen the mine by June"],
    ),
    "speech act with an addressee": (
        "The archbishop called on both sides to lay down their weapons.",
        ["The archbishop | called on | to lay down their weapons"],
    ),
    "denial": (
        "The senator denied that he had met the lobbyist.",
        ["The senator | denied | that he had met the lobbyist"],
    ),
    "headline": (
        "Storm will hit the coast by noon, says weather service\n\nFishermen stayed in port on Monday.",
        ["weather service | says | Storm will hit the coast by noon"],
    ),
    "several sources": (
        "Norway and Iceland said they would cut their cod quotas.",
        ["Norway and Iceland | said | they would cut their cod quotas"],
    ),
    "several contents": (
        "Prime Minister Lea Doran said the talks had failed, adding that new ones were planned.",
        ["Prime Minister Lea Doran | said | the talks had failed", "Prime Minister Lea Doran | adding | that new ones were planned"],
    ),
    "nested, without a source": (
        "He stated that explosives were allegedly seized at the border.",
        ["He | stated | that explosives were allegedly seized at the border", "> - | allegedly | explosives were … seized at the border"],
    ),
    "nested, with a source": (
        "The prosecutor said the banker had denied any knowledge of the payments.",
        [
            "The prosecutor | said | the banker had denied any knowledge of the payments",
            "> the banker | had denied | any knowledge of the payments",
        ],
    ),
    "document": (
        "The report found that the dam had not been inspected for a decade.",
        ["The report | found | that the dam had not been inspected for a decade"],
    ),
}


def shown(text: str) -> list[str]:
    out = []
    for a in onrecord.read(text, force=True).attributions:
        parts = (excerpt.text if excerpt else "-" for excerpt in (a.source, a.cue, a.content))
        out.append(("> " if a.inside else "") + " | ".join(parts))
    return out


@pytest.mark.parametrize("name", CASES)
def test_comes_out_right(name: str) -> None:
    text, expected = CASES[name]
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The band played songs from its album “Nine Rivers” in the old town hall.",
        "Marco “the Fox” Bellini won the race in four hours.",
        "The ferry “Prinses Amalia” left the port at dawn.",
        "Police closed the bridge at noon and reopened it in the evening.",
    ],
)
def test_marks_and_events_that_are_no_attributions(text: str) -> None:
    assert shown(text) == []
