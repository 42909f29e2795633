"""The command line."""

from __future__ import annotations


def main() -> None:
    """Run the command line; the exit status is that of design: 0 good, 1 errors, 2 usage, 3 refused, 4 environment."""
    from tsmforms.cli.app import run

    run()
