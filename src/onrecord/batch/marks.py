"""Which article a slice was at when its worker was killed: one over which workers are killed again and again is left out.

A slice that is begun leaves a mark, and takes it away when it is done. Only where one stands already, each article is marked as well, so
that nothing is written for what goes well.
"""

from onrecord.batch.storage import Folder

__all__ = ["Marks"]

_BEGUN = "_work/begun"
_TIMES = 2
"""How often a worker must be killed over one article, after a first time over its slice; once may be somebody who stops the job."""


class Marks:
    """The marks of one slice.

    Args:
        folder: The dataset.
        name: The slice.

    Attributes:
        deadly: The articles that are left out, by their numbers in the input.
    """

    def __init__(self, folder: Folder, name: str) -> None:
        self._folder = folder
        self._name = f"{_BEGUN}/{name}.json"
        before = folder.read_json(self._name) if folder.has(self._name) else None
        self._again = before is not None
        self.deadly: set[int] = set()
        self._at: int | None = None
        self._times = 0
        if before is not None:
            self.deadly, self._at, self._times = set(before["deadly"]), before["at"], before["times"]
            if self._times >= _TIMES and self._at is not None:
                self.deadly.add(self._at)
                self._at, self._times = None, 0
        self._write()

    def begin(self, index: int) -> None:
        """Say that an article is begun."""
        if self._again:
            at, times = self._at, self._times
            self._write(index, times + 1 if index == at else 1)

    def _write(self, at: int | None = None, times: int = 0) -> None:
        if at is None:
            at, times = self._at, self._times
        self._folder.write_json(self._name, {"deadly": sorted(self.deadly), "at": at, "times": times})

    def forget(self) -> None:
        """The slice is done."""
        self._folder.remove(self._name)
