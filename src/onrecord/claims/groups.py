"""Putting together what belongs together, pair by pair (union-find)."""

__all__ = ["Groups"]


class Groups:
    """Disjoint sets of names; a name that was never joined is a set of its own."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        """The name that stands for a name's set, until the set is joined with another one."""
        while (up := self._parent.setdefault(name, name)) != name:
            self._parent[name] = name = self._parent.setdefault(up, up)
        return name

    def join(self, a: str, b: str) -> bool:
        """Make one set of those of two names; False where they were one already."""
        one, other = self.find(a), self.find(b)
        self._parent[one] = other
        return one != other
