"""What a component reads back from bytes or a folder, and what is said of it when it is damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class StateError(ValueError):
    """A stored component that cannot be read. The message begins with the file or the component's name."""


@contextmanager
def reading(where: object) -> Iterator[None]:
    """Turn whatever goes wrong in the block into a `StateError` that says where; nest it for more detail.

    Stored state is msgpack, read without running any code; what else may stand in a damaged file is
    beyond a list of exceptions. A file that is missing stays an `OSError`.
    """
    try:
        yield
    except StateError as error:
        raise StateError(f"{where}: {error}") from error.__cause__
    except OSError:
        raise
    except Exception as error:
        raise StateError(f"{where}: damaged, or written by another version ({error})") from error
