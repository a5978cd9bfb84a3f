"""What a command ends with, and what every command's parser is added to."""

from __future__ import annotations

import argparse
from typing import TypeAlias

DONE, UNEXPECTED, REFUSED, CROSSED, INTERRUPTED = 0, 1, 2, 3, 130

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
