"""Collecting returned workbooks: receiving each file, merging three-way, verdicts, the new plan."""
