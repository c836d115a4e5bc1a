"""Tables as files: what a cell may hold, how a table is read and written, and which folders hold tables.

Nothing here is public; ``docs/reference/data-format.md`` describes the format, which is.
"""
