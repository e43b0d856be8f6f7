import pytest

from onrecord.circumstances.acts import act_of
from tests.circumstances.marked import setting


@pytest.mark.parametrize(
    ("act", "marked"),
    [
        ("state", "[Lind] <said> {the bridge was closed in May}."),
        ("state", "[The firm] <said> {it would not attend}."),
        ("state", "[Lind] <rejected> {the offer of a new post}."),
        ("deny", "[Lind] <rejected> {the allegation that he took money}."),
        ("deny", "[Lind] <has denied> {taking money}."),
        ("deny", "[The firm] <pleaded not guilty> {to the charge}."),
        ("confirm", "[The firm] <admitted> {that the pump failed}."),
        ("confirm", "[Lind] <pleaded guilty> {to fraud}."),
        ("accuse", "[The union] <accused> {the firm of hiding the figures}."),
        ("accuse", "[Lind] <said> {the minister had lied to the house}."),
        ("accuse", "[The mayor] <lashed out> {at the firm}."),
        ("warn", "[The agency] <warned> {that the ice is thin}."),
        ("threaten", "[The union] <threatened> {to strike}."),
        ("threaten", '[Lind] <said>, {"We will make them pay for this."}'),
        ("promise", "[Lind] <vowed> {to repay every crown}."),
        ("promise", "[Lind] <said> {he would resign by June}."),
        ("promise", '"{We will repay every crown}," [Lind] <said>.'),
        ("promise", "[Lind] <agreed> {to testify}."),
        ("request", "[Lind] <called for> {an inquiry}."),
        ("request", "[The judge] <asked> {them to leave}.".replace("{them to", "them {to")),
        ("request", "[Lind] <urged> the firm {to pay}."),
        ("ask", "[Lind] <asked> {whether the bridge was safe}."),
        ("ask", '"{Who pays for this?}" [Lind] <said>.'),
        ("predict", "[The bank] <forecast> {growth of two percent}."),
        ("predict", "[The bank] <said> {prices would fall in spring}."),
        ("believe", "[Lind] <thinks> {the bridge is safe}."),
        ("believe", "[The firm] <plans> {to close the plant}."),
        ("believe", "[Lind] <hopes> {to return}."),
        ("decline", '{"No comment,"} [Lind] <said>.'),
        ("decline", "[The firm] <declined to comment>."),
        ("decline", "[The firm] <did not immediately respond to a request for comment>."),
        ("decline", "[Lind] <has not replied> {to the letter}."),
        ("decline", "[The police] <could not be reached for comment>."),
    ],
)
def test_act(act: str, marked: str) -> None:
    assert act_of(setting(marked)) == act


def test_without_cue_the_content_decides() -> None:
    assert act_of(setting('{"Who pays for this?"}')) == "ask"
    assert act_of(setting('{"The bridge is safe."}')) == "state"


def test_nothing_at_all_is_a_statement() -> None:
    assert act_of(setting("{—}")) == "state"
