"""The progress of an export, which the screen shows, and can cancel, while a thread writes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from secretariat_tui.core.i18n import _
from secretariat_tui.tables import stored_rows
from secretariat_tui.tables.table import Sheet

R = TypeVar("R")
_BATCH_ROWS = 500  # few enough to stay in the cache of the processor


class ExportCancelled(Exception):  # noqa: N818 - not an error
    """The export was cancelled."""


@dataclass
class ExportProgress:
    """Counts rows, cells escaped so that they are not formulas, and texts truncated for a workbook."""

    rows: int = 0
    escaped: int = 0
    truncated: int = 0
    cancelled: bool = False

    def batches(self, sheet: Sheet[R]) -> Iterator[Sequence[R]]:
        """Yield the rows in batches and count them. Raise ExportCancelled after a cancellation."""
        reads = [column.reads for column in sheet.table.columns]
        for batch in stored_rows.batches(sheet.rows, reads, _BATCH_ROWS):
            if self.cancelled:
                raise ExportCancelled
            yield batch
            self.rows += len(batch)

    def remarks(self) -> str:
        """Return a message about escaped and truncated cells; empty without any."""
        messages = []
        if self.escaped:
            messages.append(_("수식으로 읽힐 칸 {n}개 앞에 '를 붙였습니다.").format(n=self.escaped))
        if self.truncated:
            messages.append(
                _("너무 긴 칸 {n}개를 엑셀의 한도에서 잘랐습니다.").format(n=self.truncated)
            )
        return " ".join(messages)
