"""The form of the tasks of a set."""

from datetime import date

from secretariat_tui.areas.tasks import queries, rules
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.core.dates import format_day_offset
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs.form import Values
from secretariat_tui.tui.dialogs.record_fields import record_fields
from secretariat_tui.tui.dialogs.record_form import RecordForm


def template_form(today: date, new: TemplateDraft) -> RecordForm[TemplateDraft]:
    """Return the form of tasks of sets; `new` are the values of a new one."""
    return RecordForm(
        "tasktemplate",
        (N_("새 할 일 틀"), N_("할 일 틀 고치기")),
        record_fields(
            fields_of(TemplateDraft),
            today,
            first=("name", ("kind", "within"), "text", ("owner", "days", "position")),
        ),
        new._asdict(),
        TemplateDraft,
        queries.template,
        _preview,
        check=rules.template_errors,
        clear=("text",),
    )


def _preview(values: Values) -> str:
    """Return when the task is due."""
    return _("기한: 기록의 날짜 {days}").format(days=format_day_offset(values["days"]))
