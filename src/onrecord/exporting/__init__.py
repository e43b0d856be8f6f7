"""A reading, shown: as JSON, in a terminal, as a page.

Each module is one way to show what was read and imports its library itself, so that none pays for another.
"""
