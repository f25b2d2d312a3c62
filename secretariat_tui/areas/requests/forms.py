"""The form of an attendance request."""

from datetime import date

from secretariat_tui.areas.requests import queries, rules
from secretariat_tui.areas.requests.model import AlternativeDraft, RequestDraft
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm


def request_form(today: date) -> RecordForm[RequestDraft]:
    """Return the form of requests; a new one was received today."""
    fields = record_fields(
        fields_of(RequestDraft),
        today,
        first=(
            "title",
            "host",
            "purpose",
            ("starts_on", "starts_at", "ends_at"),
            "alternatives",
            ("place", "role"),
            ("owner", "contact"),
            ("received_on", "reply_by"),
            ("state", "deputy", "secret"),
        ),
        rows={"alternatives": row_format(AlternativeDraft, today)},
    )
    return RecordForm(
        "attendancerequest",
        (N_("새 참석요청"), N_("참석요청 고치기")),
        fields,
        RequestDraft("", today)._asdict(),
        RequestDraft,
        queries.request,
        check=rules.request_errors,
        clear=("state", "deputy"),
    )
