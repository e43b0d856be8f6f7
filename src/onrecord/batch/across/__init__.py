"""What articles have in common, by shuffles of the engine: the same speaker, copies, statements and claims.

Each module here is one step; what it calls for a row or a handful of rows are the functions by which a record does the same.
"""
