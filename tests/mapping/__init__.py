"""What the headers and words of foreign exports are taken to mean."""
