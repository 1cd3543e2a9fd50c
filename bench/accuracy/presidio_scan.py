"""
presidio-cli on files, with pattern recognisers alone: its fastest form, and no model to fetch.

    .venv-peers/bin/python -m bench.accuracy.presidio_scan FILE…

Otherwise it is the command as it is: its default engine needs a large model of spaCy's.
"""

from bench.accuracy.peer_runner import patterns_analyzer


def main() -> None:
    from presidio_cli import cli, config  # type: ignore[import-not-found]  # of .venv-peers

    config.AnalyzerEngine = patterns_analyzer
    cli.run()


if __name__ == "__main__":
    main()
