"""The progress of an export, which the screen shows, and can cancel, while a thread writes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from secretariat_tui.core.i18n import _

R = TypeVar("R")
_BATCH_ROWS = 1000  # a cancellation takes effect within milliseconds


class ExportCancelled(Exception):  # noqa: N818 - not an error
    """The export was cancelled."""


@dataclass
class ExportProgress:
    """Counts rows, cells escaped so that they are not formulas, and texts truncated for a workbook."""

    rows: int = 0
    escaped: int = 0
    truncated: int = 0
    cancelled: bool = False

    def batches(self, rows: Iterable[R]) -> Iterator[list[R]]:
        """Yield the rows in lists and count them. Raise ExportCancelled after a cancellation."""
        rest = iter(rows)
        while batch := list(islice(rest, _BATCH_ROWS)):
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
