"""`python -m d9311`."""

import sys

from d9311.cli import main

sys.exit(main())
