"""`python -m tsmforms`."""

from tsmforms.cli import main

if __name__ == "__main__":
    main()
