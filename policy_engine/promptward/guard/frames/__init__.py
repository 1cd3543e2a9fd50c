"""Frames: which columns of a table identify people, and what of it a purpose needs."""

from promptward.guard.frames.register import register
from promptward.guard.frames.report import ColumnReport, FrameReport
from promptward.guard.frames.scan import scan_frame
from promptward.guard.frames.view import view

__all__ = ["ColumnReport", "FrameReport", "register", "scan_frame", "view"]
