"""What has gone out of a table so far: the screen reads it while a thread writes, and may stop it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from secretariat_tui.core.i18n import _

R = TypeVar("R")
_BATCH_ROWS = 1000  # rows: a stop is heard within some ms


class ExportCancelled(Exception):  # noqa: N818 - a person's wish, not an error
    """A person stopped what was going out."""


@dataclass
class ExportProgress:
    """Counts rows, cells guarded against being run as formulas, and texts cut to fit a workbook."""

    rows: int = 0
    escaped: int = 0
    truncated: int = 0
    cancelled: bool = False

    def batches(self, rows: Iterable[R]) -> Iterator[list[R]]:
        """Give rows in lists, each once, and count them. Stopped where a person has stopped it."""
        rest = iter(rows)
        while batch := list(islice(rest, _BATCH_ROWS)):
            if self.cancelled:
                raise ExportCancelled
            yield batch
            self.rows += len(batch)

    def remarks(self) -> str:
        """Say what is not in the form it had, if anything is."""
        said = []
        if self.escaped:
            said.append(_("수식으로 읽힐 칸 {n}개 앞에 '를 붙였습니다.").format(n=self.escaped))
        if self.truncated:
            said.append(
                _("너무 긴 칸 {n}개를 엑셀의 한도에서 잘랐습니다.").format(n=self.truncated)
            )
        return " ".join(said)
