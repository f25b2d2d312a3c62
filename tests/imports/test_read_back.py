"""What `show` prints of a register is read into an empty office, which then shows the same."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat_tui.areas import record_classes
from secretariat_tui.areas.attached.model import NO_RECORD, RecordKey, TaskDraft
from secretariat_tui.areas.attached.model import STATES as TASK_STATES
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.areas.attached.when import parse_when
from secretariat_tui.areas.programmes import store as programmes
from secretariat_tui.areas.programmes.model import (
    PLEDGE_STATES,
    STATES,
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.cli.main import main
from secretariat_tui.core.text import clean_input
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create

TODAY = ("--today", "2023-12-31")
_REFERENCES = {
    "id", "rev", "pos", "parent_id", "part_of_id", "section_id", "account_id", "programme_id", "campaign_id"
}  # fmt: skip


def _read_back(
    folder: Path, registers: Sequence[str], fill: Callable[[OfficeFile], object]
) -> None:
    """Fill an office, read the exports of its registers into an empty one, and compare rows and exports."""
    old, new = folder / "old.db", folder / "new.db"
    for path in (old, new):
        create(path, record_classes)
    with closing(OfficeFile(old, "김주무관")) as file:
        fill(file)
    for register in registers:
        out = _export(old, register)
        assert main(["--file", str(new), "import", register, str(out), *TODAY]) == 0
    assert [_export(new, register).read_text() for register in registers] == [
        _export(old, register).read_text() for register in registers
    ]
    assert _rows(new) == _rows(old)


def _export(path: Path, register: str) -> Path:
    out = path.with_name(f"{path.stem}_{register.replace('/', '_')}.csv")
    export = ("export", register, "--columns", "all", "--force", "-o", str(out))
    assert main(["--file", str(path), *export, *TODAY]) == 0
    return out


def _rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables of records, without ids and what they refer to by ids."""
    rows = {}
    with closing(sqlite3.connect(path)) as db:
        for record in record_classes():
            columns = [name for name in record.model_fields if name not in _REFERENCES]
            table = str(record.__tablename__)
            found = db.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            rows[table] = sorted(found, key=repr)
    return rows


texts = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="|,;/~'=+-@*※:()[]\\"),
    min_size=1,
    max_size=8,
).map(lambda text: clean_input(f"가{text}나"))
optional_texts = st.one_of(st.just(""), texts)
days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
optional_days = st.one_of(st.none(), days)
percentages = st.one_of(st.none(), st.integers(0, 100))
counts = st.integers(0, 999_999_999)


@st.composite
def starts(draw: st.DrawFn) -> tuple[date | None, str]:
    """A start: a day, or the first day of a month or a year; or none."""
    day = draw(optional_days)
    precision = draw(st.sampled_from(("day", "month", "year")))
    if day is None:
        return None, "day"
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[precision], precision  # fmt: skip


quotas = st.builds(QuotaDraft, counts, texts, st.one_of(st.none(), st.integers(1948, 2199)), st.booleans())  # fmt: skip


@st.composite
def programme_drafts(draw: st.DrawFn) -> ProgrammeDraft:
    """A programme, of the first main task or of none."""
    starts_on, precision = draw(starts())
    low, high = sorted((draw(counts), draw(counts)))
    pledge = draw(optional_texts)
    return ProgrammeDraft(
        name=draw(texts),
        section_id=draw(st.sampled_from((None, 1, 2))),
        item_no=draw(st.one_of(st.none(), st.integers(1, 99))),
        item=draw(optional_texts),
        target=draw(optional_texts),
        amount_from=draw(st.sampled_from((None, low))),
        amount_to=draw(st.sampled_from((None, high))),
        amount_per=draw(optional_texts),
        rate=draw(percentages),
        starts_on=starts_on,
        precision=precision,
        state=draw(st.sampled_from([*STATES])),
        pledge=pledge,
        pledge_state=draw(st.sampled_from([None, *PLEDGE_STATES])) if pledge else None,
        pledge_rate=draw(percentages) if pledge else None,
        owner=draw(optional_texts),
        quotas=tuple(draw(st.lists(quotas, max_size=3))),
        places=tuple(map(PlaceDraft, draw(st.lists(texts, max_size=3)))),
    )


@st.composite
def campaign_drafts(draw: st.DrawFn) -> CampaignDraft:
    """A campaign with actions and counts, some of which are those of an action."""
    actions = tuple(
        CampaignActionDraft(draw(texts), start, None, precision, draw(optional_texts), draw(optional_texts))
        for start, precision in draw(st.lists(starts(), max_size=3))
    )  # fmt: skip
    numbers = st.sampled_from([None, *range(1, len(actions) + 1)])
    count = st.builds(CampaignCountDraft, texts, counts, texts, numbers)
    rows = tuple(draw(st.lists(count, max_size=3)))
    return CampaignDraft(draw(texts), draw(st.sampled_from((None, 1, 2))), draw(optional_texts), draw(optional_texts), actions, rows)  # fmt: skip


@pytest.mark.slow
def test_programmes_main_tasks_and_campaigns_are_read_back(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    @settings(max_examples=6)
    @given(
        st.lists(texts, min_size=3, max_size=3, unique=True),
        st.integers(1, 40),
        st.lists(programme_drafts(), max_size=4, unique_by=lambda draft: draft.name),
        st.lists(campaign_drafts(), max_size=3, unique_by=lambda draft: draft.title),
    )
    def check(
        titles: list[str],
        number: int,
        programme: list[ProgrammeDraft],
        campaigns: list[CampaignDraft],
    ) -> None:
        def fill(file: OfficeFile) -> None:
            programmes.SECTIONS.add(file, SectionDraft(titles[0], 2))
            programmes.SECTIONS.add(file, SectionDraft(titles[1], number, 1, titles[0]))
            programmes.SECTIONS.add(file, SectionDraft(titles[2], 1))
            for each in programme:
                programmes.PROGRAMMES.add(file, each)
            for campaign in campaigns:
                programmes.CAMPAIGNS.add(file, campaign)

        registers = ("programmes/sections", "programmes", "programmes/campaigns")
        _read_back(tmp_path_factory.mktemp("round"), registers, fill)

    check()


WHENS = (
    "", "없음", "2023-04-28", "2023-04-28부터", "2023-04-28 당일", "2024-06", "2024-06까지", "2022-06부터",
    "2025", "2025까지", "매주 2023-04-28", "매월 2024-06", "격월", "연중",
)  # fmt: skip
tasks = st.builds(
    lambda text, state, owner, when, done_on, evidence: TaskDraft(
        text, state, owner, **parse_when(when, date(2023, 12, 31))._asdict(), done_on=done_on, evidence=evidence
    ),
    texts,
    st.sampled_from([*TASK_STATES]),
    optional_texts,
    st.sampled_from(WHENS),
    optional_days,
    optional_texts,
)  # fmt: skip


@pytest.mark.slow
def test_tasks_are_read_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    @settings(max_examples=6)
    @given(
        st.lists(
            st.tuples(tasks, st.sampled_from((NO_RECORD, RecordKey("programme", 1)))),
            max_size=8,
            unique_by=lambda each: each[0].text,
        )
    )
    def check(rows: list[tuple[TaskDraft, RecordKey]]) -> None:
        def fill(file: OfficeFile) -> None:
            programmes.PROGRAMMES.add(file, ProgrammeDraft("시술비"))
            for task, record in rows:
                TASKS.add(file, record, task)

        _read_back(tmp_path_factory.mktemp("round"), ("programmes", "tasks"), fill)

    check()
