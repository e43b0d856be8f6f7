"""Several processes judge as one does, and go on when one of them is killed."""

import os
import signal
from multiprocessing import active_children

from onrecord.claims.judging import judge
from onrecord.claims.pooling import pooled

PAIRS = [(f"that {n} boats sank in the harbour", f"{n + n % 3} boats had sunk") for n in range(70)]


def test_several_processes_judge_as_one_does_also_when_they_are_killed() -> None:
    alone = judge(PAIRS)
    with pooled(2) as judging:
        assert judging(PAIRS) == alone
        assert judging([]) == []
        children = active_children()
        assert children
        for child in children:
            os.kill(child.pid or 0, signal.SIGKILL)
        assert judging(PAIRS) == alone
        assert judging(PAIRS[:3]) == alone[:3]
    assert not active_children()
