"""`python -m watchdog_sante` and the command `watchdog-sante`: how the process is set before anything is loaded."""

import gc
import os


def main() -> None:
    """The entry point of both. Most commands live for half a second: what they load is no garbage to look for often."""
    gc.set_threshold(100_000, 20, 50)
    # pydantic would look through all installed packages for plug-ins and run them beside the person's statements.
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"

    from watchdog_sante.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
