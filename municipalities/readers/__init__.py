"""Readers: the bytes of delivered files in, validated figures and findings out.

No database, and of Django only translation: what they need to know of the world they are told.
"""

from municipalities.readers.areas import Areas
from municipalities.readers.files import InputFile
from municipalities.readers.findings import Finding, message
from municipalities.readers.reading import Figure, Reading, read
from municipalities.readers.recognition import SourceSpec

__all__ = ["Areas", "Figure", "Finding", "InputFile", "Reading", "SourceSpec", "message", "read"]
