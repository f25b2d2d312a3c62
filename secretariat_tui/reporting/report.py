"""A report: its template filled from a file, as blocks with the figures that it prints."""

import re
from collections.abc import Iterator, Sequence

from secretariat_tui.core.i18n import KOREAN, Language, current_language, language_set
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.blocks import Block, parse
from secretariat_tui.reporting.figures import Figure
from secretariat_tui.reporting.sources import ReportData
from secretariat_tui.reporting.templates.fill import fill
from secretariat_tui.reporting.warnings import ReportWarning, report_warnings

_HANGUL = re.compile("[가-힣]")


class Report(NamedTuple):
    """A filled template; its tables are printed in its language."""

    blocks: Sequence[Block]
    figures: Sequence[Figure]
    warnings: Sequence[ReportWarning] = ()
    language: Language = KOREAN

    def typed_numbers(self) -> Iterator[tuple[int, str]]:
        """Yield the numbers that stand in the template itself, with the place of their block."""
        for place, block in enumerate(self.blocks):
            for span in block.spans:
                if span.figure is None and any(char.isdigit() for char in span.text):
                    yield place, span.text.strip()


def write_report(template: str, data: ReportData) -> Report:
    """Fill a template from a file in one snapshot. ReportTemplateError if the template is faulty.

    A template with Hangul is filled in Korean, any other in the current language.
    """
    language = KOREAN if _HANGUL.search(template) else current_language()
    with language_set(language), data.reader.snapshot():
        filled, printed = fill(template, data.names(), stopped=data.stopped)
        blocks = parse(filled, data.tables, data.printed_tables)
        figures = [
            Figure(span.text, printed.printed[span.figure], place)
            for place, block in enumerate(blocks)
            for span in block.spans
            if span.figure is not None
        ]
        return Report(blocks, figures, report_warnings(blocks, figures, data), language)
