"""How sure a source is of what it says, on invented contents, traps included."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.circumstances.certainty import Certainty, certainty_of, factuality
from onrecord.model import Act

CERTAIN = [
    ("CT+", "said", "the bridge is closed"),
    ("CT+", "said", "that the bridge had been closed since May"),
    ("CT+", "said", "not only did the pump fail but the valve broke"),
    ("CT+", "said", "the pump not only failed but exploded"),
    ("CT+", "said", "there is no doubt that the pump failed"),
    ("CT+", "said", '"There is no doubt about it"'),
    ("CT+", "said", "I have no doubt that the pump failed"),
    ("CT+", "said", "he cannot but agree"),
    ("CT+", "said", "it is true that he took the money"),
    ("CT+", "said", "it is clear that he took the money"),
    ("CT+", "denied", "that he failed to pay"),
    ("CT+", "said", "the firm did not fail to pay"),
    ("CT+", "said", "the firm managed to pay"),
    ("CT+", "said", "although he was tired, he had won"),
    ("CT+", "said", "when the war began, the bank was closed"),
    ("CT+", "said", "the man who had not paid was shot"),
    ("CT+", "said", "the claim that he did not pay is true"),
    ("CT+", "said", '"I cannot deny that he paid"'),
    ("CT+", "said", "no fewer than 12 houses were burnt"),
    ("CT+", "said", "he is certainly ill"),
    ("CT+", "", "The bridge is closed"),
    ("CT+", "said", "few, if any, were hurt"),
    ("CT+", "admitted", "that he lied"),
    ("CT+", "acknowledged", "he had lied"),
    ("CT+", "said", "the firm no doubt paid"),
    ("CT+", "said", '"Not only has he paid, he has paid twice"'),
    ("CT+", "said", "the party in May was a success"),
    ("CT+", "said", "the firm denies that it paid"),
    ("CT+", "insisted", "he was innocent"),
    ("CT+", "said", '"It\'s a war"'),
    ("CT+", "said", '"That\'s right"'),
    ("CT+", "said", "Russia wants to keep the base"),
    ("CT+", "said", "the firm is trying to sell the plant"),
    ("CT+", "said", '"I am sure he left"'),
    ("CT+", "said", "without a doubt, the pump failed"),
    ("CT+", "said", "the claims are baseless"),
    ("CT+", "said", '"We have to admit that we failed"'),
    ("CT+", "said", "he was glad to be home"),
    ("CT+", "said", '"Had a great time"'),
    ("CT+", "said", "as soon as the war ended, the bank reopened"),
    ("CT+", "said", "the bank reopened as the war ended"),
    ("CT+", "said", "even so, he had paid"),
    ("CT+", "said", '"I must say that he was right"'),
    ("CT+", "said", '"I would say he\'s right"'),
    ("CT+", "called", '"the worst crime in years"'),
    ("CT+", "said", "he'd ordered it"),
    ("CT+", "said", '"We were able to turn it around"'),
    ("CT+", "confessed", "to killing his sister"),
    ("CT+", "added", '"To be clear, I wrote the letter"'),
    ("CT+", "alleged", "that he took the money"),
    ("CT+", "said", '"It is nothing but a lie"'),
    ("CT+", "said", '"It is no surprise that he lied"'),
    ("CT+", "said", "the truth is that the pump failed"),
    ("CT+", "telling", "the firm extends its thanks to the crew"),
    ("CT+", "said", "the delay was due to rain"),
    ("CT+", "was relieved", "with the verdict"),
    ("CT+", "calling", 'it "the worst crime in years"'),
]
"""Said to be so, however it is wrapped."""

DENIED = [
    ("CT-", "said", "the bridge is not closed"),
    ("CT-", "said", '"The bridge isn\'t safe"'),
    ("CT-", "said", '"The bridge isn’t safe,”'),
    ("CT-", "said", "nobody was hurt"),
    ("CT-", "said", "no one was hurt"),
    ("CT-", "said", "no ships were damaged"),
    ("CT-", "said", "neither side had won"),
    ("CT-", "said", "he had never met the minister"),
    ("CT-", "said", "the company has no plans"),
    ("CT-", "said", "there was no comment"),
    ("CT-", "said", "the plan was hardly a surprise"),
    ("CT-", "said", "the result hardly matters"),
    ("CT-", "said", "the crew could not reach the ship"),
    ("CT-", "said", "the crew cannot reach the ship"),
    ("CT-", "said", "the crew can't reach the ship"),
    ("CT-", "said", "it is impossible that the fire was set"),
    ("CT-", "said", "it is not true that he took the money"),
    ("CT-", "said", "it is false that he took the money"),
    ("CT-", "denied", "that he took the money"),
    ("CT-", "denied", "taking the money"),
    ("CT-", "denied", "any wrongdoing"),
    ("CT-", "said", "the firm failed to pay"),
    ("CT-", "said", "the firm refused to pay"),
    ("CT-", "said", "the firm had declined to pay"),
    ("CT-", "said", "the firm did not manage to pay"),
    ("CT-", "said", "the driver forgot to lock the door"),
    ("CT-", "said", "the storm prevented the ship from leaving"),
    ("CT-", "said", "the police kept the crowd from leaving"),
    ("CT-", "said", "the town lacks money"),
    ("CT-", "said", "the board has yet to decide"),
    ("CT-", "refused", "to leave"),
    ("CT-", "said", "when the war began, the bank was not closed"),
    ("CT-", "said", "the man who was shot had not paid"),
    ("CT-", "said", "the man arrested in May was not guilty"),
    ("CT-", "said", '"I cannot confirm that"'),
    ("CT-", "", '"No comment"'),
    ("CT-", "", '"Not guilty"'),
    ("CT-", "admitted", "he did not pay"),
    ("CT-", "said", "he no longer works there"),
    ("CT-", "said", "Ms. Lind does not smoke"),
    ("CT-", "said", "the U.S. has not signed"),
    ("CT-", "said", '"Never has he paid a fine"'),
    ("CT-", "said", '"At no time did he pay"'),
    ("CT-", "said", "not all houses were insured"),
    ("CT-", "said", "he denied the charge"),
    ("CT-", "insisted", '"I did not take a bribe"'),
    ("CT-", "said", "neither he nor his wife had been told"),
    ("CT-", "said", '"It\'s not a war"'),
    ("CT-", "said", '"That\'s not right"'),
    ("CT-", "said", '"I wasn\'t able to reach her"'),
    ("CT-", "ruled out", "a coalition"),
    ("CT-", "said", "the bank is unable to pay"),
    ("CT-", "reported", "no casualties"),
    ("CT-", "said", '"I can tell you that he was not there"'),
    ("CT-", "said", '"He can never win"'),
    ("CT-", "said", '"[W]e have never met"'),
    ("CT-", "said", '"We ain\'t guilty"'),
    ("CT-", "pleaded", "not guilty"),
]
"""Said not to be so."""

WEAKER = [
    ("PS+", "said", "the fire may have been set"),
    ("PS+", "said", "the fire might have been set"),
    ("PS-", "said", "the fire may not have been set"),
    ("PS+", "said", "the fire could spread"),
    ("PR+", "said", "the fire was probably set"),
    ("PR+", "said", "the fire is likely to spread"),
    ("PR-", "said", "the fire is unlikely to spread"),
    ("PR- fut", "said", "it is unlikely that the fire will spread"),
    ("PS+", "said", "perhaps the fire was set"),
    ("PS+", "said", "it is possible that the fire was set"),
    ("PR+", "said", "I think he took the money"),
    ("PR-", "said", "I don't think he took the money"),
    ("PR+", "said", '"We believe that he took the money"'),
    ("PR+", "believes", "he took the money"),
    ("PR+", "thinks", "the fire was set"),
    ("PR+", "suspected", "that the fire was set"),
    ("PR+ fut", "expects", "the fire to spread"),
    ("PR+", "feared", "that the dam had burst"),
    ("PR-", "doubts", "that the dam has burst"),
    ("PR-", "doubted", "the dam had burst"),
    ("PR+", "suggested", "that the fire was set"),
    ("PS+", "hinted", "that the fire was set"),
    ("PR+", "said", "the talks appear to have failed"),
    ("PR+", "said", "the talks seem to be failing"),
    ("PR+", "said", "the minister must have known"),
    ("PS+", "said", "a coup cannot be ruled out"),
    ("PS+", "said", "it is not impossible that he paid"),
    ("PR-", "said", "there is no evidence that he paid"),
    ("PR+ fut", "predicted", "that prices will fall"),
    ("PR+ fut", "predicted", "a fall in prices"),
    ("PR+", "said", "he reportedly left"),
    ("PR+ fut", "predicted", "rain on Monday"),
    ("PS+", "said", '"Maybe it was a mistake"'),
    ("PR+", "said", "it seems that the pump failed"),
    ("PR-", "said", "it does not seem that the pump failed"),
    ("PS+", "said", "the drug might help"),
    ("PR+", "said", '"I guess he left"'),
    ("PS+", "said", '"I\'m afraid he left"'),
    ("PR+ fut", "said", "the bank is expected to close the branch"),
    ("PR- fut", "said", "the bank is not expected to close the branch"),
    ("PR+", "believe", "the gang to be foreign"),
    ("PR-", "doesn't think", "the gang is foreign"),
    ("PR-", "did not believe", "that the gang was foreign"),
    ("PS+", "said", "it was conceivable that the gang was foreign"),
    ("PR-", "said", "While some remedies may provide comfort, old or new, there is no evidence that they cure"),
    ("PR+", "consider", "the deal fair"),
    ("PR-", "said", '"I don\'t believe he ever lied"'),
    ("PS-", "said", "he might not have been told"),
    ("PR+", "said", "his guess is that the pump failed"),
    ("PS+", "said", "the inquiry could last as long as two years"),
]
"""Probable or possible."""

UNKNOWN = [
    ("Uu", "said", "it is unclear whether he took the money"),
    ("Uu", "said", '"We don\'t know if he took the money"'),
    ("Uu fut", "asked", "to leave"),
    ("Uu fut", "urged", "the council to resign"),
    ("Uu fut", "asked", "the council to resign"),
    ("Uu", "asked", "whether the council would resign"),
    ("Uu", "wondered", "if the council would resign"),
    ("Uu", "asked", '"Will the council resign?"'),
    ("Uu", "asked", "why the council had resigned"),
    ("Uu fut", "wants", "to build a bridge"),
    ("Uu fut", "hopes", "to win"),
    ("Uu", "hoped", "that the ship was safe"),
    ("Uu", "said", "the minister must resign"),
    ("Uu", "said", "the minister should resign"),
    ("Uu", "said", "the minister ought to resign"),
    ("Uu", "said", "the minister has to resign"),
    ("Uu", "said", '"We need to talk"'),
    ("Uu fut", "said", '"I hope to be back by June"'),
    ("Uu fut", "called for", "an inquiry"),
    ("Uu fut", "demanded", "an inquiry"),
    ("Uu", "said", '"How can we win?"'),
    ("Uu", "said", '"I\'m not sure he left"'),
    ("Uu", "said", '"I\'m not sure whether he left"'),
    ("Uu", "could not say", "whether the gang was foreign"),
    ("Uu", "said", '"Let\'s go"'),
    ("Uu fut", "calls for", "an end to the war"),
    ("Uu", "does not know", "exactly how much he paid"),
    ("Uu fut", "said", '"I\'d like to see him leave"'),
    ("Uu", "said", "it remains to be seen whether he will pay"),
    ("Uu", "said", "the goal is to win"),
    ("Uu", "said", '"I wish he had stayed"'),
    ("Uu", "said", '"Should he resign?"'),
    ("Uu", "said", '"He need not worry"'),
    ("Uu fut", "had a goal", "to win"),
    ("Uu fut", "asked for", "the price to be kept secret"),
]
"""Asked, wished, ordered or called a duty."""

CONDITIONAL = [
    ("CT- cond", "said", "the bridge would not have collapsed if the bolts had been checked"),
    ("CT+ cond", "said", "the bridge would have held if the bolts had been checked"),
    ("CT+ cond", "says", '"It would be a mistake"'),
    ("CT+ cond fut", "said", "if the dam bursts, the town will be flooded"),
    ("CT+ cond fut", "said", "the town will be flooded if the dam bursts"),
    ("CT- cond fut", "said", "the town will not be flooded unless the dam bursts"),
    ("CT+ cond", "said", '"Had we known, we would have called"'),
    ("CT+ cond", "said", "were he to resign, the party would split"),
    ("CT+ cond fut", "said", "the firm will pay provided that the court agrees"),
    ("CT+ cond fut", "said", "the firm will pay as long as the court agrees"),
    ("CT+ cond", "said", "even if he had paid, he would have lost the house"),
    ("CT+ cond fut", "said", '"If so, I will go"'),
    ("CT+ cond fut", "said", "we will only negotiate if they withdraw"),
    ("CT- cond", "said", "there would be no war if they had talked"),
    ("CT+ cond", "said", '"Should he resign, the party would split"'),
    ("CT- cond", "said", '"So long as the strike goes on, our city cannot recover"'),
    ("CT+ cond", "says", "approval would be required"),
]
"""Under a condition."""

TO_COME = [
    ("CT+ fut", "said", "the line will not open until May"),
    ("CT+ fut", "said", "the line would open in May"),
    ("CT- fut", "said", "the line would not open in May"),
    ("CT+ fut", "said", "the line will open in May"),
    ("CT+ fut", "said", '"We\'ll open the line in May."'),
    ("CT- fut", "said", '"We won\'t open the line in May."'),
    ("CT+ fut", "said", "the council is going to vote"),
    ("CT- fut", "said", "the council is not going to vote"),
    ("CT+ fut", "said", "the council is to vote on Monday"),
    ("CT+ fut", "said", "the council plans to close the school"),
    ("CT- fut", "said", "the council does not plan to close the school"),
    ("CT+ fut", "promised", "to build a bridge"),
    ("CT+ fut", "vowed", "to build a bridge"),
    ("CT- fut", "vowed", "never to give in"),
    ("CT- fut", "vowed", "not to give in"),
    ("CT+ fut", "promised", "a new bridge"),
    ("CT+ fut", "threatened", "to leave"),
    ("CT- fut", "said", "there is no chance that he will pay"),
    ("CT+ fut", "said", "he is leaving tomorrow"),
    ("CT+ fut", "said", "the team is set to leave"),
    ("CT+ fut", "said", "the bank has decided to close the branch"),
    ("CT- fut", "said", "the bank has decided not to close the branch"),
    ("CT- fut", "said", "the bank decided against closing the branch"),
    ("CT- fut", "said", "he would never resign"),
    ("CT- fut", "had no plans", "to leave"),
    ("CT+ fut", "said", '"It\'s gonna rain"'),
    ("CT- fut", "said", '"Under no circumstances will we pay"'),
    ("CT+ fut", "said", "the bridge is due to open"),
    ("PR+ fut", "think", "as the season goes on they'll keep getting better, as well"),
    ("PR- fut", "said", "he expects no turmoil"),
    ("CT+ fut", "announced", "that for the safety of all involved, the debate, planned for May, would be held online"),
    ("PR+ fut", "implying", "approval would be required"),
]
"""Said to come."""


def shown(certainty: Certainty) -> str:
    """FactBank's value, "cond" where it is conditional, "fut" where it is to come."""
    return certainty.factbank + " cond" * certainty.conditional + " fut" * certainty.future


