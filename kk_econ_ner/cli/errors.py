"""What can go wrong for reasons that are the user's to mend."""

from __future__ import annotations


class InputError(ValueError):
    """Something the user gave cannot be used. The message is one sentence."""


class BrokenFileError(InputError):
    """A file whose content cannot be read at all; other files still can."""


class WorkerError(InputError):
    """A worker process was ended from outside: the input is fine, the run can be resumed."""
