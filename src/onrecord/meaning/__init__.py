"""What a content means, as a vector: contents that say alike lie close together, whatever their words.

`codes` are small forms of vectors, `head` makes one of the words of a content, `gathering` does so while an article is read, and
`embedding` for a text that stands alone. Nothing is imported here, as a record needs the codes and no network.
"""

__all__ = ["LEAST"]

LEAST = 0.35
"""Cosine similarity below which two texts are taken to have nothing to do with each other."""
