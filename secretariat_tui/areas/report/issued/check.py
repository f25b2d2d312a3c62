"""The integrity check of issued reports."""

from collections.abc import Iterator

from secretariat_tui.areas.report.issued.queries import content_of, digest, issued_reports
from secretariat_tui.areas.report.model import ISSUED
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.maintenance.verify import Violation


def violations(reader: Reader) -> Iterator[Violation]:
    """Find issued reports that are not what was issued."""
    for stored in issued_reports(reader):
        if digest(stored.draft, content_of(reader, stored.id)) != stored.draft.digest:
            yield Violation(ISSUED.table, stored.id, _("발행한 뒤에 내용이 바뀌었습니다."))
