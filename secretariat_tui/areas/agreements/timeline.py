"""The timeline of agreements: lines from start to expiry, with notices and check-ups."""

from datetime import date

from secretariat_tui.areas.agreements import queries, rules
from secretariat_tui.areas.agreements.queries import AgreementRow
from secretariat_tui.areas.agreements.rules import AgreementStanding
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.timeline import Months, TimelineBar, TimelineRow

START, NOTICE, CHECK, EXPIRY = "├", "◇", "◆", "┤"


def read_timeline(reader: Reader, months: Months, today: date) -> list[TimelineRow]:
    """Return a line for each agreement that runs in these months, by signing."""
    rows = queries.register(reader, today, None, months.last)
    lines = ((row, agreement_bar(row)) for row in rows)
    return [
        TimelineRow(
            f"agreement {row.id}",
            ("agreement", row.id),
            0,
            rules.masked_name(row.name, row.secret),
            table_date(row.expires_on) if row.expires_on else _("기간 미기재"),
            bar,
        )
        for row, bar in lines
        if bar is not None and (bar.last is None or bar.last >= months.first)
    ]


def agreement_bar(row: AgreementRow) -> TimelineBar | None:
    """Return what an agreement draws; None without a start. One without a term is open at its end."""
    start = row.effective_on or row.signed_on
    if start is None:
        return None
    closed = row.standing in {AgreementStanding.ENDED, AgreementStanding.REPLACED}
    signs = [(row.next_check, CHECK), (None if closed else row.notice_date, NOTICE)]
    days = [(start, START), *signs, (row.expires_on, EXPIRY)]
    return TimelineBar(start, row.expires_on, [(day, sign) for day, sign in days if day])
