"""
DICOM headers by pydicom, without pixels: elements by keyword; places are tag and keyword.

The names of elements are the keywords of DICOM PS3.6. Values of all text elements are searched,
private ones among them. An image that declares burned-in annotation can't be cleared by its
header, and is told as not wholly read.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from promptward.formats.joined import Joined, fixed
from promptward.formats.segment import LeftOut, Reading, UnreadError
from promptward.formats.source import Source

if TYPE_CHECKING:
    from pydicom.dataelem import DataElement
    from pydicom.dataset import Dataset

__all__ = ["read"]

_MACHINERY = ("UID", "Class", "Syntax", "CharacterSet", "Version", "ImageType", "Modality")
_TEXTS = frozenset({"PN", "LO", "SH", "ST", "LT", "UT", "DA", "DT", "AS", "UC", "CS", "UR"})
_NAMES = {
    "PatientName": "patient name", "OtherPatientNames": "patient name",
    "PatientBirthName": "maiden name",
    "PatientMotherBirthName": "mothers maiden name", "PatientID": "patient id",
    "OtherPatientIDs": "patient id", "PatientBirthDate": "date of birth",
    "PatientAddress": "address",
    "PatientTelephoneNumbers": "phone", "PatientAge": "age", "AccessionNumber": "accession number",
    "StudyDate": "study date", "SeriesDate": "series date", "AcquisitionDate": "acquisition date",
    "ContentDate": "content date", "StudyID": "study id", "InstitutionName": "institution name",
    "InstitutionAddress": "address", "ReferringPhysicianName": "referring physician",
    "PerformingPhysicianName": "physician", "PhysiciansOfRecord": "physician",
    "NameOfPhysiciansReadingStudy": "physician", "OperatorsName": "operator",
    "RequestingPhysician": "ordering physician", "DeviceSerialNumber": "device serial number",
    "MilitaryRank": "", "AdmittingDate": "admission date", "IssuerOfPatientID": "",
    "ResponsiblePerson": "guardian name", "StudyInstanceUID": "study instance uid",
}  # fmt: skip


def read(source: Source) -> Reading:
    """One segment of all elements that hold text."""
    import logging  # noqa: PLC0415  # the library's remarks quote the file

    import pydicom  # noqa: PLC0415  # an extra

    logging.getLogger("pydicom").setLevel(logging.CRITICAL)

    data = pydicom.dcmread(source.open(), stop_before_pixels=True, force=False)
    whole = _is_whole(data, source)
    elements = Joined()
    for path, element in _elements(data, ""):
        for value in _values(element):
            keyword = element.keyword or "private"
            elements.add(value, fixed(f"{path}{element.tag} {keyword}", keyword), _name(element))
    if len(elements):
        yield elements.segment()
    yield LeftOut("image")
    if not whole:
        raise UnreadError("broken", "ends within an element, or goes on with none", "repair it")
    if str(data.get("BurnedInAnnotation", "")).upper() == "YES":
        raise UnreadError(
            "burned_in", "declares annotation that is burned into its pixels",
            "look at the image; its header alone does not clear it",
        )  # fmt: skip


def _elements(data: "Dataset", path: str) -> "Iterator[tuple[str, DataElement]]":
    for element in data:
        if element.VR == "SQ":
            for number, item in enumerate(element.value, 1):
                yield from _elements(item, f"{path}{element.keyword}[{number}] ")
        elif (element.VR in _TEXTS or _is_unknown_text(element)) and not element.keyword.endswith(
            _MACHINERY
        ):
            yield path, element


_PRINTED = bytes((*b"\t\n\r", *range(0x20, 0x7F), *range(0x80, 0x100)))
_SHORTEST = 3


def _is_unknown_text(element: "DataElement") -> bool:
    """Private elements say no kind in most files; what can be text is looked at as one."""
    value = element.value
    if element.VR != "UN" or not isinstance(value, bytes):
        return False
    text = value.rstrip(b"\0 ")
    return len(text) >= _SHORTEST and not text.translate(None, _PRINTED)


_PIXELS = (b"\xe0\x7f", b"\x7f\xe0")
_DEFLATED = "1.2.840.10008.1.2.1.99"


def _is_whole(data: "Dataset", source: Source) -> bool:
    """Whether the last element ends where the file does, or where its pixels begin."""
    last = max(data.keys(), default=None)
    syntax = getattr(getattr(data, "file_meta", None), "TransferSyntaxUID", "")
    element = None if last is None else data.get_item(last)
    start, length = getattr(element, "value_tell", None), getattr(element, "length", None)
    if syntax == _DEFLATED or start is None or length is None or length == _UNDEFINED:
        return last is not None
    file = source.open()
    file.seek(start + length)
    rest = file.read(_MOST_PADDING)
    return start + length <= source.size and (rest[:2] in _PIXELS or not rest.strip(b"\0"))


_UNDEFINED = 0xFFFFFFFF
_MOST_PADDING = 4096


def _name(element: "DataElement") -> str:
    keyword = element.keyword
    if element.VR == "PN":
        return _NAMES.get(keyword) or "patient name"
    return _NAMES.get(keyword, keyword)


def _values(element: "DataElement") -> Iterator[str]:
    value = element.value
    several = value if element.VM > 1 else [value]
    for one in several:
        text = one.decode("latin-1").rstrip("\0") if isinstance(one, bytes) else str(one)
        if one is not None and text.strip():
            yield text.replace("^", " ").strip() if element.VR == "PN" else text
