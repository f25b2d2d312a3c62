"""Rules of programmes: what may be saved, and how dates, amounts and quotas are written."""

from datetime import date
from typing import Any

import pytest

from secretariat_tui.areas.programmes import rules
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)

PROGRAMME = ProgrammeDraft("난임부부 시술비")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"amount_from": -1}, "amount_from"),
        ({"amount_from": 2, "amount_to": 1}, "amount_to"),
        ({"rate": 101}, "rate"),
        ({"rate": -1}, "rate"),
        ({"pledge": "1", "pledge_rate": 101}, "pledge_rate"),
        ({"starts_on": date(2023, 9, 2), "ends_on": date(2023, 9, 1)}, "ends_on"),
        ({"pledge_state": "kept"}, "pledge"),
        ({"quotas": (QuotaDraft(-1, "명"),)}, "quotas"),
        ({"quotas": (QuotaDraft(1, ""),)}, "quotas"),
        ({"quotas": (QuotaDraft(1, "명", 1947),)}, "quotas"),
        ({"quotas": (QuotaDraft(1, "명", 2200),)}, "quotas"),
        ({"places": (PlaceDraft(""),)}, "places"),
        ({"amount_from": 10**16}, "amount_from"),
    ],
)
def test_what_is_refused_and_at_which_field(values: dict[str, Any], field: str) -> None:
    assert [key for key, _text in rules.programme_errors(PROGRAMME._replace(**values))] == [field]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"amount_from": 0, "amount_to": 0},
        {"rate": 0},
        {"rate": 100},
        {"starts_on": date(2023, 9, 1), "ends_on": date(2023, 9, 1)},
        {"quotas": (QuotaDraft(0, "명", 1948), QuotaDraft(1, "명", 2199))},
    ],
)
def test_what_may_be_saved(values: dict[str, Any]) -> None:
    assert rules.programme_errors(PROGRAMME._replace(**values)) == []


def test_a_section_is_numbered_from_1() -> None:
    assert rules.section_errors(SectionDraft("민생", 1)) == []
    assert [key for key, _text in rules.section_errors(SectionDraft("", 0))] == ["title", "number"]
    assert [key for key, _text in rules.section_errors(SectionDraft("민생", None))] == ["number"]


def test_a_campaign_counts_its_own_actions() -> None:
    actions = (CampaignActionDraft("배너"), CampaignActionDraft("영상"))
    campaign = CampaignDraft("박람회 유치", actions=actions)
    counted = campaign._replace(counts=(CampaignCountDraft("가판대", 107, "면", 2),))
    assert rules.campaign_errors(counted) == []
    for action in (0, 3):
        wrong = campaign._replace(counts=(CampaignCountDraft("가판대", 107, "면", action),))
        message = f"{action}째 활동이 없습니다: 가판대"
        assert rules.campaign_errors(wrong) == [("counts", message)]
    backwards = CampaignActionDraft("게시", date(2023, 4, 2), date(2023, 4, 1))
    assert rules.campaign_errors(campaign._replace(actions=(backwards,))) == [
        ("actions", "활동의 종료가 시작보다 빠릅니다: 게시")
    ]


@pytest.mark.parametrize(
    ("day", "precision", "text"),
    [
        (date(2023, 9, 1), "month", "'23. 9월"),
        (date(2024, 1, 1), "year", "'24년~"),
        (date(2023, 4, 12), "day", "'23. 4.12."),
        (date(2023, 3, 9), "day", "'23. 3. 9."),
        (None, "day", ""),
    ],
)
def test_a_start_is_written_as_in_reports(day: date | None, precision: str, text: str) -> None:
    assert rules.start_text(day, precision) == text


@pytest.mark.parametrize(
    ("low", "high", "per", "rate", "text"),
    [
        (200_000, 1_100_000, "회당", None, "회당 20~110만원"),
        (None, 1_000_000, "", None, "최대 100만원"),
        (None, 2_000_000, "", 50, "50% 최대 200만원"),
        (1_000_000, 1_000_000, "산모 1인당", None, "산모 1인당 100만원"),
        (1_000_000, None, "", None, "100만원"),
        (15_000, 25_000, "", None, "15,000원~25,000원"),
        (None, None, "", None, ""),
    ],
)
def test_an_amount_is_written_as_in_reports(
    low: int | None, high: int | None, per: str, rate: int | None, text: str
) -> None:
    draft = PROGRAMME._replace(amount_from=low, amount_to=high, amount_per=per, rate=rate)
    assert rules.amount_text(draft) == text


@pytest.mark.parametrize(
    ("quota", "text"),
    [
        (QuotaDraft(41_000, "건", 2023), "'23년 41,000건"),
        (QuotaDraft(100, "명", 2024, yearly=True), "'24년~ 연 100명"),
        (QuotaDraft(1000, "명", yearly=True), "연 1,000명"),
        (QuotaDraft(300, "명"), "300명"),
    ],
)
def test_a_quota_is_written_as_in_reports(quota: QuotaDraft, text: str) -> None:
    assert rules.quota_text(quota) == text


def test_a_section_label_has_the_number_of_the_whole_before_its_own() -> None:
    assert rules.section_label(5, "저출생", None) == "5 저출생"
    assert rules.section_label(2, "임산부 지원 강화", 5) == "5-② 임산부 지원 강화"
    assert [rules.circled(n) for n in (1, 20, 21)] == ["①", "⑳", "(21)"]


def test_what_a_programme_lacks_is_a_warning() -> None:
    assert rules.programme_warnings(PROGRAMME) == ["시작하는 때가 없어 일정표에 나오지 않습니다."]
    started = PROGRAMME._replace(starts_on=date(2023, 9, 1))
    assert rules.programme_warnings(started) == []
    twice = (QuotaDraft(1, "명", 2023), QuotaDraft(2, "명", 2023))
    assert rules.programme_warnings(started._replace(quotas=twice)) == [
        "같은 해의 물량이 두 번 적혀 있습니다."
    ]
    each_year = (QuotaDraft(300, "명", 2023), QuotaDraft(1000, "명", 2023, yearly=True))
    assert rules.programme_warnings(started._replace(quotas=each_year)) == []
