"""The vector of a text that stands alone, such as a question."""

from functools import cache

from onrecord.attribution.finding import Finder
from onrecord.attribution.network import Floats
from onrecord.errors import InputError
from onrecord.meaning.gathering import Meanings, Vectors
from onrecord.meaning.head import Head
from onrecord.model import Reading

__all__ = ["Embedder", "embedder"]

_LONGEST = 20_000
"""Characters of a text that are looked at."""


class Embedder:
    """Makes vectors of texts.

    Args:
        finder: Shows a text to who wants to see it.
        head: Makes vectors of what is seen.

    Attributes:
        maker: What is the same for vectors that can be compared.
    """

    def __init__(self, finder: Finder, head: Head) -> None:
        self._finder = finder
        self._head = head
        self.maker = head.maker

    def of(self, text: str) -> Floats:
        """The unit vector [256] of a text.

        Raises:
            InputError: There is no word in it.
        """
        meanings = Meanings(self._head)
        self._finder.show(text[:_LONGEST], meanings)
        vector = meanings.all()
        if vector is None:
            raise InputError("there is no word in it; say what is looked for", repr(text[:40]))
        return vector

    def again(self, reading: Reading) -> Vectors:
        """The vectors of an article that was read before; they are those that reading it makes."""
        meanings = Meanings(self._head)
        self._finder.show(reading.article.text, meanings)
        return meanings.vectors(reading.attributions)


@cache
def embedder() -> Embedder:
    """The embedder that comes with the package.

    Raises:
        WeightsError: The model is missing or damaged.
    """
    from onrecord.attribution.onnx import shipped  # noqa: PLC0415  (onnxruntime takes a while to import)
    from onrecord.meaning import head  # noqa: PLC0415

    made = head.shipped()  # first, as it is the quicker one to be missing
    network = shipped()
    return Embedder(Finder(network, network.tokenizer), made)
