"""dxbook-launcher.exe: the window, without a console."""

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()  # the window's own worker processes start this very program
    from dxbook.apps import launcher

    sys.exit(launcher.told())
