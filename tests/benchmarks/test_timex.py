import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.circumstances.times import times_in

ROOT = Path(__file__).parents[2]

TML = b"""<TimeML><DOCID>invented</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2026-03-05" functionInDocument="CREATION_TIME">20260305</TIMEX3></DCT>
<TEXT>Lind <EVENT eid="e1">spoke</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2026-03-04">Wednesday</TIMEX3> and from
<TIMEX3 tid="t2" type="DATE" value="1985">1985</TIMEX3> to <TIMEX3 tid="t3" type="DATE" value="1987">1987</TIMEX3>, for
<TIMEX3 tid="t4" type="DURATION" value="P2W">two weeks</TIMEX3>, in <TIMEX3 tid="t5" type="DATE" value="199">the 1990s</TIMEX3> and
<TIMEX3 tid="t6" type="DATE" value="2026-03-01">one fine day</TIMEX3>.</TEXT></TimeML>"""


@pytest.fixture(scope="module")
def timex() -> ModuleType:
    spec = importlib.util.spec_from_file_location("timex", ROOT / "benchmarks" / "timex.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["timex"] = module
    spec.loader.exec_module(module)
    return module


def test_expressions_are_read_with_their_places(timex: ModuleType) -> None:
    document = timex.document("invented", TML)
    assert [document.text[slice(*e.span)] for e in document.gold] == ["Wednesday", "1985", "1987", "the 1990s", "one fine day"]
    assert [e.absolute for e in document.gold] == [False, True, True, True, False]


def test_each_end_of_an_interval_answers_one_expression(timex: ModuleType) -> None:
    document = timex.document("invented", TML)
    found = [times_in(document.text, document.reference)]
    values = timex.scored([document], found, timex.day_month_year, timex.values_of, None)
    assert (values.gold, values.detected, values.right, values.ours) == (4, 3, 3, 3)
    everything = timex.scored([document], found, timex.normal, timex.timexes_of, None)
    assert (everything.gold, everything.detected, everything.right, everything.ours) == (5, 4, 4, 4)
    assert everything.f1 == pytest.approx(100 * 8 / 9)
