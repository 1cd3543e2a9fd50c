"""Sources: what may be read, from where, and what is said of everything else."""

import gzip
import io
import os
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promptward_dsl.sources import (
    ABSENT,
    DATA_LIMIT,
    SHIPPED,
    SOURCE_LIMIT,
    Refusal,
    Root,
    SourceFile,
    Sources,
    root_folder,
)

from .folders import write

OUTSIDE = [
    "../secret.yaml",
    "lists/../../secret.yaml",
    "./names.yaml",
    "/etc/hosts",
    "C:/names.yaml",
    "C:\\names.yaml",
    "..\\names.yaml",
    "~/names.yaml",
    "lists//names.yaml",
    "lists/",
    ".hidden",
    "names\0.yaml",
    "names\n.yaml",
    "file:///names.yaml",
    "https://example.org/names.yaml",
    "lists/ /names.yaml",
    "lists /names.yaml",
    "",
]


def beside(folder, path="m.ward"):
    return SourceFile(path, "", Root.of(folder), path)


def refused(found, code):
    assert isinstance(found, Refusal), found
    assert found.code == code, found
    return found


# ---------------------------------------------------------------------- modules


def test_dots_of_a_module_are_folders(tmp_path):
    write(tmp_path, {"hipaa/safe_harbor.ward": "policy hipaa.safe_harbor version 1.0.0\n"})
    found = Sources([Root.of(tmp_path)]).module("hipaa.safe_harbor")
    assert isinstance(found, SourceFile)
    assert found.path == "hipaa/safe_harbor.ward"
    assert found.text.startswith("policy")


def test_the_first_root_that_has_a_module_gives_it(tmp_path):
    near = write(tmp_path / "near", {"a.ward": "near"})
    far = write(tmp_path / "far", {"a.ward": "far", "b.ward": "far"})
    sources = Sources([Root.of(near), Root.of(far)])
    assert [sources.module(name)[1] for name in "ab"] == ["near", "far"]


def test_a_module_that_no_root_has_says_where_it_was_looked_for(tmp_path):
    sources = Sources([Root("one/", tmp_path), Root(SHIPPED, tmp_path)])
    found = refused(sources.module("a.b"), "E112")
    assert found.help == "looked for `one/a/b.ward`, `promptward:a/b.ward`"


def test_a_misspelt_module_is_told_the_one_that_is_there(tmp_path):
    shipped = write(tmp_path / "shipped", {"hipaa/safe_harbor.ward": "", "default.ward": ""})
    own = write(tmp_path / "own", {"wards/icu.ward": "", "wards/notes.txt": "", "base.ward": ""})
    sources = Sources([Root.of(own), Root(SHIPPED, shipped)])
    meant = {
        "hipaa.safe_harbour": "hipaa.safe_harbor",
        "hippa.safe_harbor": "hipaa.safe_harbor",
        "safe_harbor": "hipaa.safe_harbor",
        "wards.icv": "wards.icu",
        "bse": "base",
    }
    for slip, name in meant.items():
        assert refused(sources.module(slip), "E112").help == f"did you mean `{name}`?"


def test_a_folder_with_the_name_of_a_module_is_no_module(tmp_path):
    (tmp_path / "a.ward").mkdir()
    refused(Sources([Root.of(tmp_path)]).module("a"), "E112")


