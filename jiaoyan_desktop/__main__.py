"""``python -m jiaoyan_desktop``: the same door as the command ``jiaoyan``."""

from __future__ import annotations

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
