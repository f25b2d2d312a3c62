"""Deterministic office files of any size, for the benchmark.

Twenty years of proposals up to TODAY, most of them decided: only those of the last weeks and a few
older ones are open. In the default order of the inbox, proposal N of N is first, proposal 1 last.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from secretariat_tui.areas import index_sources, record_classes
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.attached.records import Participant
from secretariat_tui.areas.budget.records import Account, Appropriation, Expense
from secretariat_tui.areas.proposals.model import THEMES
from secretariat_tui.areas.proposals.records import Proposal, Round
from secretariat_tui.areas.report.records import Tally, TallyCondition
from secretariat_tui.areas.schedule.model import KINDS
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.tables import Record
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.database.search import index as search_index

TODAY = date(2023, 4, 19)
COMMON, RARE = "둔산", "뻐꾸기"  # words in every fifteenth title, and in two titles
_DAYS = 7300
_OPEN_DAYS = 40  # proposals received since then are open
_PLACES = (
    *(
        "산책로",
        "도서관",
        "버스",
        "청년",
        "어르신",
        "주차장",
        "민원실",
        "회의",
        "축사",
        "안전",
        "급식",
    ),
    *("공원", "하천", "둔산", "골목"),
)
_ACTS = (
    "알리기",
    "줄이기",
    "늘리기",
    "고치기",
    "나누기",
    "모으기",
    "바꾸기",
    "열기",
    "잇기",
    "살피기",
)
_CHANNELS = ("system", "bureaus", "mail")
_STATES = ("received", "review", "panel", "returned")
_OUTCOMES = ("rejected", "adopted", "closed", "rejected", "referred", "withdrawn", "excluded")
_FAST_PRAGMAS = ("synchronous=OFF", "journal_mode=OFF", "cache_size=-200000")
Values = dict[str, Any]


def office(folder: Path, size: int, *, history: bool = False) -> Path:
    """Return a file with `size` proposals in a folder, where it is created if it does not exist."""
    name = f"{size}{'-logged' if history else ''}"
    return cached(folder, name, __file__, lambda path: make(path, size, history=history))


def cached(folder: Path, name: str, module: str, create_file: Callable[[Path], None]) -> Path:
    """Return a file in a folder, created if there is none of this name, source of the data, and schema."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = (Path(module).read_bytes(), _schema_bytes(folder))
    path = folder / f"{name}-{crc32(b''.join(parts)):08x}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        create_file(part)
        part.rename(path)
    return path


def _schema_bytes(folder: Path) -> bytes:
    """Return the schema as bytes, whose hash in the file name tells apart files of other versions."""
    empty = folder / "empty.db"
    empty.unlink(missing_ok=True)
    create(empty, record_classes)
    with closing(sqlite3.connect(empty)) as db:
        statements = db.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    empty.unlink()
    return f"{statements}{search_index.INDEX_VERSION}".encode()


def make(path: Path, size: int, *, history: bool = False) -> None:
    """Create a file with `size` proposals, a tenth as many expenses and events, a hundredth agreements.

    With `history` each record is in the audit log, as if it had been added in a session.
    A million proposals take some minutes, mostly for the search index.
    """
    fill(path, _records(size), history=history)


def fill(
    path: Path, records: "Iterable[tuple[type[Record], Iterable[Values]]]", *, history: bool = False
) -> None:
    """Create a file with records, those of each class together, and its search index."""
    create(path, record_classes)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for pragma in _FAST_PRAGMAS:
            db.execute(f"PRAGMA {pragma}")
        triggers = [] if history else _triggers(db)
        for name, _sql in triggers:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("BEGIN")
        db.execute(
            "INSERT INTO tx VALUES (1, '2023-04-19T00:00:00.000+00:00', 'x', '', 'do', NULL, 1)"
        )
        for record_class, rows in records:
            insert(db, record_class, rows)
            if not history:  # temporary log rows, from which the index is built
                table = record_class.__tablename__
                db.execute(
                    f"INSERT INTO change SELECT NULL, 1, '{table}', id, 'I', NULL, NULL FROM {table}"
                )
        search_index.update(Reader(path, within=db), db, index_sources)
        if not history:
            db.execute("DELETE FROM change")
        db.execute("UPDATE tx SET open = NULL")
        for _name, sql in triggers:
            db.execute(sql)
        db.execute("COMMIT")


