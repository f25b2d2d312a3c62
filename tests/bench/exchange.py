"""Calendar files of 1,000 and 10,000 events: read, imported and exported, against icalendar alone."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from icalendar import Calendar

from secretariat_tui.areas import index_sources, record_classes
from secretariat_tui.areas.schedule.calendar_files.export import calendar_file
from secretariat_tui.areas.schedule.store import EVENT_IMPORT
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import check_rows, write
from secretariat_tui.tables.calendar_file import CalendarOptions
from secretariat_tui.tables.calendar_file import write as write_calendar
from secretariat_tui.tables.table import Period
from tests.bench.measure import Figures, interleaved, medians
from tests.data import TODAY, title

_DAYS = 2190  # over which the events are spread
_PLACES = ("시청 6층 영상회의실", "기획상황실(6층)", "위례중앙광장", "한밭수목원\\, 동원")
_RULES = ("FREQ=WEEKLY;COUNT=30", "FREQ=MONTHLY;INTERVAL=2")
_LABELLED = "주재: 시장\\n참석: 정책기획관\\, 도시교통실장\\n\\n말씀자료 3쪽\\, 동선 확인."


def exchange(folder: Path, sizes: tuple[int, ...], runs: int) -> Figures:
    """Measure each size; the ratios are to parsing the file, and to serializing what was parsed."""
    return {f"{size} events": _exchange(folder / f"{size}", size, runs) for size in sizes}


def _exchange(folder: Path, size: int, runs: int) -> Figures:
    folder.mkdir()
    source, newer, out = folder / "events.ics", folder / "newer.ics", folder / "out.ics"
    source.write_bytes(_calendar(size, sequence=0))
    newer.write_bytes(_calendar(size, sequence=1))
    empty, full, copy = folder / "empty.db", folder / "full.db", folder / "copy.db"
    create(empty, record_classes)
    shutil.copy(empty, full)
    _import(full, source)
    parsed = Calendar.from_ical(source.read_bytes())
    jobs: dict[str, Callable[[], object]] = {
        "parsed by icalendar": lambda: Calendar.from_ical(source.read_bytes()),
        "preview": partial(_preview, empty, source),
        "import": lambda: _import(_copied(empty, copy), source),
        "import of the same": lambda: _import(_copied(full, copy), source),
        "import of newer versions": lambda: _import(_copied(full, copy), newer),
        "serialized by icalendar": lambda: out.write_bytes(parsed.to_ical()),
        "export": lambda: _export(full, out),
    }
    ms = medians(interleaved(jobs, runs))
    export, parse = ms.pop("export"), ms.pop("parsed by icalendar")
    serialize = ms.pop("serialized by icalendar")
    figures: Figures = {"parsed by icalendar ms": parse, "serialized by icalendar ms": serialize}
    figures |= {name: {"ms": each, "ratio": each / parse} for name, each in ms.items()}
    return figures | {"export": {"ms": export, "ratio": export / serialize}}


def _copied(source: Path, target: Path) -> Path:
    for each in target.parent.glob(f"{target.name}*"):
        each.unlink()
    return Path(shutil.copy(source, target))


def _preview(path: Path, source: Path) -> None:
    with closing(Reader(path)) as reader:
        check_rows(EVENT_IMPORT, reader, read_file(source, EVENT_IMPORT, reader, TODAY))


def _import(path: Path, source: Path) -> None:
    with closing(OfficeFile(path, "bench", sources=index_sources)) as file:
        write(file, EVENT_IMPORT, read_file(source, EVENT_IMPORT, file.reader, TODAY))


def _export(path: Path, out: Path) -> None:
    with closing(Reader(path)) as reader:
        file = calendar_file(reader, Period(TODAY), CalendarOptions())
    write_calendar(file, out, force=True)


def _calendar(size: int, sequence: int) -> bytes:
    """Return a calendar; a twentieth of its events are series, a fifteenth take the day."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//KO"]
    for number in range(size):
        lines += _event(number, size, sequence)
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def _event(number: int, size: int, sequence: int) -> Iterator[str]:
    start = datetime(2020, 1, 1, 8 + number % 10) + timedelta(number * _DAYS // size)  # noqa: DTZ001
    yield from ("BEGIN:VEVENT", f"UID:{number}@bench", f"SEQUENCE:{sequence}")
    yield from ("DTSTAMP:20230101T000000Z", f"SUMMARY:{title(number + 1, size)} {sequence}")
    if number % 15 == 7:
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{start + timedelta(1 + number % 3):%Y%m%d}"
    else:
        yield f"DTSTART;TZID=Asia/Seoul:{start:%Y%m%dT%H%M%S}"
        yield f"DTEND;TZID=Asia/Seoul:{start + timedelta(hours=1):%Y%m%dT%H%M%S}"
    if number % 20 == 3:
        yield f"RRULE:{_RULES[number // 20 % 2]}"
    yield f"LOCATION:{_PLACES[number % 4]}"
    if number % 3 == 0:
        yield f"DESCRIPTION:{_LABELLED}"
    if number % 2:
        yield "ATTENDEE;CN=김하나;PARTSTAT=ACCEPTED:mailto:kim@example.com"
    yield from ("CATEGORIES:회의", "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT")