@pytest.mark.parametrize(("expected", "cue", "content"), CERTAIN + DENIED + WEAKER + UNKNOWN + CONDITIONAL + TO_COME)
def test_content_is_as_sure_as_its_words_and_its_cue(expected: str, cue: str, content: str) -> None:
    assert shown(certainty_of(content, cue)) == expected


@pytest.mark.parametrize(
    ("expected", "cue", "act", "content"),
    [
        ("Uu fut", "told", "request", '"Stop the bloodshed"'),
        ("CT+ fut", "pledged", "promise", '"We will build a bridge"'),
        ("CT-", "brushed aside", "deny", "that the pump had failed"),
        ("Uu", "inquired", "ask", "who had paid"),
        ("PR+", "of the opinion", "believe", "the pump had failed"),
        ("CT+", "said", "state", "the pump had failed"),
    ],
)
def test_act_counts_where_the_cue_says_nothing_itself(expected: str, cue: str, act: Act, content: str) -> None:
    assert shown(certainty_of(content, cue, act)) == expected


@pytest.mark.parametrize(
    "quoted", ['"The pump has not failed."', "“The pump has not failed”", "‘The pump has not failed’", "the pump hasn’t failed"]
)
def test_quotation_marks_and_apostrophes_make_no_difference(quoted: str) -> None:
    assert shown(certainty_of(quoted, "said")) == "CT-"


