"""Letters about a claim, PDF and editable DOCX: appeal, corrected claim, timely filing, request for records.

Cells of the database come in, files as bytes go out. Every stated fact carries the number of its source.
Nothing here shows a page or keeps state; the libraries that write files are imported when one is made.
"""

from .errors import PacketError
from .letter import LateMark
from .letterhead import Letterhead, Letterheads
from .making import FORMATS, KINDS, make, packed

__all__ = ["FORMATS", "KINDS", "LateMark", "Letterhead", "Letterheads", "PacketError", "make", "packed"]
