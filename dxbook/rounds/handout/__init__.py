"""handout."""
