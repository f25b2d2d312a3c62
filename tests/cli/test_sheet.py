"""The sheets of the diary as they are printed, and the command that writes them."""

from contextlib import closing
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import (
    FileDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.areas.people import store as people
from secretariat_tui.areas.people.model import AliasDraft, ContactDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft, StepDraft
from secretariat_tui.database.file import OfficeFile
from tests.cli.test_commands import call
from tests.conftest import Prepared

DAY = date(2023, 4, 18)
KIM = ParticipantDraft("contact", "김담당", "정책기획관", "주무관", contact="02-2133-1234")
PARK = ParticipantDraft("attendee", "박도지사", "경상북도", "도지사")


def fill(path: Path) -> None:
    """Add a busy week: public, internal and secret events, a hold, a clash, an earlier meeting."""
    with closing(OfficeFile(path, "김주무관")) as file:

        def event(
            title: str, day: date, at: str, *people: ParticipantDraft, **values: Any
        ) -> RecordKey:
            start, _dash, end = at.partition("~")
            draft = EventDraft(
                title,
                day,
                time.fromisoformat(start) if start else None,
                time.fromisoformat(end) if end else None,
            )
            key = RecordKey("event", schedule.add(file, draft._replace(**values)))
            for each in people:
                attached.PARTICIPANTS.add(file, key, each)
            return key

        event(
            "경북 업무협약",
            date(2023, 1, 18),
            "10:00",
            PARK._replace(name="박옛이름"),
            kind="signing",
        )
        event("취소된 만남", date(2023, 2, 1), "10:00", PARK, status="cancelled")
        event("비밀 만남", date(2023, 2, 2), "10:00", PARK, visibility="secret")
        people.add(
            file,
            ContactDraft(
                "박도지사",
                organization="경상북도",
                confirmed_on=DAY,
                aliases=(AliasDraft("박옛이름", "경상북도"),),
            ),
        )
        main = event(
            "영호남 상생 협약식", DAY, "10:00~11:30", KIM, PARK, place="시청 8층 간담회장", kind="signing",
            lines=(
                LineDraft("목적", "두 도시의 교류를 넓힘"), LineDraft("동선", "정문 09:52 도착"),
                LineDraft("주요내용", "협약서 서명, 기념촬영"), LineDraft("말씀", "환영 인사 3분"),
            ),
            note="2급 배석 1명 제한", role="speech", own_starts_at=time(10, 20), own_ends_at=time(11, 10),
            travel_before=25, travel_after=20,
            steps=(StepDraft(0, "개회", "총무과"), StepDraft(25, "환영 인사"), StepDraft(75, "기념촬영")),
        )  # fmt: skip
        attached.TASKS.add(file, main, TaskDraft("말씀자료 최종", owner="정책기획관", due_on=DAY))
        attached.NOTES.add(file, main, NoteDraft(date(2023, 4, 17), "명패는 두 개"))
        attached.FILES.add(file, main, FileDraft("협약서 안", "/srv/a.hwpx", "0" * 64, 10, DAY))
        event(
            "MBN 인터뷰", DAY, "11:00~12:00", kind="interview", outlet="MBN", visibility="internal"
        )
        event("인사 협의", DAY, "14:00~15:00", KIM, place="시장실", visibility="secret")
        event("대한상의 만찬", DAY, "18:00", status="hold", place="미정")
        event("국회의원 내방", date(2023, 4, 20), "09:00", KIM)
        event("체육대회", date(2023, 4, 22), "09:00", attendance="deputy", deputy="이부시장")
        event("사양한 행사", date(2023, 4, 22), "10:00", attendance="declined")


@pytest.fixture
def office(prepared: Prepared) -> Path:
    return prepared(fill)


def sheet(capsys: pytest.CaptureFixture[str], office: Path, *args: str | Path) -> str:
    code, shown, problem = call(capsys, "--file", office, "--today", "2023-04-18", "sheet", *args)
    assert (code, problem) == (0, "")
    return shown


def test_the_day_sheet_has_the_hours_those_in_charge_and_what_is_to_do(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    assert sheet(capsys, office, "day") == (
        "일일 일정\n"
        "(2023. 4. 18.(화))\n"
        "\n"
        "시간\t행사명\t장소\t담당\t비고\n"
        "10:00–11:30\t영호남 상생 협약식\t시청 8층 간담회장\t정책기획관 김담당\t겹침, 참석 10:20~11:10, 가는 길 25분, 오는 길 20분\n"
        "11:00–12:00\tMBN 인터뷰\t\t\t겹침, 내부\n"
        "14:00–15:00\t비공개\t\t\t\n"
        "18:00\t대한상의 만찬 (잠정)\t미정\t\t\n"
        "※ 합계 4건: 협약체결 1건, 인터뷰 1건, 비공개 1건, 회의 1건\n"
        "※ 겹침: '23. 4. 18.(화) 10:00 ~ 11:30 영호남 상생 협약식 ↔ '23. 4. 18.(화) 11:00 ~ 12:00 MBN 인터뷰\n"
        "\n"
        "□ 할 일\n"
        " ○ 말씀자료 최종 - 정책기획관 [일정 영호남 상생 협약식]\n"
    )
    assert "일정이 없습니다." in sheet(capsys, office, "day", "--date", "내일")


def test_the_total_of_a_sheet_leaves_out_what_does_not_take_place(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        draft = EventDraft("KBS 인터뷰", DAY, time(16), kind="interview", outlet="KBS")
        for status in ("postponed", "cancelled"):
            schedule.add(file, draft._replace(status=status))
    day = "합계 4건(연기 1건·취소 1건 제외): 협약체결 1건, 인터뷰 1건, 비공개 1건, 회의 1건"
    assert f"\n※ {day}\n" in sheet(capsys, office, "day")
    assert "(연기 1건·취소 1건 제외): " in sheet(capsys, office, "week")
    shown = call(
        capsys, "--file", office, "--today", "2023-04-18", "show", "schedule/events",
        "--from", "2023-04-18", "--to", "2023-04-18",
    )  # fmt: skip
    assert day in shown[1]


def test_the_week_sheet_names_each_day_once(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    lines = sheet(capsys, office, "week").splitlines()
    assert lines[:2] == ["주간 일정", "(2023. 4. 17.(월) ~ 4. 23.(일))"]
    assert lines[9].split("\t") == ["4. 22.(토)", "09:00", "체육대회", "", "", "대참 이부시장"]
    assert [line.split("\t")[:3] for line in lines[3:9]] == [
        ["월일", "시간", "행사명"],
        ["4. 18.(화)", "10:00–11:30", "영호남 상생 협약식"],
        ["", "11:00–12:00", "MBN 인터뷰"],
        ["", "14:00–15:00", "비공개"],
        ["", "18:00", "대한상의 만찬 (잠정)"],
        ["4. 20.(목)", "09:00", "국회의원 내방"],
    ]


def test_the_public_week_has_only_public_events_and_no_name(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    assert sheet(capsys, office, "public") == (
        "주간 행사계획\n"
        "(2023. 4. 17.(월) ~ 4. 23.(일))\n"
        "\n"
        "월일\t시간\t행사명\t장소\t담당\n"
        "4. 18.(화)\t10:00–11:30\t● 영호남 상생 협약식\t시청 8층 간담회장\t정책기획관\n"
        "4. 20.(목)\t09:00\t● 국회의원 내방\t\t정책기획관\n"
        "4. 22.(토)\t09:00\t○ 체육대회\t\t\n"
        "※ ● 시장 참석, ○ 기타\n"
    )
    _code, history, _problem = call(capsys, "--file", office, "show", "history")
    assert "보고 주간공개일정" in history
    assert "외부" in history


def test_the_briefing_has_all_that_is_known_of_an_event_and_of_earlier_meetings(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    assert sheet(capsys, office, "briefing", "--event", "협약식") == (
        "영호남 상생 협약식\n"
        "\n"
        "□ 개요\n"
        " ○ 일시 : '23. 4. 18.(화) 10:00 ~ 11:30\n"
        " ○ 장소 : 시청 8층 간담회장\n"
        " ○ 역할 : 축사\n"
        " ○ 시장 참석 : 10:20 ~ 11:10\n"
        " ○ 이동 : 가는 길 25분, 오는 길 20분\n"
        " ○ 목적 : 두 도시의 교류를 넓힘\n"
        " ○ 동선\n"
        "   - 정문 09:52 도착\n"
        "\n"
        "□ 참석\n"
        " ○ 정책기획관 주무관 김담당 (담당) 02-2133-1234\n"
        " ○ 경상북도 도지사 박도지사 (참석자)\n"
        "\n"
        "□ 내용\n"
        " ○ 주요내용 : 협약서 서명, 기념촬영\n"
        "\n"
        "□ 말씀\n"
        " ○ 환영 인사 3분\n"
        "\n"
        "□ 식순\n"
        " ○ 10:00 개회 - 총무과\n"
        " ○ 10:25 환영 인사\n"
        " ○ 11:15 기념촬영\n"
        "\n"
        "□ 지난 만남\n"
        " ○ 2023. 1. 18. 경북 업무협약 [일정] - 박도지사\n"
        "\n"
        "□ 할 일\n"
        " ○ [미착수] 4. 18.(화) 말씀자료 최종 - 정책기획관\n"
        "\n"
        "□ 붙임\n"
        " ○ 협약서 안\n"
        "\n"
        "□ 메모\n"
        " ○ 4. 17. 명패는 두 개\n"
        "※ 2급 배석 1명 제한\n"
    )


def test_the_briefings_of_a_day_leave_secret_events_out(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    shown = sheet(capsys, office, "briefing")
    assert [each.split("\n", 1)[0] for each in shown.split("\n\n\n")] == ["영호남 상생 협약식"]
    assert "MBN 인터뷰" in shown
    assert "대한상의 만찬" in shown
    assert "인사 협의" not in shown
    code, _shown, problem = call(
        capsys, "--file", office, "sheet", "briefing", "--date", "2023-04-18", "--event", "인사"
    )
    assert code == 1
    assert (
        "이날에 그런 일정이 없습니다. (인사) 이날의 일정: 영호남 상생 협약식, MBN 인터뷰" in problem
    )
    assert "인사 협의" not in problem


def test_a_sheet_is_written_by_the_ending_of_the_file(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    for ending, start in (("txt", "일일 일정"), ("md", "# 일일 일정"), ("html", "<!DOCTYPE html>")):
        out = office.parent / f"일정.{ending}"
        assert sheet(capsys, office, "day", "-o", out) == f"보고를 파일로 냈습니다: {out}\n"
        assert out.read_text(encoding="utf-8").startswith(start)
    assert call(capsys, "--file", office, "sheet", "month") == (
        2, "", "secretariat: 모르는 말입니다. (month) 쓸 수 있는 말: day, week, public, briefing\n",
    )  # fmt: skip
    code, _shown, problem = call(capsys, "--file", office, "sheet", "day", "--date", "13.45.")
    assert (code, "--date" in problem) == (2, True)


def test_an_office_changes_a_sheet_by_its_own_template(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    folder = office.parent / "templates"
    folder.mkdir()
    text = "# 우리 일정\n{% for 행사 in 일정 %}\n- {{ 행사.제목 }}\n{% endfor %}\n"
    (folder / "일일일정.txt").write_text(text, encoding="utf-8")
    shown = sheet(capsys, office, "day")
    assert shown == "우리 일정\n- 영호남 상생 협약식\n- MBN 인터뷰\n- 비공개\n- 대한상의 만찬\n"


def test_an_occurrence_of_a_series_has_its_own_day(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        lines = (LineDraft("주요내용", "주간 보고"),)
        draft = EventDraft(
            "간부회의", date(2023, 4, 3), time(9), time(10), rrule="FREQ=WEEKLY;BYDAY=MO"
        )
        schedule.add(file, draft._replace(lines=lines))
    assert "4. 17.(월)\t09:00–10:00\t간부회의\t" in sheet(capsys, office, "week")
    shown = sheet(capsys, office, "briefing", "--date", "2023-04-24", "--event", "간부")
    assert " ○ 일시 : '23. 4. 24.(월) 09:00 ~ 10:00\n" in shown
    assert " ○ 주요내용 : 주간 보고\n" in shown
    assert "일정이 없습니다." in sheet(capsys, office, "day", "--date", "2023-04-25")
