"""Leaving: what may leave of a prompt that was written into a cell."""

from html import escape

from promptward.decision import Decision
from promptward.guard.context import Asked

__all__ = ["Leaving"]


class Leaving:
    """
    The decision about a cell's prompt.

    `text` is what may leave, None if nothing may; `restore` turns the pseudonyms of a reply back.
    Displayed it shows the text that may leave, and never the prompt.
    """

    def __init__(self, decision: Decision, asked: Asked) -> None:
        self.decision = decision
        strict = asked.mode == "block" and bool(decision.replaced)
        held = decision.verdict == "require_justification"
        self.verdict = "block" if strict else decision.verdict
        self.text = None if strict or held else decision.text

    def __str__(self) -> str:
        """What may leave; nothing where nothing may."""
        return self.text or ""

    def __repr__(self) -> str:
        """The verdict, and the text that may leave."""
        if self.text is None:
            return f"{self.verdict}: {self._because() or 'identifiers would have to be replaced'}"
        return f"{self.verdict}:\n{self.text}"

    def _repr_html_(self) -> str:
        said = escape(self.text) if self.text is not None else escape(self._because())
        return (
            f"<div><b>{escape(self.verdict)}</b>"
            f'<pre style="white-space:pre-wrap;margin:.3em 0">{said}</pre></div>'
        )

    def _because(self) -> str:
        return "; ".join(reason.message for reason in self.decision.reasons)

    def restore(self, reply: str) -> str:
        """A reply with the pseudonyms of this prompt turned back."""
        return self.decision.restore(reply)
