"""Pages without a browser, over imported data."""