def _triggers(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()


def insert(db: sqlite3.Connection, record_class: type[Record], rows: Iterable[Values]) -> None:
    """Insert records; columns that a row lacks get their defaults."""
    defaults = {
        name: None if field.is_required() else field.default
        for name, field in record_class.model_fields.items()
    }
    placeholders = ", ".join(f":{name}" for name in defaults)
    sql = (
        f"INSERT INTO {record_class.__tablename__} ({', '.join(defaults)}) VALUES ({placeholders})"
    )
    db.executemany(sql, (defaults | {"rev": 1} | row for row in rows))


def _records(size: int) -> Iterator[tuple[type[Record], Iterator[Values]]]:
    tenth, hundredth = size // 10, size // 100
    yield Account, iter([{"fy": 2023, "code": "203-03", "name": "시책추진업무추진비"}])
    budget = {"account_id": 1, "decided_on": "2023-01-01", "kind": "initial", "won": 2 * 10**10}
    yield Appropriation, iter([budget])
    yield Round, map(_round, range(1, _DAYS // 365 + 2))
    yield Proposal, (proposal(number, size) for number in range(1, size + 1))
    yield Expense, (expense(number) for number in range(1, tenth + 1))
    yield Event, (_event(number) for number in range(1, tenth + 1))
    yield Tally, ({"id": number, "title": kind} for number, kind in enumerate(KINDS, 1))
    conditions = (
        {"tally_id": at, "field": "kind", "value": kind} for at, kind in enumerate(KINDS, 1)
    )
    yield TallyCondition, conditions
    yield Agreement, (_agreement(number) for number in range(1, hundredth + 1))
    names = ("제주특별자치도", "세종특별자치시", "상주시")
    yield (
        Participant,
        (
            {
                "parent": "agreement",
                "parent_id": n,
                "role": "party",
                "organization": names[n % 3],
                "level": "local",
            }
            for n in range(1, hundredth + 1)
        ),
    )


def title(number: int, total: int) -> str:
    """Return a proposal's title."""
    place = RARE if number in {total // 3, total // 2} else _PLACES[number % 15]
    return f"{place} {_ACTS[(number // 15 * 7 + number) % 10]} {number * 7 % 977}"


def proposal_number(number: int, total: int) -> str:
    """Return a proposal's number as the inbox shows it."""
    return f"{_received(number, total).year % 100:02}-{number:07}"


def _received(number: int, total: int) -> date:
    return TODAY - timedelta((total - number) * _DAYS // total)


def proposal(number: int, total: int) -> Values:
    """Return a proposal's columns."""
    received = _received(number, total)
    age = (TODAY - received).days
    row: Values = {
        "number": proposal_number(number, total),
        "title": title(number, total),
        "received_on": received.isoformat(),
        "channel": _CHANNELS[number % 3],
        "theme": ("", *THEMES)[number % 5],
        "secret": number % 100 == 3,
        "dept": "정책기획관",
        "round_id": age // 365 + 1 if number % 5 == 0 else None,
    }
    if age < _OPEN_DAYS or number % 250 == 0:
        row["state"] = _STATES[number % 4]
        row["paused_on"] = received.isoformat() if row["state"] == "returned" else None
        return row
    held = number % 1000 == 1
    return row | {
        "state": "decided",
        "decided_on": (received + timedelta(21)).isoformat(),
        "reason": "검토한 결과를 따랐습니다.",
        "outcome": "held" if held else _OUTCOMES[number % 7],
        "hold_until": (TODAY + timedelta(number % 400)).isoformat() if held else None,
        "start_on": TODAY.isoformat() if not held and _OUTCOMES[number % 7] == "adopted" else None,
    }


def _round(years_ago: int) -> Values:
    """Return the round that ended `years_ago - 1` years before TODAY."""
    end = TODAY - timedelta(365 * (years_ago - 1))
    return {
        "theme": f"{end.year}년 창의제안",
        "starts_on": (end - timedelta(364)).isoformat(),
        "ends_on": end.isoformat(),
    }


def expense(number: int) -> Values:
    """Return an expense's columns."""
    return {
        "account_id": 1,
        "spent_on": (TODAY - timedelta(number % 100)).isoformat(),
        "purpose": f"{_PLACES[number % 15]} 간담회 {number % 977}",
        "place": "시청 구내식당",
        "won": 1000 * (number % 300 + 1),
        "headcount": number % 20 + 1,
    }


def _event(number: int) -> Values:
    day = TODAY + timedelta(60 - number * 61 % _DAYS)
    return {
        "kind": ("meeting", "field_visit", "signing")[number % 3],
        "title": f"{_PLACES[number % 15]} 회의 {number % 977}",
        "starts_on": day.isoformat(),
        "starts_at": f"{8 + number % 10:02}:00",
        "ends_on": day.isoformat(),
        "place": "대회의실",
    }


def _agreement(number: int) -> Values:
    signed = TODAY - timedelta(number * 37 % _DAYS)
    return {
        "name": f"{_PLACES[number % 15]} 협약 {number}",
        "kind": "mou",
        "signed_on": signed.isoformat(),
        "expires_on": (signed + timedelta(3650)).isoformat() if number % 3 else None,
    }
