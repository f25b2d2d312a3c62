"""The command that writes a report from a template: report."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from secretariat_tui.cli import parser
from secretariat_tui.cli.common import (
    backup_folder,
    check_output,
    data_path,
    is_terminal,
    log_export,
    no_data_error,
)
from secretariat_tui.cli.usage import UsageError, unknown_word
from secretariat_tui.core.atomic_file import unfinished
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit.events import ExportEvent
from secretariat_tui.reporting import outputs
from secretariat_tui.reporting.outputs import FORMATS
from secretariat_tui.reporting.templates import library
from secretariat_tui.reporting.templates.fill import ReportTemplateError
from secretariat_tui.settings import unfinished_dir, user_name

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Collection, Mapping
    from pathlib import Path

    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.reporting.report import Report
    from secretariat_tui.reporting.snapshot import ReportSnapshot
    from secretariat_tui.reporting.sources import ReportData
    from secretariat_tui.reporting.templates.library import TemplateFile
    from secretariat_tui.tables.table import Period

_STDOUT = "-"


def _report(options: Namespace) -> int:
    """Write a report, list templates, or print what templates can use."""
    folder = library.templates_folder(data_path(options))
    if options.list:
        return _list(folder)
    if options.fields:
        from secretariat_tui.areas import AREAS
        from secretariat_tui.reporting.reference import reference_lines
        from secretariat_tui.reporting.sources import named_sheets
        from secretariat_tui.tui.keys.area import audit_tables

        print("\n".join(reference_lines(named_sheets(AREAS), audit_tables(AREAS))))
        return 0
    _format(options)  # its errors come before the work
    if options.issued:
        name, report = _issued(options)
    else:
        template = library.find(folder, options.template or "")
        snapshot = fill(
            options,
            template,
            lambda reader: report_data(options, reader, _period(options, reader)),
        )
        name, report = template.name, snapshot.report
        if options.check:
            return _check(report)
        if options.diff:
            return _compare(options, snapshot)
        if options.issue:
            return _issue(options, snapshot, name)
    deliver(options, report, name)
    return 0


def deliver(options: Namespace, report: Report, name: str) -> None:
    """Write a report to the file of the options, or print it; log that."""
    file_format = _format(options)
    if options.path and str(options.path) != _STDOUT:
        check_output(options, options.path)
        _write(options, report, name, file_format)
    else:
        _print(options, report, name, file_format)


def _list(folder: Path) -> int:
    for template in library.templates(folder):
        where = _("딸린 서식") if template.shipped else str(template.path)
        print("\t".join(map(clean, (template.name, library.describe(template), where))))
    return 0


def _open(options: Namespace) -> Reader:
    """Open the file for reading, if this program can."""
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.file import check_openable

    path = data_path(options)
    if options.file is None and not path.exists():
        raise no_data_error(path)
    check_openable(path, backup_folder(path))
    return Reader(path)


def report_data(
    options: Namespace,
    reader: Reader,
    period: Period,
    chosen: Mapping[str, Collection[int]] | None = None,
) -> ReportData:
    """Return what a template is filled from: all areas, a period, and the rows it is about."""
    from secretariat_tui.areas import AREAS
    from secretariat_tui.reporting.sources import ReportData, named_sheets
    from secretariat_tui.tui.keys.area import audit_tables

    sheets, tables = named_sheets(AREAS), audit_tables(AREAS)
    return ReportData(reader, sheets, tables, period, options.outside, chosen=chosen or {})


def fill(
    options: Namespace, template: TemplateFile, data: Callable[[Reader], ReportData]
) -> ReportSnapshot:
    """Fill a template from the file; its errors name the template."""
    from secretariat_tui.reporting.snapshot import take_snapshot

    text = library.read(template)
    with closing(_open(options)) as reader:
        try:
            return take_snapshot(text, data(reader))
        except ReportTemplateError as error:
            where = ", ".join(filter(None, (str(template.path), error.location)))
            raise ReportTemplateError(error.message, where, error.remedy, error.line) from error


def _period(options: Namespace, reader: Reader) -> Period:
    """Return the period that was asked for, else that of most tallies, else this year to the reference date."""
    from secretariat_tui.areas.report.queries import usual_window
    from secretariat_tui.areas.report.rules import Window

    period = parser.period(options)
    window = Window() if options.first or options.last else usual_window(reader)
    last = period.last or window.last or max(filter(None, (period.first, period.as_of)))
    return replace(period, first=period.first or window.first or date(last.year, 1, 1), last=last)


def _issue(options: Namespace, snapshot: ReportSnapshot, template: str) -> int:
    """Keep a report as it is, and print its number."""
    from secretariat_tui.areas import index_sources
    from secretariat_tui.areas.report.issued.store import issue_report
    from secretariat_tui.database.file import OfficeFile

    path = data_path(options)
    folder = backup_folder(path)
    with closing(OfficeFile(path, user_name(), sources=index_sources, backups=folder)) as file:
        number = issue_report(
            file, snapshot, template, title=options.issue, purpose=options.purpose
        )
    print(_("보고를 발행했습니다. 번호 {n}").format(n=number))
    return 0


def _issued(options: Namespace) -> tuple[str, Report]:
    """Return the template's name and an issued report as it was."""
    from secretariat_tui.areas.report.issued.documents import read_issued

    with closing(_open(options)) as reader:
        document = read_issued(reader, _number(options.issued, "--issued"))
    return document.facts.template, document.snapshot.report


