"""Finding from anywhere: Ctrl+K, a few letters, Enter."""

from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import sources
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.rules import AgreementDraft, PartyDraft
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.rules import AccountDraft, AppropriationDraft, ExpenseDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.rules import ProposalDraft, RoundDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.rules import EventDraft, LineDraft
from secretariat_tui.areas.tasks.rules import TaskDraft
from secretariat_tui.database.file import OfficeFile
from tests.tui.screens import TODAY, Desk, desk

