"""The file and the dump of a released schema version, for the tests of upgrading: `python -m tests.database.release`.

Run it once for a version, with the program of that version; its file in `released/` never changes afterwards.
"""

from contextlib import closing
from datetime import date, time
from pathlib import Path

from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.agreements import queries as agreement_queries
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.database.audit import retention
from secretariat_tui.database.audit.events import ExportEvent, log_export
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.tui.keys.area import audit_tables, delete_functions

RELEASED = Path(__file__).with_name("released")
GYEONGBUK = AgreementDraft(
    "서울시–경상북도 교류강화 업무협약",
    signed_on=date(2023, 1, 18),
    signed_at=time(10, 0),
    place="경상북도청",
    ours="서울시장",
    check_months=6,
    parties=(
        PartyDraft("경상북도", "metropolitan", "도지사 이철우"),
        PartyDraft("상주시", "local"),
    ),
    tasks=(
        TaskDraft("농특산물 직거래", "doing", "박주무관", date(2023, 4, 28)),
        TaskDraft("관광 교류 — “서울·경북 10선” 🍎"),
    ),
)


def make(path: Path) -> None:
    """Create a file with secret and open records of every area, and the history of two people."""
    create(path, record_classes)
    with (
        closing(OfficeFile(path, "김주무관", sources=index_sources)) as kim,
        closing(OfficeFile(path, "이비서관", sources=index_sources)) as lee,
    ):
        _schedule(kim)
        _budget(lee)
        _proposals(kim)
        _agreements(kim, lee)


def _schedule(file: OfficeFile) -> None:
    schedule.add(
        file,
        EventDraft(
            "제16회 국무회의",
            date(2023, 4, 18),
            time(10, 0),
            kind="cabinet",
            session_no=16,
            place="정부서울청사",
            lines=(LineDraft("의견", "전세사기 대책"), LineDraft("안건", "18건")),
        ),
    )
    secret = schedule.add(
        file,
        EventDraft(
            "인사 면담",
            date(2023, 4, 20),
            visibility="secret",
            place="집무실",
            note="배석 없음",
            lines=(LineDraft("참석자", "박○○"),),
        ),
    )
    schedule.set_status(file, secret, 1, "postponed")
    schedule.add(file, EventDraft("시민의 날", date(2023, 4, 28), kind="other", all_day=True))
    schedule.delete(file, schedule.add(file, EventDraft("잘못 적은 일정", date(2023, 4, 1))))


def _budget(file: OfficeFile) -> None:
    account = budget.add_account(
        file, AccountDraft(2023, "203-02", "기관운영업무추진비"), 277_200_000
    )
    budget.add_appropriation(
        file, AppropriationDraft(account, date(2023, 4, 10), -7_200_000, "cut", "추경 감액")
    )
    budget.set_opening(file, OpeningDraft(account, date(2023, 3, 31), 69_480_000))
    paid = budget.add_expense(
        file, ExpenseDraft(account, date(2023, 4, 3), "현안 간담회", 84_000, headcount=4)
    )
    budget.add_expense(file, ExpenseDraft(account, date(2023, 4, 5), "위문품 구입", 1_250_000))
    budget.reverse(file, paid, date(2023, 4, 7), "이중 결제")


def _proposals(file: OfficeFile) -> None:
    results = (ResultDraft("폐지", "adopted", 42), ResultDraft("보류", "held", 25))
    number = proposals.add_round(
        file,
        RoundDraft("불필요한 일 버리기", date(2023, 1, 1), date(2023, 4, 30), 112, results=results),
    )
    first = proposals.add(
        file,
        ProposalDraft(
            "민원실 대기표 알림", date(2023, 3, 2), idea="문자로 보낸다", round_id=number
        ),
    )
    proposals.decide(file, first, 1, Decision("review"), date(2023, 3, 5))
    adopted = Decision("decided", "adopted", "효과가 큼", start_on=date(2023, 7, 1))
    proposals.decide(file, first, 2, adopted, date(2023, 3, 20))
    proposals.add(
        file,
        ProposalDraft(
            "특정 부서의 관행",
            date(2023, 4, 2),
            "mail",
            secret=True,
            problem="보복이 걱정됨",
            reviewer="정주무관",
        ),
    )


def _agreements(kim: OfficeFile, lee: OfficeFile) -> None:
    expired = agreements.add(
        kim,
        AgreementDraft(
            "끝난 협약",
            state="ended",
            signed_on=date(2001, 5, 1),
            ended_on=date(2004, 5, 1),
            ended_reason="목적 달성",
            parties=(PartyDraft("파기할 기관", "private", "파기할 서명자"),),
            tasks=(TaskDraft("파기할 일"),),
        ),
    )
    kinds = audit_tables(AREAS)
    doomed = retention.expired_records(kim.reader, kinds, {"agreement": 10}, date(2023, 4, 19))
    assert [each.row for each in doomed] == [expired]
    assert retention.destroy(kim, kinds, delete_functions(AREAS), doomed) is None
    number = agreements.add(kim, GYEONGBUK._replace(parties=GYEONGBUK.parties[:1], tasks=()))
    agreements.add(
        lee,
        AgreementDraft(
            "세종시 협약 준비",
            state="draft",
            parties=(PartyDraft("세종특별자치시", "metropolitan"),),
        ),
    )
    log_export(lee, ExportEvent("협약 현황", 2, "report.xlsx", "outside", "의회 제출"))
    log_export(kim, ExportEvent("변경 이력", 30, "클립보드", "inside", "점검"))
    agreements.change(kim, number, 1, GYEONGBUK)
    deleted = agreements.add(
        lee,
        GYEONGBUK._replace(
            name="지운 협약", parties=(PartyDraft("제주특별자치도", "metropolitan", "도지사"),)
        ),
    )
    agreements.delete(lee, deleted)
    stored = agreement_queries.agreement(kim.reader, number)
    assert stored
    done = GYEONGBUK.tasks[0]._replace(state="done")
    changed = GYEONGBUK._replace(
        parties=(PartyDraft("경상북도", "metropolitan", "도지사"),), tasks=(done,)
    )
    agreements.change(kim, number, stored.rev, changed)
    kim.undo()


if __name__ == "__main__":
    released = RELEASED / f"v{schema_version()}.db"
    make(released)
    dump(released, released.with_suffix(".json"), record_classes)
