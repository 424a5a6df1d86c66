"""The parts of a check sheet: what is shown, and how it is said."""
