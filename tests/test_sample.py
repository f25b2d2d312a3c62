"""The sample office: it says what the published report says, and where it invents."""

import json
from contextlib import closing
from datetime import date, time
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from secretariat_tui import sample
from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.budget import tables as budget
from secretariat_tui.areas.proposals import round_queries
from secretariat_tui.areas.schedule import tables as schedule
from secretariat_tui.cli.main import main
from secretariat_tui.core.errors import FileError, RuleError, UserError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance.backup import last_commit, missing_changes
from secretariat_tui.sample import load
from secretariat_tui.tables.table import Period

OFFICE = Path(load.__file__).with_name("office.json")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "office.db"
    load.create_sample(path)
    return path


@pytest.fixture
def data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OFFICE.read_text(encoding="utf-8"))
    return found


class Stop(NamedTuple):
    at: time | None
    place: str = ""


class Trip(NamedTuple):
    on: date
    stops: tuple[Stop, ...] = ()
    back: date | None = None
    people: int | None = None


def test_a_draft_is_built_by_the_types_of_its_fields() -> None:
    typed = {
        "on": "2023-04-10",
        "stops": [{"at": "11:00", "place": "세종"}, {"at": None}],
        "people": 2,
        "back": None,
    }
    assert load.build_draft(Trip, typed) == Trip(
        date(2023, 4, 10), (Stop(time(11), "세종"), Stop(None)), None, 2
    )


def test_a_word_that_no_field_has_is_refused() -> None:
    with pytest.raises(KeyError, match="plase"):
        load.build_draft(Stop, {"at": None, "plase": "세종"})


def test_the_figures_are_the_reports(filled: Path) -> None:
    with closing(OfficeFile(filled, "김주무관")) as file:
        total, *_accounts = budget.accounts(file.reader, Period(sample.SAMPLE_DATE)).rows
        assert (total.budget, total.executed, total.balance) == (357_200, 89_517, 267_683)
        register = agreements.register(file.reader, sample.SAMPLE_DATE)
        assert [(each.parties, each.signed_on, each.no_term) for each in register] == [
            (["경상북도"], date(2023, 1, 18), True),
            (["제주특별자치도"], date(2023, 2, 3), True),
            (["세종특별자치시"], date(2023, 4, 10), True),
            (["대전광역시"], date(2023, 4, 10), True),
        ]
        diary = schedule.events(
            file.reader, Period(sample.SAMPLE_DATE, date(2023, 1, 1), date(2023, 4, 30))
        )
        assert [note.partition(",")[0] for note in diary.notes] == ["합계 18건: 인터뷰 5건"]
        assert [(each.total, each.unclassified) for each in round_queries.rounds(file.reader)] == [
            (0, 0),
            (113, 99),
            (112, 20),
        ]


def test_the_history_is_of_the_day_before_the_figures(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "history", "--file", str(office), "--format", "tsv"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {line[0] for line in lines[1:]} == {"'23.4.18."}
    times = [line[1] for line in lines[1:]]
    assert times[-1] == "09:00"
    assert times[0] < "18:00"
    assert times == sorted(times, reverse=True)


def test_a_sample_office_is_no_copy_of_another_one(filled: Path, tmp_path: Path) -> None:
    """A file that is put in the place of the open one is noticed, though it was made in the same way."""
    anew = tmp_path / "anew.db"
    load.create_sample(anew)
    assert last_commit(anew) != last_commit(filled)
    assert missing_changes(anew, filled) is None


def test_nobody_can_take_the_sample_back_by_mistake(filled: Path) -> None:
    with closing(OfficeFile(filled, "김주무관")) as file:
        assert file.reader.value("SELECT group_concat(DISTINCT who) FROM tx") == sample.AUTHOR
        with pytest.raises(RuleError):
            file.undo()


def test_the_sample_names_its_source_and_marks_what_it_invents(data: dict[str, Any]) -> None:
    assert "주요업무보고(2023. 5.)" in data["source"]
    assert "예시" in data["source"]
    assert all(proposal["title"].startswith("예시)") for proposal in data["proposals"])


def test_the_sample_is_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_file: OfficeFile) -> None:
        raise UserError("가득 찼습니다.")

    monkeypatch.setattr(load, "load_sample", fail)
    with pytest.raises(UserError):
        load.create_sample(tmp_path / "office.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_stays(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(FileError):
        load.create_sample(path)
    assert path.read_bytes() == before
