"""What the statistics do on invented practices whose truth is known; `python -m tests.simulate` prints it."""
