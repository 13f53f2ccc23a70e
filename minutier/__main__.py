"""`python -m minutier` is the command `minutier`."""

from minutier.cli import main

if __name__ == "__main__":
    main()
