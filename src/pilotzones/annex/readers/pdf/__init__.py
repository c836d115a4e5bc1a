"""PDF files: the characters of a page become grids, by ruling lines or by the white space between columns."""
