"""Rules by date: limits, taxes, customs modes and benefits of zones in force on a day, and where imports were open.

The questions, the errors and ``RateLike`` are public through ``pilotzones``; the modules may change.
"""
