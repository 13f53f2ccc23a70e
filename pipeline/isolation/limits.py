"""How much time and memory a document may take, and how the system is made to see to it."""

import resource
from dataclasses import dataclass

_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one child process; each program that it starts (Tesseract, LibreOffice) has the same for itself."""

    step_seconds: float = 180
    """Between two steps (pages). LibreOffice may convert for 120 s; a page under OCR takes seconds."""
    total_seconds: float = 3 * 3600
    """For one call. Two thousand scanned pages take some two hours on one core."""
    memory_mib: int = 4096
    """Address space. Two thousand pages of text take less than a quarter."""
    file_mib: int = 1024
    """Largest file that may be written."""

    def impose(self) -> None:
        """Bind this process and all that it will start. There is no way back."""
        _bind(resource.RLIMIT_AS, self.memory_mib * _MIB)
        _bind(resource.RLIMIT_FSIZE, self.file_mib * _MIB)
        _bind(resource.RLIMIT_CORE, 0)


def _bind(kind: int, value: int) -> None:
    """Set a limit, or keep the system's own where that is lower."""
    _, highest = resource.getrlimit(kind)
    bound = value if highest == resource.RLIM_INFINITY else min(value, highest)
    resource.setrlimit(kind, (bound, bound))
