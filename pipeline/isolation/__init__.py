"""Isolation: files from outside are opened in child processes that may die, hang or fill up without harm to the run.

Whatever opens bytes of a document is called over a `Desk`:

    document = desk(source, read, content, source)        # instead of read(content, source)

`directly` is the desk without isolation (tests, small uses), `ReaderPool` that of production, `shared_pool()` that of
this process. A function that goes over a desk stands at the top of a module; its arguments and result can be pickled;
it calls `pipeline.readers.steps.step()` at each page, member or picture, for what is limited closely is a step's time.

This contains accidents (crashes, loops, bombs). It is no sandbox against code that a file smuggles in.
"""

from pipeline.isolation.desk import Desk, directly
from pipeline.isolation.limits import Limits
from pipeline.isolation.pool import ReaderPool, shared_pool

__all__ = ["Desk", "Limits", "ReaderPool", "directly", "shared_pool"]
