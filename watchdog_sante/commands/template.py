"""`template basic|top-up|details`: an empty canonical CSV, for statements handed out on paper or as PDF."""

from enum import StrEnum

from watchdog_sante.commands import ExitCode, Result
from watchdog_sante.model.canonical import BASIC_INSURER, DETAIL_FIELDS, INSURER_DETAILS, TOP_UP_INSURER


class Form(StrEnum):
    """Which canonical form."""

    BASIC = "basic"
    TOP_UP = "top-up"
    DETAILS = "details"


def run(form: Form) -> Result[str]:
    """The form's text: `;` between columns; the details form has one line a field, day and value left empty."""
    if form is Form.DETAILS:
        lines = [";".join(INSURER_DETAILS), *(f";{field};" for field in DETAIL_FIELDS)]
    else:
        lines = [";".join(BASIC_INSURER if form is Form.BASIC else TOP_UP_INSURER)]
    return Result("\n".join(lines) + "\n", ExitCode.DONE)
