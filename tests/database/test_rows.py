"""Columns of a statement fill the fields of a row class by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, Optional

import pytest

from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.rows import column_converters
from tests.database.future_row import FutureRow


class Event(NamedTuple):
    title: str
    place: str = ""
    starts_on: date | None = None
    lines: tuple[str, ...] = ()


@pytest.fixture
def reader(path: Path) -> Iterator[Reader]:
    reader = Reader(path)
    yield reader
    reader.close()


def test_the_order_of_the_columns_does_not_matter(reader: Reader) -> None:
    sql = "SELECT '2023-04-19' AS starts_on, '시청' AS place, '착공식' AS title"
    assert reader.rows(Event, sql) == [Event("착공식", "시청", date(2023, 4, 19))]


@pytest.mark.parametrize(
    "columns",
    [
        "'' AS title, '' AS place",  # too few: no default takes the place of the third
        "'' AS title, '' AS place, NULL AS starts_on, 1 AS total",
        "'' AS title, '' AS place, NULL AS begins_on",
        "'' AS title, '' AS title, NULL AS starts_on",
        "'' AS title, '' || '' , NULL AS starts_on",
    ],
    ids=["too few", "too many", "another name", "twice", "no name"],
)
@pytest.mark.parametrize("condition", ["", " WHERE 0"], ids=["a row", "no row"])
def test_columns_that_are_not_the_fields_are_refused(
    reader: Reader, columns: str, condition: str
) -> None:
    with pytest.raises(TypeError, match=r"Event has the columns \['title', 'place', 'starts_on'\]"):
        reader.rows(Event, f"SELECT {columns}{condition}")


def test_annotations_that_are_strings_are_resolved(reader: Reader) -> None:
    sql = "SELECT '2023-04-19' AS day, '착공식' AS text"
    assert reader.rows(FutureRow, sql) == [FutureRow(date(2023, 4, 19), "착공식")]


def test_a_dataclass_and_optional_are_rows_too(reader: Reader) -> None:
    @dataclass(frozen=True)
    class Day:
        day: Optional[date]  # noqa: UP045

    assert reader.first(Day, "SELECT '2023-04-19' AS day") == Day(date(2023, 4, 19))


def test_a_type_that_no_column_holds_is_refused() -> None:
    class Moment(NamedTuple):
        at: datetime

    class Middle(NamedTuple):
        lines: tuple[str, ...]
        title: str

    with pytest.raises(TypeError, match=r"Moment: no column can fill \['at'\]"):
        column_converters(Moment)
    with pytest.raises(TypeError, match="Middle"):
        column_converters(Middle)