def test_only_the_main_proposition_of_the_first_sentence_counts() -> None:
    assert shown(certainty_of('"The pump failed. It may fail again. Who knows?"', "said")) == "CT+"
    assert shown(certainty_of("the pump, which may not have been serviced, failed", "said")) == "CT+"


def test_answer_of_one_word_is_passed_over() -> None:
    assert shown(certainty_of('"No. We will pay."', "said")) == "CT+ fut"


def test_empty_content_is_certain() -> None:
    assert shown(certainty_of("", "")) == "CT+"
    assert shown(certainty_of("…", "said")) == "CT+"


def test_values_of_factbank() -> None:
    def value(degree: str, polarity: str) -> str:
        return Certainty(degree=degree, polarity=polarity, conditional=False, future=False).factbank  # type: ignore[arg-type]

    assert [value(d, p) for d in ("certain", "probable", "possible", "unknown") for p in ("positive", "negative")] == [
        *("CT+", "CT-", "PR+", "PR-", "PS+", "PS-"),
        *("Uu", "Uu"),
    ]


_SMALL = [
    "that",
    "if",
    "not",
    "n't",
    "no",
    "to",
    ",",
    ".",
    "?",
    '"',
    "…",
    "the",
    "he",
    "it",
    "would",
    "be",
    "have",
    "had",
    "may",
    "in",
    "May",
    "is",
    "was",
]
_SMALL += [
    "likely",
    "said",
    "think",
    "deny",
    "of",
    "from",
    "keeping",
    "[w]e",
    "I'd",
    "can't",
    "'d",
    "'s",
    "due",
    "were",
    "who",
    "until",
    "-",
    "ruled",
    "out",
]
PIECES = st.sampled_from(_SMALL)


