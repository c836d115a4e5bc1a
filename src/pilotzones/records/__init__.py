"""The frozen records that every answer is made of.

Rooms by question, so that one about zones does not build the records of goods:
``zones`` (Province, Batch, Zone), ``announcements`` (Announcement, Change, Settled),
``answers`` (Edition, Item, Verdict), ``knowledge`` (Source, Coverage) and ``manifest``.
"""
