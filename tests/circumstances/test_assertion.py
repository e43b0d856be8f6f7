import pytest

from onrecord.circumstances.assertion import is_asserted
from tests.circumstances.marked import setting

SAID = [
    "Not until Friday did [Lind] <say> {that it was safe}.",
    "Not only did [Lind] <say> {so}, he showed it.",
    "At the time [Lind] <said> {it was safe}.",
    "Until his death [Lind] <said> {it was safe}.",
    "[No. 10] <said> {it was safe}.",
    "[Nobody's Child], a charity, <said> {it was safe}.",
    "[Lind] would only <say> {that it was closed}.",
    "[Lind] can be heard <saying> {that it was closed}.",
    "When [Lind] <said> {it was safe}, nobody believed it.",
    "[Lind] <has never stopped saying> {that it was safe}.",
    "[Lind] <is not the first to say> {that the dam is weak}.",
    "{The dam is weak}, [Lind] <never tires of saying>.",
    "[Lind] did not hesitate to <say> {so}.",
    "[Lind] didn’t hesitate to <say> {so}.",
    "No sooner had [Lind] <said> {so} than it burst.",
    "[Lind] <said> {the bridge was closed}.",
    "[Lind] did not only <say> {the bridge was closed}, he showed it.",
    "[Lind] has not resigned and <said> {he would stay}.",
    "[Lind] did not attend, but <told> reporters {he was ill}.",
    "[Lind] <denied> {the claim}.",
    "[Lind] <has vigorously denied> {the claim}.",
    "[Lind] went on to <say> {the bridge was closed}.",
    "[The firm] had to <admit> {that the pump failed}.",
    "[She] would later <say> {it was a mistake}.",
    "[I] must <say> {it was a mistake}.",
    "[The mayor] should resign for <saying> {that}.",
    "[Lind] must answer the <allegation> {that he took money}.",
    "If it rains, the bridge will be closed, [Lind] <said>.",
    "No doubt [Lind] <said> {so}.",
    "[Lind] continues to <insist> {the bridge is safe}.",
    '"It will not open," [Lind] <said>, {adding that it was cracked}.',
    "<According to> [Lind], {the bridge is closed}.",
    "[Lind] took to the airwaves to <defend> {his plan}.",
]
NOT_SAID = [
    "[Lind] <denied saying> {that it was safe}.",
    "[Lind] <has denied ever telling> Moreau {that it was safe}.",
    "At no point did [Mayor Lind] <say> {that it was safe}.",
    "Nowhere in her report does [Lind] <claim> {that it was safe}.",
    "Not once has [Lind] <said> {so}.",
    "There is no evidence that [Lind] <said> {so}.",
    "It is not true that [Lind] <said> {so}.",
    "Nobody has heard [Lind] <say> {so}.",
    "[Lind] may <say> on Friday {that it is safe}.",
    "[Lind] must <admit> {that it was closed}.",
    "[Lind] has to <say> {whether it is safe}.",
    "[Lind] is due on Friday to <announce> {the result}.",
    "[Lind] is scheduled on Friday to <tell> the council {the result}.",
    "Once [Lind] <says> {so}, work begins.",
    "As soon as [Lind] <confirms> {the result}, work begins.",
    "When [Lind] <announces> on Friday {that it is open}, traffic will return.",
    "Were [Lind] to <say> {so}, nobody would believe it.",
    "[Not a single official] <said> {so}.",
    "Not even [Lind] <said> {so}.",
    "[Hardly anyone] <said> {so}.",
    "It was not [Lind] who <said> {so}.",
    "That is not what [Lind] <said>, {so}.",
    "Rather than <admit> {that it was closed}, [Lind] left.",
    "[Lind] was unable to <say> {whether it was safe}.",
    "[Lind] was reluctant to <say> {whether it was safe}.",
    "[Lind] is considering <telling> the council {so}.",
    "[Lind] to <announce> {bridge opening on Friday}",
    "[She] ’d <tell> you {that it is safe}.",
    "[Whoever] <says> {so} is lying.",
    "[Who] <said> {it was safe}?",
    "Had [Lind] <said> {so}, it would have been closed.",
    "[Had Lind] <said> {so}, it would have been closed.",
    "[Lind] did not <say> {when the bridge would open}.",
    "[Lind] didn't <say> {when}.",
    "[Lind] didn’t <say> {when}.",
    "[Lind] never <claimed> {to be an engineer}.",
    "[Lind] left without <saying> {who paid}.",
    "If [Lind] <says> {yes}, work begins.",
    "[Lind] will <announce> {the result}.",
    "[Lind] ’ll <announce> {the result}.",
    "[Lind] is expected to <announce> {the result}.",
    "[Lind] could <argue> {that he was away}.",
    "[Lind] has yet to <confirm> {the date}.",
    "[Lind] stopped short of <accusing> {the firm}.",
    "[Lind] refused to <say> {who paid}.",
    "[Lind] failed to <mention> {the cracks}.",
    "The council urged [Lind] to <apologise> {for the delay}.",
    "[Nobody] <said> {it was safe}.",
    "[No official] <confirmed> {the number}.",
    "[Not everyone] <agreed> {that it was safe}.",
    "{No injuries} were <reported>.",
    "[Lind] had not, as of Friday, <announced> {a date}.",
    "[The report] <made no mention> {of cracks}.",
    "Did [Lind] <say> {that it was safe}?",
    "[Lind] cannot <say> {when}.",
    "[Lind] denied having <said> {so}.".replace("denied having", "refrained from having"),
    "Asked whether [Lind] <said> {so}, the firm was silent.",
]


@pytest.mark.parametrize("marked", SAID)
def test_said(marked: str) -> None:
    assert is_asserted(setting(marked))


@pytest.mark.parametrize("marked", NOT_SAID)
def test_not_said(marked: str) -> None:
    assert not is_asserted(setting(marked))


def test_a_refusal_to_comment_takes_place() -> None:
    assert is_asserted(setting("[The firm] <did not respond to a request for comment>."), declines=True)


def test_a_quotation_without_a_cue_was_said() -> None:
    assert is_asserted(setting('{"Nothing will change."}'))
