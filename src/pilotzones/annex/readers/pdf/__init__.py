"""PDF files: the glyphs of a page become grids, by ruling lines or by the spaces between columns."""
