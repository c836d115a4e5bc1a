"""Readers: a file of any format becomes grids of cells and loose lines, page by page. Nothing here is public."""
