"""Geography: how names of places are read, which codes they have, and which of them are pilot zones on a day.

Nothing here is public but the errors; the questions are those of ``pilotzones`` and ``Dataset``.
"""
