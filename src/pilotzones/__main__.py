"""``python -m pilotzones``."""

import sys

from pilotzones.cli import main

if __name__ == "__main__":
    sys.exit(main())
