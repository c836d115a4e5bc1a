"""The frozen records that every answer is made of.

Rooms by question, so that one about zones does not build the records of goods:
``zones`` (Province, Batch, Zone), ``announcements`` (Announcement, Change, Settled),
``conditions`` (what a remark asks for), ``answers`` (Edition, Item, Verdict, Span),
``comparisons`` (Difference, Event), ``tariff``, ``knowledge`` (Source, Coverage) and
``manifest``.
"""
