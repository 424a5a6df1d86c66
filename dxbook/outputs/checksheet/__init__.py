"""checksheet."""
