"""The mapping screen: what the columns and words of a file mean, asked and answered."""
