"""`python -m promptward`: the command line."""

from promptward.cli import main

if __name__ == "__main__":
    main()
