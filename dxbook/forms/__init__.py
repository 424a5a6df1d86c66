"""The check sheet's forms: placeholders, reading an office's own, making the shipped ones."""
