"""`policydesk` and `python -m desktop`: imports next to nothing, so that something happens soon."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program with `arguments` (default: the process's own); the exit status."""
    if getattr(sys, "frozen", False):
        # A frozen program is also what its own helper processes are started as.
        from multiprocessing import freeze_support

        freeze_support()
    from desktop.app import run

    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
