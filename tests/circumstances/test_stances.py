import pytest

from onrecord.circumstances.stances import stance_of
from tests.circumstances.marked import setting


@pytest.mark.parametrize(
    ("stance", "marked"),
    [
        ("neutral", "[Lind] <said> {the bridge was closed}."),
        ("neutral", "[Lind] <insisted> {the bridge was safe}."),
        ("neutral", "The bridge is <reportedly> {closed}."),
        ("distancing", "[Lind] <claimed> {the bridge was closed}."),
        ("distancing", "[Lind] <made claims> {of fraud}."),
        ("distancing", "The money was <allegedly> {stolen}."),
        ("distancing", "[Lind] falsely <said> {the bridge was closed}."),
        ("distancing", "[Lind] <said>, without offering evidence, {that the vote was bought}."),
        ("distancing", "[Lind] <said> {the vote was bought}, without offering any evidence."),
        ("distancing", '[Lind] "<explained>" {that the vote was bought}.'),
        ("endorsing", "[The firm] <admitted> {that the pump failed}."),
        ("endorsing", "[The report] <found> {cracks in the wall}."),
        ("endorsing", "[Lind] <pointed out> {that it was Sunday}."),
        ("endorsing", "[Lind] rightly <said> {it was Sunday}."),
        ("neutral", "[The court] <found guilty> {the two men}."),
    ],
)
def test_stance(stance: str, marked: str) -> None:
    assert stance_of(setting(marked)) == stance


def test_a_whole_quotation_is_no_scare_quote() -> None:
    assert stance_of(setting('{"The bridge is safe,"} [Lind] <said>. "It is."')) == "neutral"
