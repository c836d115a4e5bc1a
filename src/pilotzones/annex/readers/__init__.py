"""Readers: a file of any format becomes grids of cells and lines of text, page by page. Nothing here is public."""
