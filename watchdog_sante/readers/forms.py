"""What a profile may be: a form of CSV export, or a layout of printed statement."""

from collections.abc import Iterable
from typing import TypeAlias

from watchdog_sante.readers.printed_layout import PrintedLayout, completed
from watchdog_sante.readers.profile import Profile

Form: TypeAlias = Profile | PrintedLayout


def csv_profiles(forms: Iterable[Form]) -> tuple[Profile, ...]:
    """The forms of CSV."""
    return tuple(form for form in forms if isinstance(form, Profile))


def printed_layouts(forms: Iterable[Form]) -> tuple[PrintedLayout, ...]:
    """The layouts of print, each with the words of the one it extends."""
    return completed(form for form in forms if isinstance(form, PrintedLayout))
