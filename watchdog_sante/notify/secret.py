"""A value that must not be shown: a channel's address, which often is the password."""

from typing import NoReturn


class Secret:
    """Holds a text; only `reveal` gives it back. Printing, logging or pickling it does not."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The text itself, for the library that needs it and for nobody else."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(•••)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")