def _compare(options: Namespace, snapshot: ReportSnapshot) -> int:
    """Print what differs from an issued report, and what caused it; return 1 if anything differs."""
    from secretariat_tui.areas import AREAS
    from secretariat_tui.areas.report.issued.documents import read_issued
    from secretariat_tui.reporting.compare import compare, comparison_lines
    from secretariat_tui.tui.keys.area import audit_tables

    with closing(_open(options)) as reader:
        before = read_issued(reader, _number(options.diff, "--diff")).snapshot
        comparison = compare(before, snapshot, reader, audit_tables(AREAS))
    for line in comparison_lines(comparison) or [_("달라진 것이 없습니다.")]:
        print(clean(line))
    return int(bool(comparison.lines))


def _number(typed: str, option: str) -> int:
    if not typed.isdecimal():
        raise UsageError(_("번호가 아닙니다."), f"{option} {typed}")
    return int(typed)


def _check(report: Report) -> int:
    """Print the warnings of a report; return 1 if there are some."""
    for warning in report.warnings:
        print(clean(str(warning)))
    if not report.warnings:
        print(_("경고가 없습니다."))
    return int(bool(report.warnings))


def _format(options: Namespace) -> str:
    """Return the format of the output: that of --format, else of the file's suffix."""
    path = options.path
    if options.format or path is None or str(path) == _STDOUT:
        return options.format or "txt"
    name: str = path.suffix.lower().removeprefix(".")
    if name not in FORMATS:
        raise unknown_word(_("이름 끝에서 형식을 알 수 없습니다."), path.name, FORMATS)
    return name


def _write(options: Namespace, report: Report, template: str, file_format: str) -> None:
    with unfinished(options.path, unfinished_dir()):
        outputs.write(report, options.path, file_format, force=options.force)
    print(clean(_("보고를 파일로 냈습니다: {path}").format(path=options.path)))
    _log(options, report, template, options.path.name)


def _print(options: Namespace, report: Report, template: str, file_format: str) -> None:
    """Print a report; log it as an export unless only this terminal shows it."""
    if file_format not in outputs.TEXT_FORMATS:
        raise unknown_word(
            _("화면으로 낼 수 없는 형식입니다."), file_format, [*outputs.TEXT_FORMATS]
        )
    on_terminal = is_terminal(sys.stdout)
    if options.outside or not on_terminal:
        _log(options, report, template, _("출력"))
    if on_terminal and not options.format and options.path is None:
        from rich.console import Console

        outputs.print_report(report, Console())
    else:
        print(outputs.report_text(report, file_format), end="")


def _log(options: Namespace, report: Report, template: str, destination: str) -> None:
    audience = "outside" if options.outside else "inside"
    purpose = clean(options.purpose).strip()
    title = _("보고 {name}").format(name=template)
    event = ExportEvent(title, len(report.blocks), destination, audience, purpose)
    log_export(data_path(options), event)


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {"report": _report}
