"""The life of an agreement: extensions, check-ups, replacement, secrecy."""

from datetime import date
from typing import Any

import pytest

from secretariat_tui.areas.agreements import queries, store, tables, timeline
from secretariat_tui.areas.agreements.details import read_agreement, read_for_pane
from secretariat_tui.areas.agreements.model import (
    AgreementDraft,
    ChangeDraft,
    CheckDraft,
    PartyDraft,
)
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.core.errors import EditConflictError, ValidationError
from secretariat_tui.database.engine.reader import Stored
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import groups as grouping
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import MASKED_VALUE, ValueFilter, View
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.table import Period
from secretariat_tui.tables.timeline import Months

TODAY = date(2023, 4, 19)
JEJU = AgreementDraft(
    "서울–제주 교류",
    signed_on=date(2023, 2, 3),
    expires_on=date(2024, 2, 2),
    check_months=6,
    parties=(PartyDraft("제주특별자치도", "metropolitan", "제주도지사", "064-710"),),
)
EXTENSION = ChangeDraft(
    TODAY, "extension", date(2024, 2, 3), date(2024, 2, 2), date(2026, 2, 2), "상호 협의", "행정-12"
)
CHECK = CheckDraft(date(2023, 4, 10), "improve", "실적 미흡", "분기마다 점검")


def _stored(file: OfficeFile, number: int) -> Stored[AgreementDraft]:
    stored = queries.agreement(file.reader, number)
    assert stored is not None
    return stored


def _lines(file: OfficeFile, today: date = TODAY) -> list[str]:
    row = queries.register(file.reader, today)[0]
    return [line.text for line in read_agreement(row, file.reader) or []]


def test_an_extension_sets_the_new_expiry_and_is_undone_at_once(file: OfficeFile) -> None:
    number = store.add(file, JEJU)
    before = _stored(file, number)
    store.extend(file, number, before.rev, before.draft, EXTENSION)
    after = _stored(file, number).draft
    assert after.expires_on == date(2026, 2, 2)
    assert after.changes == (EXTENSION,)
    text = "'23.4.19. 연장 ~'24.2.2. → ~'26.2.2. 상호 협의 (시행 '24.2.3. · 행정-12)"
    assert _lines(file)[-2:] == ["변경 이력", f" {text}"]
    assert file.undo() == "협약 연장: 서울–제주 교류"
    assert _stored(file, number).draft == JEJU
    assert file.redo() == "협약 연장: 서울–제주 교류"
    assert _stored(file, number).draft == after


@pytest.mark.parametrize(
    "change",
    [
        EXTENSION._replace(new_expires_on=None),
        EXTENSION._replace(new_expires_on=date(2024, 2, 2)),
        ChangeDraft(TODAY),
    ],
)
def test_an_extension_without_a_later_expiry_is_refused(
    file: OfficeFile, change: ChangeDraft
) -> None:
    number = store.add(file, JEJU)
    with pytest.raises(ValidationError):
        store.extend(file, number, 1, JEJU, change)
    assert _stored(file, number).draft == JEJU


def test_a_check_is_recorded_and_the_next_one_counts_from_it(file: OfficeFile) -> None:
    number = store.add(file, JEJU)
    assert "점검  다음 점검 2023. 8. 3.(목)" in _lines(file)
    store.record_check(file, number, 1, JEJU, CHECK)
    stored = _stored(file, number).draft
    assert (stored.checked_on, stored.checks) == (date(2023, 4, 10), (CHECK,))
    lines = _lines(file)
    assert "점검  다음 점검 2023. 10. 10.(화)" in lines
    assert lines[-1] == " '23.4.10. 보완: 실적 미흡 (개선: 분기마다 점검)"
    earlier = CHECK._replace(checked_on=date(2023, 3, 1))
    store.record_check(file, number, _stored(file, number).rev, stored, earlier)
    assert _stored(file, number).draft.checked_on == date(2023, 4, 10)
    file.undo()
    file.undo()
    assert _stored(file, number).draft == JEJU


def test_a_stale_extension_is_refused(file: OfficeFile) -> None:
    number = store.add(file, JEJU)
    store.record_check(file, number, 1, JEJU, CHECK)
    with pytest.raises(EditConflictError):
        store.extend(file, number, 1, JEJU, EXTENSION)
    assert _stored(file, number).draft.changes == ()


