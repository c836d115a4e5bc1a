"""``python -m pilotzones``."""

import sys

from pilotzones.cli import main

sys.exit(main())
