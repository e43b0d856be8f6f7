"""How sure a source is of what it says, in words of grammar: degree, polarity, condition and future.

The values are those of FactBank (Saurí and Pustejovsky 2009), seen from the source: certain, probable, possible or unknown, positive or
negative.
"""

from onrecord.circumstances.certainty.factuality import factuality
from onrecord.circumstances.certainty.source import certainty_of
from onrecord.model import Certainty

__all__ = ["Certainty", "certainty_of", "factuality"]
