"""Kind: is this the minutes of a meeting that took place, what does it call itself, and in which language is it?

Finds: `kind`, `document_type`, `language`.
Signals in order of authority: the language; the file's form (an archive, slides); what the title says, and of what
("compte rendu de la réunion", but "compte rendu d'essai"); empty fields to be filled in; words that address a reader,
define rules or teach; the marks of a meeting told afterwards: who was there, who said what, what was settled.
Never: judges by file name, and never by one word alone.
"""

from extractors.kind.language import detect_language
from extractors.kind.signals import Signal
from extractors.kind.verdict import Verdict, classify

VERSION = "2"

__all__ = ["VERSION", "Signal", "Verdict", "classify", "detect_language"]
