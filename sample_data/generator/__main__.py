"""Write the sample files anew."""

from __future__ import annotations

from . import generate

for path in generate():
    print(path)
