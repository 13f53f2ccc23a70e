"""Failures to process, each with its exit code. A document's oddness is not here: it is data (models/issues.py).

Every message says what failed, where, and what to do. docs/erreurs.md lists them all.
"""


class PipelineError(Exception):
    """Base of all failures that we foresee; `exit_code` is what the command line ends with."""

    exit_code = 1


class InputError(PipelineError):
    """A file that cannot be read as it is; the person who sent it can mend it."""

    exit_code = 2


class EmptyFileError(InputError):
    """The file has no bytes, or no text at all."""


class UnsupportedFormatError(InputError):
    """The format is not one that the readers know."""


class UnreadableFileError(InputError):
    """The file is damaged, or not what its name says."""


class EncryptedFileError(InputError):
    """The file asks for a password."""


class NoTextLayerError(InputError):
    """The pages are pictures: the text must be recognised first (OCR)."""


class LimitError(InputError):
    """Reading took more time or memory than a document may."""


class MissingProgramError(InputError):
    """The document needs a program that is not installed (Tesseract, LibreOffice)."""


class ConfigError(PipelineError):
    """A setting, a command's arguments or a file of ours is wrong; the operator can mend it."""

    exit_code = 3


class LexiconError(ConfigError):
    """A lexicon does not load: the message names file, key and reason."""


class StorageError(PipelineError):
    """The database or the archive cannot be read or written."""

    exit_code = 4


class InternalError(PipelineError):
    """A broken invariant: this is a bug."""

    exit_code = 70
