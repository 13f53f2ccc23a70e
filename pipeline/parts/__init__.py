"""What a file of files holds: attachments of e-mails, members of ZIP files, files embedded in PDFs.

Each part becomes a document of its own. Nothing is left out in silence: what is no document, and what cannot be had,
is told with its reason.
"""

from pipeline.parts.contents import LeftOut, Part, Parts
from pipeline.parts.limits import MAX_DEPTH, MAX_TREE
from pipeline.parts.split import VERSION, is_container, parts_of

__all__ = ["MAX_DEPTH", "MAX_TREE", "VERSION", "LeftOut", "Part", "Parts", "is_container", "parts_of"]