@given(st.text(), st.text(), st.sampled_from([None, "ask", "deny", "request", "state", "nonsense"]))
def test_any_text_has_a_certainty(content: str, cue: str, act: str | None) -> None:
    assert isinstance(certainty_of(content, cue, act), Certainty)


@given(st.lists(PIECES, max_size=14), st.lists(PIECES, max_size=3))
def test_any_jumble_of_small_words_has_a_certainty(content: list[str], cue: list[str]) -> None:
    assert isinstance(certainty_of(" ".join(content), " ".join(cue)), Certainty)


@given(st.lists(PIECES | st.text(), min_size=1, max_size=14), st.integers(0, 13))
def test_any_word_has_a_factuality(tokens: list[str], index: int) -> None:
    assert -3 <= factuality(tokens, min(index, len(tokens) - 1)) <= 3


@pytest.mark.parametrize(
    "piece", ["that he said ", "not ", "a", "if, ", "who ", "to ", '"', "n't", "had he, ", "arrested in ", "a.", "1,", "-a"]
)
def test_time_does_not_grow_faster_than_the_text(piece: str) -> None:
    started = time.perf_counter()
    certainty_of(piece * 20_000, piece * 20_000)
    factuality((piece * 2_000).split() or ["x"], 0)
    assert time.perf_counter() - started < 1


