"""dxbook.exe: the command line, also the function server of the add-in."""

import sys


def main() -> int:
    """Run one verb, or be a worker process of another one."""
    if any(word.startswith("--multiprocessing-fork") or word == "-c" for word in sys.argv[1:3]):
        import multiprocessing

        multiprocessing.freeze_support()  # does a worker's work and ends; returns where this is none
    from dxbook.apps.cli import main as command_line

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
