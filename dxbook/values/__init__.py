"""The grammar of KPI values: numerals, eras, units, words, and the passes that read them."""
