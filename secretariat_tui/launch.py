"""Open a file on the screen: paint the first frame at once, then import and run the program."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.today import frame_rows, queries
from secretariat_tui.areas.today.queries import Overview
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.text import clean
from secretariat_tui.database.file import OfficeFile, upgrade_if_older, utc_now
from secretariat_tui.settings import config, user_name
from secretariat_tui.tui.keys.area import TablesAsNeeded
from secretariat_tui.tui.paint import ambiguous_width, first_frame
from secretariat_tui.tui.runtime.clock import Clock, time_of_day
from secretariat_tui.tui.runtime.preferences import Preferences, asks_for_width, load_preferences
from secretariat_tui.tui.runtime.signals import end_on_signals

_READ_TIMEOUT = 0.2  # seconds that the first frame waits for another writer


def start(
    path: Path,
    today: Callable[[], date],
    backups: Path | None = None,
    now: Callable[[], datetime] = utc_now,
) -> int:
    """Run the program on a file until it is closed; return the exit code.

    `backups` is the folder for backups; without it a backup is made only before an upgrade. `now`
    gives the times in the history.
    """
    end_on_signals(sys.exit)
    # Textual reads this when it is imported; its kitty protocol loses characters typed between Hangul.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    preferences = load_preferences(AREAS, os.environ)
    upgraded = upgrade_if_older(path, record_classes, backups or path.parent)
    file = OfficeFile(path, user_name(), sources=index_sources, backups=backups, now=now)
    if upgraded:
        file.update_index()
    with _raw_keyboard():
        try:
            overview = _paint_first_frame(
                file,
                Clock(today, time_of_day).now(),
                preferences,
                ambiguous_width.QUERY if asks_for_width(config()) else "",
            )
            from secretariat_tui.tui.app import run

            code = run(file, AREAS, today, preferences, overview)
        except BaseException:  # restore the terminal first
            sys.stdout.write(first_frame.LEAVE)
            sys.stdout.flush()
            raise
    # About a backup that failed at exit, perhaps twice.
    for message in dict.fromkeys(file.backup_policy.take_messages()):
        sys.stderr.write(f"secretariat: {clean(str(message))}\n")
    return code


def _paint_first_frame(
    file: OfficeFile, now: datetime, preferences: Preferences, query: str
) -> Overview | None:
    """Paint the first screen before Textual is imported, which takes most of the start-up time."""
    if os.name == "nt":
        return None  # the console does not interpret escape sequences until Textual enables them
    try:
        # With the reader of the program, which then knows the schema.
        with file.reader.impatient(_READ_TIMEOUT):
            tables = TablesAsNeeded(AREAS)
            overview = queries.overview(file.reader, tables, now.date(), now.time())
    except UserError:
        return None  # reported again when the program reads the file
    size = os.get_terminal_size(sys.stdout.fileno())
    message = frame_rows.file_message(file.path)
    rows = frame_rows.screen_rows(overview, AREAS, message, size, preferences)
    colours = first_frame.theme_by_name(preferences.theme).colours
    options = preferences.display_options
    sys.stdout.write(first_frame.render(rows, colours, os.environ, options, query))
    sys.stdout.flush()
    return overview


@contextmanager
def _raw_keyboard() -> Iterator[None]:
    """Keep keys pressed before Textual starts: without echo and line editing, with Enter unchanged."""
    try:
        import termios
    except ImportError:  # Windows
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    after = termios.tcgetattr(terminal)
    after[0] &= ~(termios.ICRNL | termios.IXON)
    after[3] &= ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(terminal, termios.TCSANOW, after)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
