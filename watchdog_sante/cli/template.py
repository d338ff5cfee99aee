"""`template` on the command line."""

from typing import Annotated

import typer

from watchdog_sante.cli.options import LangOption, check_choice, word

FormArgument = Annotated[str, typer.Argument(metavar="basic|top-up|details", help=word("help.template.form"))]


def template(form: FormArgument, lang: LangOption = None) -> None:
    """Print an empty canonical CSV."""
    from watchdog_sante.commands.template import Form, run

    check_choice(form, "basic|top-up|details", tuple(Form))
    typer.echo(run(Form(form)).data, nl=False)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command(help=word("help.template"), epilog=word("help.template.example"))(template)
