"""The tables, all on one page, and their migrations."""
