"""Rating: the formulas on numbers, one KPI, its parts, and the results of a whole plan."""