def test_a_module_in_an_archive_is_read_like_a_file(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("hipaa/a.ward", "policy hipaa.a version 1.0.0\n")
    sources = Sources([Root(SHIPPED, zipfile.Path(packed))])
    found = sources.module("hipaa.a")
    assert isinstance(found, SourceFile)
    assert found.label == "promptward:hipaa/a.ward"
    assert found.root is not None
    assert found.root.shipped
    assert sources.inputs[found.label].path is None


# ---------------------------------------------------------------------- staying inside


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_is_not_plainly_below_the_root_is_refused(tmp_path, path):
    write(tmp_path, {"secret.yaml": "words", "inner/m.ward": ""})
    inner = tmp_path / "inner"
    sources = Sources([Root.of(inner)])
    found = refused(sources.data(path, beside(inner)), "E113")
    assert found.help is not None
    assert sources.inputs == {}


@given(st.text(st.sampled_from("./\\ab~: \0"), max_size=12))
def test_no_path_of_any_shape_reads_a_file_outside(tmp_path_factory, path):
    folder = tmp_path_factory.getbasetemp() / "shapes"
    write(folder, {"a": "outside", "b": "outside", "root/inner/a": "in", "root/b": "in"})
    found = Sources([Root.of(folder / "root")]).data(path, beside(folder / "root"))
    assert isinstance(found, Refusal) or found.text == "in"


@pytest.mark.parametrize("target", ["secret.ward", "sub/secret.ward"])
def test_a_link_that_leads_out_of_the_root_is_refused(tmp_path, target):
    write(tmp_path, {target: "policy a version 1.0.0\n", "root/keep": ""})
    (tmp_path / "root" / "a.ward").symlink_to(tmp_path / target)
    found = refused(Sources([Root.of(tmp_path / "root")]).module("a"), "E113")
    assert "leads outside" in found.message


def test_a_folder_that_is_a_link_out_of_the_root_is_refused(tmp_path):
    write(tmp_path, {"elsewhere/a.ward": "policy x.a version 1.0.0\n", "root/keep": ""})
    (tmp_path / "root" / "x").symlink_to(tmp_path / "elsewhere")
    sources = Sources([Root.of(tmp_path / "root")])
    refused(sources.module("x.a"), "E113")
    refused(sources.data("x/a.ward", beside(tmp_path / "root")), "E113")


def test_a_folder_whose_name_begins_like_the_roots_is_still_outside(tmp_path):
    write(tmp_path, {"root-2/a.ward": "", "root/keep": ""})
    (tmp_path / "root" / "a.ward").symlink_to(tmp_path / "root-2" / "a.ward")
    refused(Sources([Root.of(tmp_path / "root")]).module("a"), "E113")


def test_a_link_within_the_root_and_a_root_that_is_a_link_are_fine(tmp_path):
    write(tmp_path, {"root/real.ward": "policy a version 1.0.0\n"})
    (tmp_path / "root" / "a.ward").symlink_to("real.ward")
    (tmp_path / "link").symlink_to(tmp_path / "root")
    assert isinstance(Sources([Root.of(tmp_path / "link")]).module("a"), SourceFile)


def test_a_link_to_nowhere_and_a_ring_of_links_are_refused(tmp_path):
    (tmp_path / "a.ward").symlink_to("nowhere.ward")
    (tmp_path / "b.ward").symlink_to("c.ward")
    (tmp_path / "c.ward").symlink_to("b.ward")
    sources = Sources([Root.of(tmp_path)])
    refused(sources.module("a"), "E112")
    assert isinstance(sources.module("b"), Refusal)


# ---------------------------------------------------------------------- data


def test_data_lies_beside_the_source_or_below_its_root(tmp_path):
    write(tmp_path, {"x/m.ward": "", "x/near.yaml": "near", "near.yaml": "top", "top.yaml": "top"})
    sources = Sources([Root.of(tmp_path)])
    source = beside(tmp_path, "x/m.ward")
    assert sources.data("near.yaml", source)[1] == "near"
    assert sources.data("top.yaml", source)[1] == "top"
    found = refused(sources.data("none.yaml", source), "E112")
    assert "x/none.yaml" in (found.help or "")


def test_a_policy_nearby_cannot_replace_the_data_of_a_pack(tmp_path):
    near = write(tmp_path / "near", {"hipaa/names.txt": "near", "names.txt": "near"})
    pack = write(tmp_path / "pack", {"hipaa/m.ward": "", "names.txt": "pack"})
    sources = Sources([Root.of(near), Root(SHIPPED, pack)])
    source = SourceFile("promptward:hipaa/m.ward", "", Root(SHIPPED, pack), "hipaa/m.ward")
    assert sources.data("names.txt", source)[1] == "pack"


def test_a_source_in_memory_has_no_data(tmp_path):
    found = Sources([Root.of(tmp_path)]).data("a.yaml", SourceFile("<string>", ""))
    assert "lies in no folder" in refused(found, "E112").message


# ---------------------------------------------------------------------- content


def test_a_byte_order_mark_is_dropped(tmp_path):
    write(tmp_path, {"a.ward": b"\xef\xbb\xbfpolicy a version 1.0.0\n"})
    assert Sources([Root.of(tmp_path)]).module("a")[1] == "policy a version 1.0.0\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_refused_by_its_name(tmp_path, encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    write(tmp_path, {"a.ward": mark + "policy a version 1.0.0\n".encode(encoding)})
    found = refused(Sources([Root.of(tmp_path)]).module("a"), "E001")
    assert "UTF-16" in found.message
    assert found.help == "save the file as UTF-8"


def test_other_encodings_are_refused_with_the_line(tmp_path):
    write(tmp_path, {"a.ward": "policy a version 1.0.0\n# größer\n".encode("latin-1")})
    found = refused(Sources([Root.of(tmp_path)]).module("a"), "E001")
    assert "not UTF-8 (line 2)" in found.message


@pytest.mark.parametrize("size", [SOURCE_LIMIT, SOURCE_LIMIT + 1])
def test_a_source_has_at_most_one_mebibyte(tmp_path, size):
    write(tmp_path, {"a.ward": b"#" * size})
    found = Sources([Root.of(tmp_path)]).module("a")
    if size > SOURCE_LIMIT:
        assert "larger than 1 MiB" in refused(found, "E100").message
    else:
        assert isinstance(found, SourceFile)


def test_a_word_list_may_be_larger_than_a_source(tmp_path):
    write(tmp_path, {"a.txt": b"word\n" * (SOURCE_LIMIT // 4)})
    sources = Sources([Root.of(tmp_path)])
    assert isinstance(sources.words("a.txt", beside(tmp_path)), SourceFile)
    refused(sources.data("a.txt", beside(tmp_path)), "E100")


def test_a_packed_list_is_unpacked_and_a_bomb_is_not(tmp_path):
    write(
        tmp_path,
        {
            "a.txt.gz": gzip.compress(b"anna\nberta\n"),
            "two.txt.gz": gzip.compress(b"anna\n") + gzip.compress(b"berta\n"),
            "bomb.txt.gz": gzip.compress(b"\0" * (DATA_LIMIT + 1)),
        },
    )
    sources = Sources([Root.of(tmp_path)])
    assert sources.words("a.txt.gz", beside(tmp_path))[1] == "anna\nberta\n"
    assert sources.words("two.txt.gz", beside(tmp_path))[1] == "anna\nberta\n"
    found = refused(sources.words("bomb.txt.gz", beside(tmp_path)), "E100")
    assert "larger than 32 MiB" in found.message


def test_a_damaged_or_cut_packed_list_is_refused_whole(tmp_path):
    packed = gzip.compress(b"\n".join(b"name%d" % n for n in range(500)))
    write(
        tmp_path,
        {
            "plain.txt.gz": b"anna\n",
            "cut.txt.gz": packed[: len(packed) // 2],
            "empty.txt.gz": b"",
            "tail.txt.gz": packed + b"rubbish",
            "flipped.txt.gz": packed[:-6] + bytes([packed[-6] ^ 1]) + packed[-5:],
        },
    )
    sources = Sources([Root.of(tmp_path)])
    for name in ("plain", "cut", "empty", "tail", "flipped"):
        found = refused(sources.words(f"{name}.txt.gz", beside(tmp_path)), "E100")
        assert "is not a gzip file" in found.message, name


@given(st.binary(max_size=64))
def test_any_bytes_are_text_or_a_refusal(tmp_path_factory, content):
    folder = write(tmp_path_factory.getbasetemp() / "bytes", {"a.ward": content, "a.gz": content})
    sources = Sources([Root.of(folder)])
    for found in (sources.module("a"), sources.words("a.gz", beside(folder))):
        assert isinstance(found, Refusal) or isinstance(found.text, str)


# ---------------------------------------------------------------------- the entry


def test_an_entry_that_is_missing_a_folder_or_no_file_is_said_to_be(tmp_path):
    sources = Sources([])
    os.mkfifo(tmp_path / "pipe.ward")
    assert "there is no file" in refused(sources.entry(tmp_path / "no.ward"), "E100").message
    assert "is a folder" in refused(sources.entry(tmp_path), "E100").message
    found = refused(sources.entry(tmp_path / "pipe.ward"), "E100")
    assert "not a regular file" in found.message


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for the superuser")
def test_a_file_without_permission_is_said_to_be_unreadable(tmp_path):
    write(tmp_path, {"a.ward": "policy a version 1.0.0\n"})
    (tmp_path / "a.ward").chmod(0)
    refused(Sources([]).entry(tmp_path / "a.ward"), "E100")
    refused(Sources([Root.of(tmp_path)]).module("a"), "E100")


def test_a_failing_disk_is_a_refusal(tmp_path):
    class Broken(type(tmp_path)):
        def open(self, *_args, **_kwargs):
            raise OSError(5, "Input/output error")

    write(tmp_path, {"a.ward": ""})
    found = refused(Sources([Root("", Broken(tmp_path))]).module("a"), "E100")
    assert found.message == "`a.ward` can't be read: Input/output error"


@pytest.mark.parametrize(
    ("path", "header", "folder"),
    [
        ("/p/hipaa/safe_harbor.ward", "hipaa.safe_harbor", "/p"),
        ("/p/clinic.ward", "clinic", "/p"),
        ("/p/policy.ward", "clinic.prompts", "/p"),
        ("/p/clinic/prompts.ward", None, "/p/clinic"),
        ("/p/other/safe_harbor.ward", "hipaa.safe_harbor", "/p/other"),
        ("/a.ward", "x.y.z.a", "/"),
    ],
)
def test_modules_lie_below_the_folder_that_the_header_implies(tmp_path, path, header, folder):
    here = tmp_path / path.lstrip("/")
    assert root_folder(here, header) == (tmp_path / folder.lstrip("/"))


# ---------------------------------------------------------------------- what was read


def test_each_file_that_was_read_is_remembered_with_its_hash(tmp_path):
    write(tmp_path, {"a.ward": "policy a version 1.0.0\n", "words.txt": "anna\n"})
    sources = Sources([Root.of(tmp_path)])
    sources.module("a")
    sources.words("words.txt", beside(tmp_path))
    read = {one.path: one.sha256 for one in sources.inputs.values()}
    for file in ("a.ward", "words.txt"):
        path = tmp_path / file
        assert read[str(path)] == sha256(path.read_bytes()).hexdigest()


def test_a_file_that_would_have_been_read_is_remembered_as_absent(tmp_path):
    near, far = tmp_path / "near", write(tmp_path / "far", {"a.ward": ""})
    sources = Sources([Root.of(near), Root.of(far)])
    sources.module("a")
    absent = [one.path for one in sources.inputs.values() if one.sha256 == ABSENT]
    assert absent == [str(near / "a.ward")]