def test_deleting_takes_changes_and_checks_along_and_undo_brings_them_back(
    file: OfficeFile,
) -> None:
    full = JEJU._replace(changes=(EXTENSION,), checks=(CHECK,), checked_on=CHECK.checked_on)
    number = store.add(file, full)
    store.delete(file, number)
    assert file.reader.value("SELECT count(*) FROM agreementcheck") == 0
    file.undo()
    assert _stored(file, number).draft == full


def test_changes_and_checks_are_columns(file: OfficeFile) -> None:
    store.add(file, JEJU._replace(changes=(EXTENSION,), checks=(CHECK, CHECK)))
    keys = ("changes", "checks")
    sheet = tables.register(file.reader, Period(TODAY, columns=keys)).with_columns(keys)
    (row,) = sheet.rows
    check = "'23.4.10. 보완: 실적 미흡 (개선: 분기마다 점검)"
    assert sheet.table.texts(row) == [
        "'23.4.19. 연장 ~'24.2.2. → ~'26.2.2. 상호 협의 (시행 '24.2.3. · 행정-12)",
        f"{check} / {check}",
    ]


def test_what_replaced_an_agreement_is_shown_and_forms_no_circle(file: OfficeFile) -> None:
    old, new = store.add(file, JEJU), store.add(file, JEJU._replace(name="새 협약"))
    replaced = JEJU._replace(state="replaced", ended_on=TODAY, replaced_by_id=new)
    store.change(file, old, 1, replaced)
    assert "종료  '23.4.19. → 새 협약" in _lines(file)
    with pytest.raises(ValidationError, match="이 협약이 대체한 협약은"):
        store.change(file, new, 1, replaced._replace(replaced_by_id=old))
    with pytest.raises(ValidationError, match="이 협약이 대체한 협약은"):
        store.change(file, new, 1, replaced)
    with pytest.raises(ValidationError, match="그 사이에 지워졌습니다"):
        store.change(file, new, 1, replaced._replace(replaced_by_id=99))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"notice_days": 0}, "notice_days"),
        ({"notice_days": 3651}, "notice_days"),
        ({"notice_days": 30, "expires_on": None}, "expires_on"),
        ({"state": "replaced"}, "replaced_by_id"),
        ({"replaced_by_id": 1}, "replaced_by_id"),
        ({"changes": (ChangeDraft(TODAY),)}, "changes"),
        ({"council_on": date(2200, 1, 1)}, "council_on"),
    ],
)
def test_what_a_rule_forbids_names_its_field(
    file: OfficeFile, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refusal:
        store.add(file, JEJU._replace(**values))
    assert [name for name, _message in refusal.value.errors] == [field]


@pytest.mark.parametrize("days", [1, 3650])
def test_what_a_rule_just_allows_is_stored(file: OfficeFile, days: int) -> None:
    draft = JEJU._replace(notice_days=days, council_step="consent", council_on=TODAY)
    assert _stored(file, store.add(file, draft)).draft == draft


def test_a_secret_agreement_shows_its_dates_only(file: OfficeFile) -> None:
    secret = JEJU._replace(secret=True, expires_on=date(2023, 4, 26), note="둔산 비밀")
    number = store.add(file, secret)
    sheet = tables.register(file.reader, Period(TODAY))
    (row,) = sheet.rows
    assert sheet.table.texts(row) == [
        "", "비공개", "", "23.2.3.(금)", "~'23.4.26.", "만료 임박", "–", "–", "만료 D-7",
    ]  # fmt: skip
    assert list(masked_sheet(sheet).rows) == []
    assert [line.text for line in read_for_pane(row, file.reader)] == [
        "비공개",
        "비공개 협약입니다. Enter로 열어 봅니다.",
    ]
    assert "상대  제주특별자치도 (광역)  064-710" in _lines(file)
    keys = tuple(column.key for column in tables.REGISTER.all_columns)
    wide = tables.register(file.reader, Period(TODAY, columns=keys)).with_columns(keys)
    shown = " ".join(wide.table.texts(wide.rows[0]))
    for word in ("제주", "둔산", "교류", "064"):
        assert word not in shown
    store.delete(file, number)
    assert file.undo() == "협약 지움: 비공개"


def test_the_register_of_the_ordinances_holds_what_was_recorded_up_to_the_day(
    file: OfficeFile,
) -> None:
    tasks = (TaskDraft("관광 교류", "done"), TaskDraft("청년 교류"), TaskDraft("직거래"))
    full = JEJU._replace(
        dept="대외협력과",
        owner="박문수",
        tasks=tasks,
        changes=(EXTENSION, EXTENSION._replace(decided_on=date(2023, 5, 1), text="둘째")),
        checks=(CHECK, CHECK._replace(checked_on=date(2023, 7, 1), result="good")),
        council_step="prior",
        council_on=date(2023, 1, 5),
        published_on=date(2023, 2, 10),
        document="대외-1",
    )
    store.add(file, full)
    store.add(file, JEJU._replace(name="둔산 비밀", secret=True, dept="비밀과", document="밀-1"))
    store.add(file, JEJU._replace(name="뒤에 한 것", signed_on=date(2023, 4, 20)))
    source = tables.SHEETS["ordinance"]
    sheet = source.read(file.reader, Period(TODAY))
    assert sheet.table.header() == [
        "협약명", "구분", "체결기관", "체결일자", "주관부서", "담당", "주요 내용", "기간", "상태",
        "추진상황", "변경사항", "점검 결과", "의회", "공개", "문서",
    ]  # fmt: skip
    assert [sheet.table.texts(row) for row in sheet.rows] == [
        ["서울–제주 교류", "업무협약", "제주특별자치도", "'23.2.3.", "대외협력과", "박문수",
         "관광 교류 / 청년 교류 / 직거래", "~'24.2.2.", "유효", "완료 1 · 미착수 2",
         "'23.4.19. 연장 ~'24.2.2. → ~'26.2.2. 상호 협의 (시행 '24.2.3. · 행정-12)",
         "'23.4.10. 보완: 실적 미흡 (개선: 분기마다 점검)", "사전보고 '23.1.5.",
         "공개 '23.2.10.", "대외-1"],
        ["비공개", "업무협약", "", "'23.2.3.", "", "", "", "~'24.2.2.", "유효", "", "", "", "",
         "비공개", ""],
    ]  # fmt: skip
    outside = masked_sheet(sheet)
    assert [outside.table.texts(row)[5] for row in outside.rows] == ["박○수"]
    period = Period(TODAY, date(2023, 3, 1), date(2023, 3, 31))
    assert list(source.read(file.reader, period).rows) == []


def test_an_agreement_of_several_parties_is_in_the_group_of_each(file: OfficeFile) -> None:
    both = (*JEJU.parties, PartyDraft("상주시", "local"), PartyDraft("상주시", "local"))
    store.add(file, JEJU)
    store.add(file, JEJU._replace(name="셋의 협약", parties=both))
    store.add(file, JEJU._replace(name="상주 협약", parties=both[1:2]))
    store.add(file, JEJU._replace(name="둔산 비밀", secret=True))
    query = queries.signed_query(TODAY)

    def groups(key: str) -> list[tuple[object, int]]:
        return [(g.value, g.size) for g in grouping.groups(file.reader, query, View(), key)]

    assert groups("parties") == [("상주시", 2), ("제주특별자치도", 2), (MASKED_VALUE, 1)]
    assert groups("levels") == [("local", 2), ("metropolitan", 2), (MASKED_VALUE, 1)]
    view = View(filters=(ValueFilter("parties", "상주시"),))
    names = [row.name for row in list_query.all_rows(file.reader, query, view)]
    assert names == ["셋의 협약", "상주 협약"]
    view = View(filters=(*view.filters, ValueFilter("levels", "metropolitan")))
    assert [row.name for row in list_query.all_rows(file.reader, query, view)] == ["셋의 협약"]


def test_the_timeline_draws_terms_notices_and_check_ups(file: OfficeFile) -> None:
    short = JEJU._replace(expires_on=date(2023, 10, 20), notice_days=60)
    store.add(file, short)
    store.add(file, JEJU._replace(name="무기한", expires_on=None, check_months=None))
    store.add(
        file, JEJU._replace(name="지난 것", signed_on=date(2021, 1, 1), expires_on=date(2021, 5, 1))
    )
    store.add(file, JEJU._replace(name="준비", state="draft", signed_on=None))
    store.add(
        file,
        JEJU._replace(name="둔산", secret=True, signed_on=date(2023, 5, 16), check_months=None),
    )
    months = Months(date(2023, 1, 1), 12)
    lines = timeline.read_timeline(file.reader, months, TODAY)
    assert [(line.text, line.when, months.draw(line.bar, TODAY)) for line in lines] == [
        ("서울–제주 교류", "'23.10.20.", "  ├───────────◆◇───┤    "),
        ("무기한", "기간 미기재", "  ├─────────────────────"),
        ("비공개", "'24.2.2.", "       │├───────────────"),
    ]
    assert [line.target for line in lines] == [("agreement", 1), ("agreement", 2), ("agreement", 5)]
