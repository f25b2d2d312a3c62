"""Issuing a report: the one write to issued reports, which neither a person nor undo can change afterwards.

The destruction of records at the end of their retention period does not reach them: an issued report is a document
of its own, and keeps what it printed of records that were destroyed or made secret since.
"""

from secretariat_tui.areas.report import rules
from secretariat_tui.areas.report.issued.queries import digest
from secretariat_tui.areas.report.model import IssuedDraft
from secretariat_tui.areas.report.records import IssuedPiece, IssuedReport
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import MAX_LINE, MAX_PARAGRAPH
from secretariat_tui.core.text import clean_input
from secretariat_tui.database.audit.compiled import OPEN_TIME
from secretariat_tui.database.engine.tables import column_values
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.issued import content
from secretariat_tui.reporting.snapshot import ReportSnapshot


def issue_report(
    file: OfficeFile, snapshot: ReportSnapshot, template: str, *, title: str = "", purpose: str = ""
) -> int:
    """Keep a report as it is; return its id. Raise ValidationError if its title or purpose is invalid.

    `template` is the name of its template. The title is by default that of the report. A report for people outside
    the office needs a purpose.
    """
    facts = IssuedDraft(
        clean_input(title) or title_of(snapshot) or clean_input(template),
        clean_input(template),
        snapshot.as_of,
        snapshot.first,
        snapshot.last,
        snapshot.outside,
        clean_input(purpose),
        "",
        file.who,
        snapshot.last_entry,
    )
    require_valid(rules.issued_errors(facts))
    with file.edit(_("보고 발행: {title}").format(title=facts.title), kind="issue") as session:
        facts = facts._replace(issued_at=file.reader.value(OPEN_TIME))
        text = content(snapshot)
        facts = facts._replace(digest=digest(facts, text))
        record = IssuedReport(**column_values(facts))
        session.add(record)
        session.flush()
        number = record.id or 0
        for pos in range(0, len(text), MAX_PARAGRAPH):
            session.add(
                IssuedPiece(
                    issuedreport_id=number,
                    pos=pos // MAX_PARAGRAPH,
                    content=text[pos : pos + MAX_PARAGRAPH],
                )
            )
        return number


def title_of(snapshot: ReportSnapshot) -> str:
    """Return the title that a report has in its text, or ""."""
    titles = (block.text for block in snapshot.report.blocks if block.kind == "title")
    return clean_input(next(titles, ""))[:MAX_LINE]
