"""The positive list (跨境电子商务零售进口商品清单): announcements replayed into editions, and their answers.

Nothing here is public but the errors and ``read_remark``; the questions are those of ``pilotzones`` and ``Dataset``.
"""
