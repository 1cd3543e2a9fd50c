"""Ten thousand marked values go through a configured site, and none comes out at any sink."""

import io
import json
import logging
import random
import re
import traceback
import zipfile

from promptward.audit.export import export
from promptward.audit.incident import bundle, inquire
from promptward.audit.reading import read_records
from promptward.audit.review import reviewed
from promptward.audit.review_page import Circumstances, page
from promptward.audit.review_tables import tables
from promptward.audit.verify import verify
from promptward.model import Actor, PromptwardError
from promptward.obligations.delivery import Command, deliver
from promptward.restore_stream import RestoreStream

from .clinic import CLINIC, ask
from .site import CONFIG, DOCTOR, Site

ROUNDS = 500
TOTAL = 10_000
RULES = """
rule told "Somebody is told" {
  when contains 5 or more distinct mrn
  then warn
  oblige audit full, notify officer within 1 hours
}
"""
# Each kind has a shape that nothing else in the project has, so that one look finds them all.
SHAPES = {
    "ssn": re.compile(rb"(?<![0-9a-f])9\d\d-\d\d-\d{4}(?![0-9a-f])"),
    "mrn": re.compile(rb"(?<![0-9a-f])7\d{7}(?![0-9a-f])"),
    "word": re.compile(rb"zq[a-z]{8}qz", re.IGNORECASE),
}


class Canaries:
    """A source of marked values, each given out once."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.given: set[str] = set()

    def draw(self, kind: str) -> str:
        while True:
            digits = f"{self.random.randrange(10**9):09d}"
            value = {
                "ssn": f"9{digits[:2]}-{digits[2:4]}-{digits[4:8]}",
                "mrn": f"7{digits[:7]}",
                "word": "zq"
                + "".join(self.random.choices("abcdefghijklmnopqrstuvwxyz", k=8))
                + "qz",
            }[kind]
            if value not in self.given:
                self.given.add(value)
                return value

    def leaked(self, data: bytes) -> set[str]:
        found = (match for shape in SHAPES.values() for match in shape.findall(data))
        return {text for text in (one.decode().lower() for one in found) if text in self.given}


class Visit:
    """A site through which marked values go, and everything that it shows of them."""

    def __init__(self, folder) -> None:
        self.canaries = Canaries(20_261_126)
        self.site = Site(folder, CONFIG, CLINIC.split('test "a summary')[0] + RULES)
        self.engine = self.site.engine()
        self.shown: list[str] = []

    def word(self) -> str:
        return self.canaries.draw("word")

    def show(self, *things: object) -> None:
        self.shown.extend(repr(thing) for thing in things)

    def fail(self, call, *given, **named) -> None:
        """Call what may raise; the error is shown as a log would show it."""
        try:
            call(*given, **named)
        except PromptwardError as error:
            out = io.StringIO()
            traceback.print_exception(error, file=out, chain=True)
            self.show(error, error.args, str(error.__cause__), str(error.__context__))
            self.shown.append(out.getvalue())

    def text(self) -> str:
        numbers = ", ".join(f"MRN {self.canaries.draw('mrn')}" for _ in range(5))
        others = ", ".join(self.canaries.draw("ssn") for _ in range(4))
        return f"{self.word()} {numbers}, SSN {others} {self.word()}"

    def request(self, number: int):
        word = self.word
        return ask(
            self.text(),
            actor=DOCTOR,
            scope=word(),
            person=word(),
            destination=word() if number % 9 == 0 else "azure",
            purpose=word() if number % 11 == 0 else "summary",
            endpoint=f"https://{word()}.example/{word()}?q={word()}" if number % 13 == 0 else None,
            channel=word() if number % 7 == 0 else "api",
            features=[word()] if number % 17 == 0 else [],
            break_glass=f"emergency of {word()}" if number % 5 == 0 else None,
            justification=word() if number % 6 == 0 else None,
        )

    def once(self, number: int) -> None:
        """One conversation: decide, send, restore, and every call that may fail."""
        word, engine, request = self.word, self.engine, self.request(number)
        decision = engine.decide(request)
        self.show(decision, decision.reasons, decision.explain(), decision.to_json(), request)
        self.show(decision.receipt, decision.scope, engine, self.site.custody())
        if not decision.blocked:
            left = self.canaries.leaked(decision.text.encode())
            assert left <= set(re.findall("zq[a-z]{8}qz", request.text))
            stream = RestoreStream(decision.scope.vault)
            stream.feed(decision.text[:-9])
            self.show(decision.restore_report(f"{word()} {decision.text}"), stream)
            decision.settle("sent", "200")
        self.fail(decision.restore, word())
        self.fail(engine.restore, word(), word(), actor=Actor(f"u{number}"))
        self.fail(engine.justify, request, f"because of {word()}")
        self.fail(engine.redact, request.text, scope=word(), person=word())
        self.fail(self.site.custody().log.append, {"ev": "intent", "dest": f"{word()} \n"})
        stranger = Actor("u", {word()}, department=word())
        if number % 50 == 0:
            self.show(engine.decide(ask(request.text, actor=stranger, scope=word())))

    def read_back(self, sink) -> None:
        """Everything that is made of a log: review, exports, inquiry, notices."""
        log = str(self.site.log)
        rows = list(read_records(log))
        assert {"intent", "denial", "error", "break_glass", "restore", "outcome", "justification"} <= {
            row["ev"] for row in rows
        }  # fmt: skip
        state = Circumstances("now", "o", True, [], 1, None, [], [])
        self.shown += [page(reviewed(rows), state), *tables(reviewed(rows)).values()]
        self.shown.append(json.dumps(rows))
        for form in ("jsonl", "syslog", "otlp", "cef"):
            self.shown += export(rows, form, "host")
        subject = next(d for row in rows for _, _, d in row.get("subjects", []))
        found = inquire(log, {subject})
        sink.with_suffix(".zip").write_bytes(bundle(log, found, verify(log), "now"))
        with zipfile.ZipFile(sink.with_suffix(".zip")) as archive:
            self.shown += [archive.read(name).decode() for name in archive.namelist()]
        notices = self.site.custody().spool.pending()
        assert len(notices) > 100
        deliver(notices[0], {"role:officer": Command(("sh", "-c", f"cat > {sink}"))})
        self.shown += [notice.message("now") + notice.subject() for notice in notices]


def test_no_canary_comes_out_at_any_sink(tmp_path, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    visit = Visit(tmp_path)
    canaries, segments = visit.canaries, visit.site.log / "segments"
    for number in range(ROUNDS):
        if number == ROUNDS // 2:  # the log is gone for one conversation
            segments.rename(tmp_path / "away")
        visit.once(number)
        if number == ROUNDS // 2:
            (tmp_path / "away").rename(segments)
    while len(canaries.given) < TOTAL:
        text = f"{visit.word()} {canaries.draw('mrn')}"
        visit.engine.decide(ask(text, scope=visit.word(), person=visit.word()))
    visit.read_back(tmp_path / "delivered")

    assert verify(str(visit.site.log), key=visit.site.key).sound
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert sum(map(len, written)) > 1_000_000
    out = capfd.readouterr()
    said = "\n".join([*visit.shown, caplog.text, out.out, out.err])
    sinks = [*written, said.encode("utf-8", "surrogatepass")]
    leaks = {value for data in sinks for value in canaries.leaked(data)}
    assert len(leaks) == 0, f"{len(leaks)} canaries came out"
    # And the look itself is able to find one.
    assert canaries.leaked(f"x {next(iter(canaries.given))} y".encode())