SENTENCES = [
    ("The dam {burst} on Monday", 2, 3),
    ("The dam did n't {burst} on Monday", -3, -1),
    ("The dam may {burst} on Monday", 0, 1.7),
    ("Engineers want to {blow} up the dam", 0.5, 2),
    ("Engineers failed to {save} the dam", -3, -0.5),
    ("Engineers did not fail to {save} the dam", 0.2, 3),
    ("Engineers refused to {leave} the dam", -3, -0.5),
    ("If the dam {bursts} , the town will flood", -0.5, 1.7),
    ("No one {died} in the flood", -3, 0.5),
    ("Engineers prevented a {collapse} of the dam", -1, 2),
]


@pytest.mark.parametrize(("sentence", "low", "high"), SENTENCES)
def test_factuality_of_the_marked_word(sentence: str, low: float, high: float) -> None:
    tokens = sentence.split()
    index = next(i for i, t in enumerate(tokens) if t.startswith("{"))
    assert low <= factuality([t.strip("{}") for t in tokens], index) <= high


def test_contractions_may_be_cut_or_whole() -> None:
    assert factuality(["He", "did", "n't", "leave"], 3) == factuality(["He", "didn’t", "leave"], 2)


def test_no_such_word() -> None:
    with pytest.raises(IndexError):
        factuality(["He", "left"], 2)
    with pytest.raises(IndexError):
        factuality([], 0)
