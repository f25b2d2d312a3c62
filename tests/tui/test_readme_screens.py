"""Each screen as the README shows it: the sample office at 80 columns and 24 lines."""

from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.today import frame_rows
from tests.tui.desk import desk


@pytest.mark.parametrize("area", [each.name for each in AREAS])
async def test_the_sample_office(office: Path, area: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_rows, "file_message", lambda _path: "자료: secretariat.db")
    async with desk(office, (80, 24), area=area) as there:
        there.check_picture(f"sample-{area}")
