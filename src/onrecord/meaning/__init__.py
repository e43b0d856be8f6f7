"""What a content means, as a vector: contents that say alike lie close together, whatever their words."""

from onrecord.meaning.codes import DIMENSION
from onrecord.meaning.embedding import Embedder, embedder
from onrecord.meaning.gathering import Meanings, Vectors

__all__ = ["DIMENSION", "LEAST", "Embedder", "Meanings", "Vectors", "embedder"]

LEAST = 0.35
"""Cosine similarity below which two texts have nothing to do with each other, and nothing is shown."""
