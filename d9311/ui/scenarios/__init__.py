"""The parts of the page Scenarios: share and trend, claims, and what followed."""
