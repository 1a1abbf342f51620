"""Where the frozen program starts: the same door as `python -m jiaoyan_desktop`."""

import multiprocessing
import sys

from jiaoyan_desktop.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # foreign files are read in child processes, which start this same program
    sys.exit(main())
