"""From cells to records: headers, kinds, addresses."""
