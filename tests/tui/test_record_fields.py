"""The fields of forms that are derived from the fields of records."""

from datetime import date

import pytest

from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.core.fields import fields_of
from secretariat_tui.tui.dialogs.form_fields import number
from secretariat_tui.tui.dialogs.record_fields import record_fields

TODAY = date(2023, 4, 19)


@pytest.mark.parametrize(
    ("draft", "key", "within", "beyond", "message"),
    [
        (ProposalDraft, "title", "가" * 500, "가" * 501, "500자까지 적을 수 있습니다. 지금 501자입니다."),
        (ProposalDraft, "idea", "가" * 100_000, "가" * 100_001, "지금 100,001자입니다."),
        (EventDraft, "starts_on", "2199-12-31", "2200-01-01", "1900년에서 2199년 사이"),
    ],
)  # fmt: skip
def test_a_form_refuses_what_is_beyond_the_bounds(
    draft: type, key: str, within: str, beyond: str, message: str
) -> None:
    fields = {each.key: each for each in record_fields(fields_of(draft), TODAY, leave=("lines",))}
    assert str(fields[key].read(within)) == within
    with pytest.raises(ValueError, match=message):
        fields[key].read(beyond)


@pytest.mark.parametrize(
    ("typed", "count"),
    [("３", 3), ("１，２３４", 1234), ("1,234", 1234), ("999,999,999", 999_999_999), ("", None), ("0", 0)],
)  # fmt: skip
def test_counts_are_read(typed: str, count: int | None) -> None:
    assert number("headcount", "인원").read(typed) == count


@pytest.mark.parametrize("typed", ["1,2", "1,2345", ",5", "5,", "-1", "²", "٣", "1.0", "1" * 5000])
def test_what_may_be_another_count_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="숫자로 적어 주세요"):
        number("headcount", "인원").read(typed)
