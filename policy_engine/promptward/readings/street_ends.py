"""What an address of a street ends with."""

__all__ = ["STREET"]

STREET = (
    r"(?:St|Street|Rd|Road|Ave|Avenue|Ln|Lane|Dr|Drive|Blvd|Boulevard|Ct|Court|Way|Trl|Trail|Pkwy"
    r"|Hwy|Cir|Circle|Ter|Terrace)"
)
