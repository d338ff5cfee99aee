"""The story cut into the files a person downloads: a file a month, some days told twice, lost months left out."""

from collections.abc import Iterator
from datetime import date

from watchdog_sante.household_generator.banks import EXPORTS, AccountStatement, folder_of
from watchdog_sante.household_generator.banks.export import Row
from watchdog_sante.household_generator.calendar import DAY, month_end, months
from watchdog_sante.household_generator.dice import chance, dice, pick
from watchdog_sante.household_generator.insurer_files import basic_csv, details_csv, top_up_csv
from watchdog_sante.household_generator.people import Account
from watchdog_sante.household_generator.story import BANK, SECOND_INSURER, Story, insurer_source
from watchdog_sante.household_generator.values import BankEvent, GeneratedFile
from watchdog_sante.model.kinds import SourceKind

_FRENCH_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
_STYLES = (
    "{stem}_{month:%Y-%m}.{extension}", "{stem} {french} {month:%Y}.{extension}", "{stem}-{month:%m%Y}.{extension}",
)  # fmt: skip
_INSURER_STEMS = {
    SourceKind.BASIC_INSURER.value: ("ameli", "releve assurance maladie", "cpam"),
    SourceKind.TOP_UP_INSURER.value: ("mutuelle", "decomptes mutuelle", "remboursements"),
    SECOND_INSURER: ("surcomplementaire", "deuxieme mutuelle", "option sante"),
}


def files(story: Story) -> tuple[GeneratedFile, ...]:
    """Every file of the household, by name."""
    written = [*_bank_files(story), *_insurer_files(story), *_details_files(story)]
    return tuple(sorted(written, key=lambda file: file.name))


def bank_source(account: str) -> str:
    """The name under which a lost month of this account is known to the story."""
    return f"{BANK}{account}"


def _file_name(story: Story, stem: str, month: date, extension: str) -> str:
    style = pick(dice(story.seed, "file names"), _STYLES)
    return style.format(stem=stem, month=month, french=_FRENCH_MONTHS[month.month - 1], extension=extension)


def order(event: BankEvent) -> tuple[object, ...]:
    """The order of operations in a statement: by day, credits of a day before debits."""
    return (event.day, event.cents < 0, event.kind, event.payee, event.cents, event.motive, event.reference)


def rows(story: Story, account: str) -> tuple[Row, ...]:
    """All operations of an account with the balance after each."""
    balance = dict(story.opening).get(account, 0)
    seen: dict[tuple[date, int, str, str], int] = {}
    told = []
    for event in sorted((event for event in story.events if event.account == account), key=order):
        balance += event.cents
        twin = (event.day, event.cents, event.payee, event.motive)
        seen[twin] = seen.get(twin, 0) + 1
        told.append(Row(event, balance, seen[twin]))
    return tuple(told)


def _window(story: Story, month: date) -> tuple[date, date]:
    return max(story.start, month - story.overlap * DAY), month_end(month)


def _bank_files(story: Story) -> Iterator[GeneratedFile]:
    for account in story.family.accounts:
        export, told = EXPORTS[account.export], rows(story, account.key)
        opening = dict(story.opening).get(account.key, 0)
        for month in months(story.start, story.months):
            if (bank_source(account.key), month) in story.lost:
                continue
            first, last = _window(story, month)
            before = [row for row in told if row.event.day <= last]
            statement = AccountStatement(
                account.number,
                account.holder,
                account.card,
                first,
                last,
                tuple(row for row in before if row.event.day >= first),
                before[-1].balance if before else opening,
            )
            name = _file_name(story, _bank_stem(story, account), month, export.extension)
            yield GeneratedFile(name, export.write(statement))


def _bank_stem(story: Story, account: Account) -> str:
    export = EXPORTS[account.export]
    rng = dice(story.seed, "bank stem", account.key)
    owner = account.holder.split()[0].lower()
    bank = export.slug.rpartition("-")[0]
    stem = pick(rng, (f"{bank} {owner}", f"releve_{bank}_{account.number.number[-4:]}", f"operations {bank}"))
    return stem if export.numbered else f"{folder_of(account.export, account.holder)}/{stem}"


def _insurer_files(story: Story) -> Iterator[GeneratedFile]:
    rng = dice(story.seed, "insurer files")
    encoding = pick(rng, ("utf-8-sig", "utf-8", "cp1252"))
    repeated = pick(rng, (0, 3, 8)) * DAY
    for source, stems in _INSURER_STEMS.items():
        told = [line for line in story.lines if insurer_source(line) == source]
        write, stem = basic_csv if source == SourceKind.BASIC_INSURER else top_up_csv, pick(rng, stems)
        for month in months(story.start, story.months):
            if (source, month) in story.lost:
                continue
            first, last = month - repeated, month_end(month)
            mine = [line for line in told if first <= line.paid_on <= last]
            if mine:
                mine.sort(key=lambda line: (line.paid_on, line.payment, line.reimbursed < 0, line.care_day))
                yield GeneratedFile(_file_name(story, stem, month, "csv"), write(mine, encoding))


def _details_files(story: Story) -> Iterator[GeneratedFile]:
    rng = dice(story.seed, "details files")
    stem = pick(rng, ("carte mutuelle", "coordonnees mutuelle", "contrat"))
    encoding = "cp1252" if chance(rng, 0.3) else "utf-8-sig"
    for snapshot in story.snapshots:
        yield GeneratedFile(f"{stem} {snapshot.day}.csv", details_csv(snapshot, encoding))
