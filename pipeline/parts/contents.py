"""What a container holds, as plain values: they travel between processes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a container that is taken as a document of its own."""

    name: str
    """Inside the container, with its folders there; none stands twice in one container."""
    content: bytes


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something inside a container that is not taken."""

    name: str
    reason: str
    """In English, with a full stop; without the name."""
    is_failure: bool = False
    """True where a document is there and cannot be had; False where there is none (a logo, a calendar entry)."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything inside one container, in its order; both empty for a file that holds no others."""

    parts: tuple[Part, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
