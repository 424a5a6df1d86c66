"""The spring of a sample city: hand out, invented answers with a few slips, collect."""
