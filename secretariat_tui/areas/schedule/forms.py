"""The form of an event."""

from datetime import date

from secretariat_tui.areas.schedule import model, queries
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.record_form import RecordForm


def event_form(day: date, today: date) -> RecordForm[EventDraft]:
    """Return the form of events; a new one is on `day`."""
    return RecordForm(
        "event",
        (N_("새 일정"), N_("일정 고치기")),
        _fields(today),
        EventDraft("", day)._asdict(),
        EventDraft,
        queries.event,
    )


def _fields(today: date) -> list[form_fields.FormField]:
    return [
        form_fields.text("title", N_("제목"), _("예: 위례트램 착공식 현장방문")),
        form_fields.day("starts_on", N_("날짜"), today),
        form_fields.clock("starts_at", N_("시작 시각")),
        form_fields.clock("ends_at", N_("끝 시각")),
        form_fields.text("place", N_("장소")),
        form_fields.choice("kind", N_("구분"), model.KINDS),
        form_fields.choice("status", N_("상태"), model.STATUSES),
        form_fields.choice("visibility", N_("공개"), model.VISIBILITIES),
        form_fields.row_list(
            "lines",
            N_("내용"),
            _("한 줄에 하나: 주요내용 | 경과보고, 기념행사"),
            _format_line,
            _parse_line,
            height=5,
        ),
        form_fields.choice("all_day", N_("종일"), {False: N_("아니오"), True: N_("예")}),
        form_fields.day("ends_on", N_("끝나는 날"), today),
        form_fields.text("category", N_("분야"), _("예: 재난·안전")),
        form_fields.text("subcategory", N_("세부 분야")),
        form_fields.text("outlet", N_("매체")),
        form_fields.text("media_type", N_("매체 종류"), _("예: 방송, 신문")),
        form_fields.number("session_no", N_("회차")),
        form_fields.paragraph("note", N_("메모"), height=3),
    ]


def _format_line(each: LineDraft) -> str:
    return f"{each.label} | {each.text}".lstrip() if each.label or "|" in each.text else each.text


def _parse_line(typed: str) -> LineDraft:
    label, separator, text = typed.partition("|")
    return LineDraft(label.strip(), text.strip()) if separator else LineDraft("", typed)
