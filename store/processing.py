"""How one document is read: the pipeline of pipeline/run.py, or another in its place (tests, rules under trial)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from models.document import Document
    from models.records import Extraction
    from pipeline.parts import Parts
    from store.documents import Stages


class Processed(Protocol):
    """What the pipeline gives for one document."""

    @property
    def document(self) -> "Document": ...

    @property
    def extraction(self) -> "Extraction": ...


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How to read one document, and the versions of the stages that do."""

    process: Callable[[bytes, str], Processed]
    """Content and source name → document and extraction; raises InputError where a file cannot be read."""
    stages: "Stages"
    split: "Callable[[bytes, str, int, bool], Parts] | None" = None
    """Content, source name, number of containers around it, whether its reading found several meetings to be cut apart
    → what it holds; None takes nothing apart."""


def default_pipeline(passwords: Sequence[str] = ()) -> Pipeline:
    """The pipeline of pipeline/run.py, which opens originals in child processes; `passwords` for those that ask."""
    from pipeline.isolation import shared_pool

    desk = shared_pool()
    desk.warm_up()  # before the imports that follow, which take longer
    from pipeline import parts
    from pipeline.run import process_bytes, stage_versions

    return Pipeline(
        process=lambda content, source: process_bytes(content, source, desk=desk, passwords=passwords),
        stages=(*stage_versions(), ("parts", parts.VERSION)),
        split=lambda content, source, depth, meetings: desk(
            source, parts.parts_of, content, source, depth=depth, passwords=passwords, meetings=meetings
        ),
    )
