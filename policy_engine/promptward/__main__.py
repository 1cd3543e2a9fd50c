"""`python -m promptward`: the command line."""

from promptward.cli import entry

if __name__ == "__main__":
    entry()
