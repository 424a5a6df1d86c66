"""What kind of file it is, its limits, and what calamine does not tell of it."""
