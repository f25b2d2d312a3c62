"""Queries of issued reports: their list, and the stored content of one."""

import json
from collections.abc import Sequence
from hashlib import sha256

from secretariat_tui.areas.report import compiled
from secretariat_tui.areas.report.model import IssuedDraft
from secretariat_tui.database.engine.reader import Reader, Stored


def digest(facts: IssuedDraft, content: str) -> str:
    """Return the SHA-256 of an issued report: of its facts as a line of JSON, and of its content."""
    values = [str(each) for each in facts._replace(digest="")]
    return sha256(f"{json.dumps(values, ensure_ascii=False)}\n{content}".encode()).hexdigest()


def issued_reports(reader: Reader) -> list[Stored[IssuedDraft]]:
    """Return the issued reports without their contents, the latest first."""
    return reader.stored(IssuedDraft, compiled.ISSUED)


def issued_by_id(reader: Reader, ids: Sequence[int]) -> list[Stored[IssuedDraft]]:
    """Return issued reports by id."""
    return reader.stored(IssuedDraft, compiled.ISSUED_BY_ID, ids=json.dumps(list(ids)))


def last_issued(reader: Reader, template: str) -> Stored[IssuedDraft] | None:
    """Return the latest report issued from a template, None without one."""
    return reader.stored_one(IssuedDraft, compiled.LAST_ISSUED, template=template)


def content_of(reader: Reader, report_id: int) -> str:
    """Return the content of an issued report as stored."""
    return "".join(text for (text,) in reader.tuples(compiled.ISSUED_CONTENT, id=report_id))
