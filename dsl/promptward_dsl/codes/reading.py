"""Codes about files, modules and syntax: what can't be read."""

from promptward_dsl.codes.code import Code, policy

__all__ = ["READING"]

_FLOOR = """policy site.floor version 1.0.0
import hipaa.safe_harbor as sh

rule mfa_for_phi {
  when contains any sh.phi and not actor.mfa
  then block
}
"""
_VENDORS = """ward: data/1
destinations:
  azure:
    vendor: Microsoft
    kind: llm
    baa: {until: 2030-06-30}
    region: us_east
    trains_on_data: false
    retention_days: 0
    encrypted: true
"""

READING: dict[str, Code] = {
    "E001": Code(
        "curly-quotes",
        "lexical error",
        """
Some characters are no Ward: an unclosed string or regular expression, curly quotes, a semicolon,
a name with a hyphen, a stray character, or bytes that are not UTF-8. The rest of the file is still
read, so one slip does not hide the others.

Nor is what whoever reviews a policy would not see, in strings and comments too, in YAML and in
word lists: control characters other than tab and line end, U+2028 and U+2029, and the marks that
turn the direction of writing (U+202A to U+202E, U+2066 to U+2069).
""",
        policy(
            "contact office \N{LEFT DOUBLE QUOTATION MARK}role:office\N{RIGHT DOUBLE QUOTATION MARK}"  # noqa: E501
        ),
        policy('contact office "role:office"'),
    ),
    "E002": Code(
        "misspelt-transform",
        "syntax error",
        """
A word or mark stands where Ward does not expect it. The note lists what could stand there, and
where a word is close to one of those, the message asks whether it was meant. Every declaration
begins with a keyword in the first column; after an error the reader goes on with the next one.
""",
        policy("""
            rule ssn_never {
              when contains any sh.ssn
              then redcat on sh.ssn
            }
        """),
        policy("""
            rule ssn_never {
              when contains any sh.ssn
              then redact on sh.ssn
            }
        """),
    ),
    "E100": Code(
        "not-a-gzip-file",
        "file can't be read",
        """
The policy is missing, a folder or a data file in YAML, or a file it needs may not be opened, is
larger than 1 MiB (word lists: 32 MiB), or is no gzip file though its name ends in `.gz`. No other
policy takes its place: a policy that can't be read does not load.
""",
        policy("""
            lexicon wards from "lexicons/wards.txt.gz"
            detector ward finds sh.other_unique {
              match lexicon wards confidence medium
              example "moved to [[west]]"
            }
        """),
        policy("""
            lexicon wards from "lexicons/wards.txt"
            detector ward finds sh.other_unique {
              match lexicon wards confidence medium
              example "moved to [[west]]"
            }
        """),
        {"lexicons/wards.txt.gz": "west\neast\n", "lexicons/wards.txt": "west\neast\n"},
    ),
    "E112": Code(
        "import-cycle",
        "import missing or in a circle",
        """
`import a.b` reads the file `a/b.ward` below a policy root: the folder of the policy itself, or the
packs that ship with the engine; data and word lists lie beside the module that names them, or
below its root. The message says where it looked. Modules can't import each other in a circle; put
what both need into a third. A part of a policy (`.part.ward`) imports nothing: the policy does.
""",
        policy("import clinic.night"),
        policy("import clinic.night\nimport clinic.day"),
        {
            "clinic/night.ward": "policy clinic.night version 1.0.0\nimport clinic.day\n",
            "clinic/day.ward": "policy clinic.day version 1.0.0\nimport clinic.night\n",
        },
        mended={
            "clinic/night.ward": "policy clinic.night version 1.0.0\nimport clinic.staff\n",
            "clinic/day.ward": "policy clinic.day version 1.0.0\nimport clinic.staff\n",
            "clinic/staff.ward": 'policy clinic.staff version 1.0.0\ncontact nurse "role:nurse"\n',
        },
    ),
    "E113": Code(
        "outside-the-root",
        "path leads outside the policy root",
        """
A policy reads files below its root only, and never the network: whoever reviews that folder has
seen everything the policy depends on. Absolute paths, `..` and links that lead elsewhere are
refused.
""",
        policy('import data "../vendors.yaml"'),
        policy('import data "vendors.yaml"'),
        mended={"vendors.yaml": _VENDORS},
    ),
    "E114": Code(
        "yaml-alias",
        "YAML refused",
        """
The YAML front end reads plain data: a header `ward: data/1`, the sections `destinations`,
`detectors` and `rules`, no tags, no merges, no anchors and no aliases (with them a small file can
stand for an enormous one), and not nested too deeply; also of a word list in YAML it reads at most
1 MiB. Purposes, tests, `override` and
`disable` stay in Ward, where they are reviewed.
""",
        policy('import data "vendors.yaml"'),
        policy('import data "vendors.yaml"'),
        {
            "vendors.yaml": "ward: data/1\ndestinations:\n  azure: &facts\n    vendor: Microsoft\n"
            "  other: *facts\n"
        },
        mended={"vendors.yaml": _VENDORS},
    ),
    "E115": Code(
        "version-too-old",
        "imported module has another version",
        """
`^1.2.0` takes version 1.2.0 and later ones below 2.0.0: a module's next major version may find or
forbid other things. Install the version that is asked for, or review the new one and ask for it.
""",
        policy("import clinic.staff ^2.0.0"),
        policy("import clinic.staff ^1.1.0"),
        {"clinic/staff.ward": 'policy clinic.staff version 1.4.0\ncontact nurse "role:nurse"\n'},
    ),
    "E118": Code(
        "disables-the-floor",
        "the machine-wide floor can't be weakened",
        """
A machine-wide policy is a floor: nearer policies may add to it and tighten it. A `disable`, an
`override`, a purpose or a default that would allow what the floor forbids is refused, and the
message names what it belongs to. Ask whoever keeps the floor.
""",
        policy("""
            import site.floor as site
            disable rule site.mfa_for_phi because "the tokens have not come yet"
        """),
        policy("""
            import site.floor as site
            rule no_ssn {
              when contains any sh.ssn
              then block
            }
        """),
        {"floor.ward": _FLOOR},
    ),
    "E119": Code(
        "misnamed-module",
        "header names another module",
        """
Dots are folders: `import clinic.wards` reads `clinic/wards.ward`, and the header of that file must
say `policy clinic.wards`. Otherwise the same module could be reached under two names, and rules
would speak of one of them only. A part of a policy (`.part.ward`) has no header: it belongs to the
policy that reads it with `import data`.
""",
        policy("import clinic.wards"),
        policy("import clinic.wards"),
        {"clinic/wards.ward": 'policy clinic.floors version 1.0.0\ncontact nurse "role:nurse"\n'},
        mended={
            "clinic/wards.ward": 'policy clinic.wards version 1.0.0\ncontact nurse "role:nurse"\n'
        },
    ),
}
