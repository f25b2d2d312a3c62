"""The form of an event."""

from datetime import date

from secretariat_tui.areas.schedule import queries, rules
from secretariat_tui.areas.schedule.rules import EventDraft, LineDraft
from secretariat_tui.database.reader import Stored
from secretariat_tui.language import N_, _
from secretariat_tui.tui import fields
from secretariat_tui.tui.conflict import Ask, Edited
from secretariat_tui.tui.form import Form, Values


def event_form(ask: Ask, stored: Stored[EventDraft] | None, day: date, today: date) -> Form:
    """Make the form for a stored event, or for a new one on a day."""
    edited = Edited(ask, "event", stored, queries.event) if stored else None

    async def save(values: Values) -> int:
        from secretariat_tui.areas.schedule import store

        draft = EventDraft(**values)
        if edited is None:
            return await ask(lambda file: store.add(file, draft))
        await ask(lambda file: store.change(file, edited.id, edited.rev, draft))
        return edited.id

    title = _("일정 고치기") if stored else _("새 일정")
    draft = stored.draft if stored else EventDraft("", day)
    return Form(title, _shape(today), draft._asdict(), save, edited=edited)


def _shape(today: date) -> list[fields.Field]:
    return [
        fields.text("title", N_("제목"), _("예: 위례트램 착공식 현장방문")),
        fields.day("starts_on", N_("날짜"), today),
        fields.clock("starts_at", N_("시작 시각")),
        fields.clock("ends_at", N_("끝 시각")),
        fields.text("place", N_("장소")),
        fields.choice("kind", N_("구분"), rules.KINDS),
        fields.choice("status", N_("상태"), rules.STATUSES),
        fields.choice("visibility", N_("공개"), rules.VISIBILITIES),
        fields.rows(
            "lines",
            N_("내용"),
            _("한 줄에 하나: 주요내용 | 경과보고, 기념행사"),
            _line,
            _read_line,
            height=5,
        ),
        fields.choice("all_day", N_("종일"), {False: N_("아니오"), True: N_("예")}),
        fields.day("ends_on", N_("끝나는 날"), today),
        fields.text("category", N_("분야"), _("예: 재난·안전")),
        fields.text("subcategory", N_("세부 분야")),
        fields.text("outlet", N_("매체")),
        fields.text("media_type", N_("매체 종류"), _("예: 방송, 신문")),
        fields.number("session_no", N_("회차")),
        fields.paragraph("note", N_("메모"), height=3),
    ]


def _line(each: LineDraft) -> str:
    return f"{each.label} | {each.text}".lstrip() if each.label or "|" in each.text else each.text


def _read_line(typed: str) -> LineDraft:
    label, separator, text = typed.partition("|")
    return LineDraft(label.strip(), text.strip()) if separator else LineDraft("", typed)
