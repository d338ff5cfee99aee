"""Where a row stands in a printed statement, as its number says it.

A row number is the line of the file, save in a PDF, which has pages: there it is `page * 10,000 + line`, so that it
stays one integer in the JSON and the store, sorts as the eye reads, and still says both.
"""

PAGE = 10_000  # lines that a page may have


def place_of(row: int) -> tuple[int, int]:
    """Page and line of a row number of a PDF; page 0 for a text without pages."""
    return divmod(row, PAGE)
