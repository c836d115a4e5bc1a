"""The frozen records that every answer is made of.

One module a subject, so that a question about zones does not build the records of goods: ``zones`` (Province, Batch,
Zone), ``announcements`` (Announcement, Change), ``conditions`` (what a remark asks for), ``list_answers`` (Edition,
Item, Verdict, Span), ``comparisons`` (what ``diff`` and ``timeline`` give), ``tariff_lines``, ``knowledge`` (Source,
Coverage), ``shipped_tables`` and ``evidence``. The names that ``pilotzones`` offers are public; the modules may change.
"""
