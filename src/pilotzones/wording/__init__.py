"""The sentences of answers and of errors that tell of law: one table of wordings for each language.

A new sentence is a row in ``english.py`` and one in ``chinese.py``, with the same key and the same names in braces.
"""
