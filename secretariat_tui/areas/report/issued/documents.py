"""Reading an issued report as it was printed."""

from secretariat_tui.areas.report.issued.queries import content_of, digest, issued_by_id
from secretariat_tui.areas.report.model import IssuedDraft
from secretariat_tui.core.errors import FileError, RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.reporting.issued import read_content
from secretariat_tui.reporting.snapshot import ReportSnapshot


class ChangedContentError(FileError):
    """The content of an issued report does not have the digest that was stored with it."""


class IssuedDocument(NamedTuple):
    """An issued report: its id, the facts in its list, and the report as it was."""

    id: int
    facts: IssuedDraft
    snapshot: ReportSnapshot


def read_issued(reader: Reader, report_id: int) -> IssuedDocument:
    """Return an issued report as it was.

    RuleError if there is none; ChangedContentError if it is not what was issued.
    """
    with reader.snapshot():
        stored = next(iter(issued_by_id(reader, [report_id])), None)
        if stored is None:
            raise RuleError(_("그런 발행한 보고가 없습니다."), str(report_id))
        content = content_of(reader, report_id)
    if digest(stored.draft, content) != stored.draft.digest:
        raise ChangedContentError(
            _("발행한 뒤에 내용이 바뀐 보고입니다."),
            stored.draft.title,
            _("백업에서 되살리세요. 자세히: secretariat check"),
        )
    return IssuedDocument(report_id, stored.draft, read_content(content))
