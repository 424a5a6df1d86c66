"""Handing out: whose is what, each department's workbook, file names."""
