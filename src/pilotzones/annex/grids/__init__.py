"""Grids: which column is the code, the name and the remark, and which cells make a row. Nothing here is public."""
