"""Fetch annexes from the ministry's pages: nothing here runs unless ``fetch`` or ``latest`` is called.

What is public is in ``pilotzones.annex``; the modules here may change in any release.
"""
