"""Whole files of goods, screened row by row: CSV with the standard library alone, Excel and Parquet with theirs."""
