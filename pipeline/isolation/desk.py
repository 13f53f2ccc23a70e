"""A desk: the place at which a file from outside is opened."""

from collections.abc import Callable
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Desk(Protocol):
    """Calls a function that opens a file; `source` is the file's name, for messages."""

    def __call__(self, source: str, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function returns.

        Raises:
            InputError: as the function raises it, or because opening the file took too much time or memory or crashed.
        """
        ...


def directly(source: str, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Call the function in this process, without any limit."""
    return function(*args, **kwargs)
