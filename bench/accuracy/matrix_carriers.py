"""Carriers of the matrix: places in which a named value stands, and nothing else that tells."""

import re
from collections.abc import Callable
from urllib.parse import quote

__all__ = ["CARRIERS", "HOLE"]

HOLE = "\ue000"
"""Where the value goes: a character that stands in no text."""


def _snake(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def _camel(name: str) -> str:
    first, *others = _snake(name).split("_")
    return first + "".join(word.capitalize() for word in others)


def _title(name: str) -> str:
    return " ".join(word if word.isupper() else word.capitalize() for word in name.split())


_TEMPLATES: dict[str, str] = {
    # in prose
    "prose is": "Her {phrase} is @.",
    "prose bare": "Please look at {phrase} @ before the meeting.",
    "prose comma": "The request, {phrase} @, was sent back.",
    "prose brackets": "We closed it ({phrase} @) this morning.",
    "prose under": "He is registered under {phrase} @ with us.",
    "prose changed": "The {phrase} changed to @ after the merge.",
    # in forms
    "label": "{title}: @",
    "label upper": "{upper words}: @",
    "label gap": "Sex: F   {title}: @   Status: open",
    "label hash": "{title} #@",
    "label equals": "{title} = @",
    "label below": "{title}\n@\n",
    "label colon below": "{title}:\n@\n",
    "label bold": "- **{title}:** @",
    "label dash": "{title} - @",
    "label leader": "{title} ........ @",
    "label blanks": "{title}            @\nStatus            open\n",
    "label pipe": "{title} | @\nStatus | open\n",
    # in data
    "json": '{{"{snake}": "@", "active": true}}',
    "json nested": '{{"patient": {{"{camel}": "@"}}, "ok": true}}',
    "json pair": '[{{"name": "{snake}", "value": "@"}}]',
    "json field": '{{"field": "{snake}", "old": null, "new": "@"}}',
    "json list": '{{"{snake}s": ["@"]}}',
    "fhir type": '{{"identifier": [{{"type": {{"text": "{title}"}}, "value": "@"}}]}}',
    "yaml": "record:\n  {snake}: @\n  active: true\n",
    "ini": "[record]\n{snake} = @\nactive = true\n",
    "env": "export {upper}=@",
    "csv": 'row,{snake},status\n1,"@",open\n2,,closed\n',
    "csv bare": "row;{snake};status\n1;@;open\n2;;closed\n",
    "tsv": "row\t{snake}\tstatus\n1\t@\topen\n",
    "markdown": "| Row | {title} | Status |\n|---|---|---|\n| 1 | @ | open |\n",
    "pipes": " row | {snake} | status \n-----+------+-----\n 1 | @ | open\n(1 row)\n",
    "xml": "<record><{pascal}>@</{pascal}></record>",
    "xml attribute": '<record {camel}="@" active="true"/>',
    "html row": "<tr><th>{title}</th><td>@</td></tr>",
    "html cells": "<tr><td>{title}:</td><td>@</td></tr>",
    "sql where": "SELECT * FROM visits WHERE {snake} = '@';",
    "sql insert": "INSERT INTO visits (row_no, {snake}) VALUES (7, '@');",
    "sql update": "UPDATE visits SET {snake} = '@' WHERE row_no = 7;",
    # in logs
    "logfmt": 'level=info msg="row saved" {snake}=@ took=12ms',
    "log colon": "INFO  sync.worker  row saved {snake}: @ (12 ms)",
    "log bracket": "WARN  [{snake}=@] retry 2 of 5",
    "log words": "ERROR sync.worker: no match for {phrase} @",
    "error quoted": "ValueError: invalid {phrase} '@'",
    "error key": "KeyError: {snake} '@' not found",
    # in programs
    "assignment": '{snake} = "@"',
    "keyword": 'update_row({snake}="@", dry_run=True)',
    "keyword second": 'row = make_row(7, active=True, {snake}="@")',
    "subscript": 'row["{snake}"] = "@"',
    "const": "const {camel} = '@';",
    "arrow": '{snake} <- "@"',
    "assert": 'assert row.{snake} == "@"',
    "dict single": "row = {{'{snake}': '@', 'active': True}}",
    "tuple": 'rows = [("{snake}", "@")]',
    "comment": "# crashes for {phrase} @\nrun(row)",
    "filter": "df[df['{snake}'] == '@']",
    "query": "df.query(\"{snake} == '@'\")",
    "print": 'print(f"{snake}: @")',
    "option": "sync --{kebab} @ --verbose",
    "option equals": "sync --{kebab}=@ --verbose",
    "setter": 'record.set{pascal}("@");',
    # on the way
    "header": "X-{header}: @",
    "subject": "Subject: {title} @",
    "re": "Re: {phrase} @",
    "multipart": 'Content-Disposition: form-data; name="{snake}"\n\n@\n',
}


def _words(name: str) -> dict[str, str]:
    snake = _snake(name)
    camel = _camel(name)
    return {
        "phrase": name,
        "title": _title(name),
        "upper words": name.upper(),
        "snake": snake,
        "camel": camel,
        "pascal": camel[:1].upper() + camel[1:],
        "upper": snake.upper(),
        "kebab": snake.replace("_", "-"),
        "header": "-".join(word.capitalize() for word in snake.split("_")),
    }


def _carrier(template: str) -> Callable[[str, str], tuple[str, str]]:
    def carry(name: str, value: str) -> tuple[str, str]:
        return template.format(**_words(name)).replace("@", HOLE), value

    return carry


def _fixed(name: str, value: str) -> tuple[str, str]:
    title = _title(name)
    wide = max(len(title), len(value)) + 3
    rows = (
        f"{'Row':<6}{title:<{wide}}Status",
        f"{'1':<6}{HOLE}{' ' * (wide - len(value))}open",
        f"{'2':<6}{'':<{wide}}closed",
    )
    return "\n".join(rows), value


def _frame(name: str, value: str) -> tuple[str, str]:
    snake = _snake(name)
    wide = max(len(snake), len(value))
    rows = (
        f"   {snake:>{wide}}  status",
        f"0  {' ' * (wide - len(value))}{HOLE}    open",
        f"1  {'NaN':>{wide}}  closed",
    )
    return "\n".join(rows), value


def _url(name: str, value: str) -> tuple[str, str]:
    return f"GET /api/v1/rows?page=2&{_snake(name)}={HOLE}&sort=asc HTTP/1.1", quote(
        value, safe=""
    )


CARRIERS: dict[str, Callable[[str, str], tuple[str, str]]] = {
    **{carrier: _carrier(template) for carrier, template in _TEMPLATES.items()},
    "fixed width": _fixed,
    "data frame": _frame,
    "url query": _url,
}
"""Carrier → (name, value) → text with a `HOLE`, and the value as it is written there."""
