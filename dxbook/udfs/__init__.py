"""What stands behind the worksheet functions of ``dxbook.udf``: shapes, one cell at a time, whole tables."""
