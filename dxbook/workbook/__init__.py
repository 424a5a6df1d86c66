"""Excel files, one package a way of touching them: ``open``, ``edit``, ``make``."""
