"""A message taken apart, whatever program wrote it: envelope, text, attachments."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Body:
    """One stretch of the message's text, as plain text or HTML."""

    text: str
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """Something that hangs on the message."""

    name: str
    """As the sender named it; made from the kind where nobody did."""
    content: bytes
    media_type: str
    is_shown: bool = False
    """Shown within the text (a picture of the signature), not in the list of attachments."""
    refusal: str | None = None
    """Why its content cannot be had, None if it can."""


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything a person sees of a message."""

    subject: str = ""
    sender: str = ""
    to: str = ""
    copy: str = ""
    sent: datetime | None = None
    """As the sender's clock showed."""
    bodies: tuple[Body, ...] = ()
    """In reading order; usually one."""
    attached: tuple[Attached, ...] = ()
    notes: tuple[str, ...] = ()
    """What had to be survived, as issue codes."""


_FORWARDS = ("tr:", "tr :", "fwd:", "fwd :", "fw:", "fw :", "i:", "i :")
_ANSWERS = ("re:", "re :", "ré:", "ré :", "rép:", "rép :", "rép. :", "aw:")


def is_forward(subject: str) -> bool:
    """Whether a subject says that the message passes another one on ("TR: CR du bureau", "Re: Fwd: CR").

    Near misses: "Re: CR du bureau" answers; "Transports : bilan" is a title.
    """
    low = subject.lower().lstrip()
    while low.startswith(_ANSWERS):
        low = low.partition(":")[2].lstrip()
    return low.startswith(_FORWARDS)


def is_answer(subject: str) -> bool:
    """Whether a subject says that the message answers another ("RE: CR du bureau"; not "Réunion : bilan")."""
    return subject.lower().lstrip().startswith(_ANSWERS)
