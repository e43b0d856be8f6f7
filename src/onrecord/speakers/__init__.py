"""From the words of a source to a speaker."""
