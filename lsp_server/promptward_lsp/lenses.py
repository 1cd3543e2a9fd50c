"""The lines above prompts: how many identifiers each holds, and what the policy says."""

import asyncio
from typing import cast

from lsprotocol import types

from promptward_lsp import deciding
from promptward_lsp.diagnostics import Json
from promptward_lsp.project import Project
from promptward_lsp.protocol import StaleError
from promptward_lsp.session import Session

__all__ = ["Lenses"]


class Lenses:
    """Lenses of open documents; their titles are made when the client asks for them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offered(self, params: types.CodeLensParams) -> list[Json]:
        """One lens for each part that reads like a prompt and holds findings."""
        opened = self._session.opened.get(params.text_document.uri)
        if opened is None or opened.ward or not self._session.wishes.lens:
            return []
        self._session.refresh(opened)
        document = opened.document
        return [
            {
                "range": document.range_of(one.start, one.start, self._session.encoding),
                "data": {
                    "uri": document.uri,
                    "version": document.version,
                    "start": one.start,
                    "end": one.end,
                    "count": one.findings,
                },
            }
            for one in deciding.regions(document, list(opened.standing.shown))
        ]

    async def resolved(self, lens: types.CodeLens) -> Json:
        """The lens with its title: what the policy says about that part."""
        data = cast("dict[str, object]", lens.data if isinstance(lens.data, dict) else {})
        opened = self._session.opened.get(str(data.get("uri")))
        project = self._session.projects.get(opened.root) if opened is not None else None
        if opened is None or not isinstance(project, Project):
            raise StaleError
        if data.get("version") != opened.document.version:
            raise StaleError
        start, end = int(str(data.get("start"))), int(str(data.get("end")))
        wishes = self._session.wishes
        decision = None
        if 0 <= end - start <= deciding.LARGEST_REGION:
            text = opened.document.text[start:end]
            loop = asyncio.get_running_loop()
            decision = await loop.run_in_executor(
                None, lambda: deciding.decide(text, wishes, project)
            )
        title = deciding.lens_title(int(str(data.get("count"))), decision, wishes)
        return {
            "range": opened.document.range_of(start, start, self._session.encoding),
            "command": {
                "title": title,
                "command": "promptward.explain",
                "arguments": [opened.uri, start, end],
            },
        }

    def explain(self, uri: object, start: object, end: object, /) -> str | None:
        """Why the policy says what it says about a part of a document: no text of it."""
        opened = self._session.opened.get(str(uri))
        project = self._session.projects.get(opened.root) if opened is not None else None
        if opened is None or not isinstance(project, Project):
            return None
        if not isinstance(start, int) or not isinstance(end, int):
            return None
        text = opened.document.text[max(0, start) : max(0, end)]
        return deciding.decide(text, self._session.wishes, project).explain_text()
