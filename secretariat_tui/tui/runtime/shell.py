"""The protocols through which screens, dialogs and the file monitor use the app and its front screen."""

from collections.abc import Coroutine, Hashable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from textual.message_pump import MessagePump
from textual.screen import Screen

from secretariat_tui.core.errors import UserError
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.keys.queue import KeyQueue
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm, FormAutosaves
from secretariat_tui.tui.runtime.saved_views import SavedViews
from secretariat_tui.tui.runtime.store_thread import StoreThread

T = TypeVar("T")


class FrontScreen(Protocol):
    """The screen of an area, while no dialog covers it."""

    @property
    def read_failed(self) -> bool:
        """Whether the last load failed because another program was writing."""

    def reload(self) -> None:
        """Load the screen's data again."""

    async def reveal(self, target: Any, action: str = "") -> None:
        """Show a record to which another screen refers."""

    def perform(self, work: Coroutine[Any, Any, object], group: str = "work") -> None:
        """Run the work of a command; keys typed meanwhile are queued."""

    async def resume(self, kept: AutosavedForm) -> None:
        """Open a form that was open when the program died."""


class Shell(Protocol):
    """The app: the open file, the areas, the date, and one status line for all screens."""

    areas: Sequence[Area]
    store: StoreThread
    saved_views: SavedViews
    form_autosaves: FormAutosaves
    key_queue: KeyQueue
    painted: Any
    """The data that the first frame was painted from, or None."""
    masked: bool
    """Whether names, phone numbers and addresses are masked on the screen."""
    display_options: DisplayOptions
    """How things are drawn: in ASCII, with more space."""
    keymap: Keymap
    """The keys of the commands."""
    last_message: str
    visited_from: str
    """The area from which a record of the area in front was opened; "" if none was."""
    wrong_file: bool
    """Whether a save was refused because another file is at the path."""

    @property
    def front(self) -> FrontScreen | None:
        """The area's screen in front, or None while a dialog covers it."""

    @property
    def tables(self) -> Mapping[str, TableMeta]:
        """The titles and columns of all tables of records, by table name."""

    def today(self) -> date:
        """Return today's date."""

    def mask_text(self, text: str) -> str:
        """Return a text without the names of the file and the personal data that patterns find."""

    async def read_known_names(self) -> None:
        """Read the names that a masked screen masks in every text, if the file has changed."""

    def display_state(self) -> tuple[Hashable, ...]:
        """Return what, besides the file, changes the text on the screens: date, language, masking."""

    def reload_front(self) -> None:
        """Reload the front screen; one behind a dialog reloads when the dialog closes."""

    def show_message(self, message: str, style: str = "") -> None:
        """Show a message in the status line of the screen in front and those shown next."""

    def saved_message(self) -> str:
        """Return the message after a change was saved, with the key that takes it back."""

    def show_saved(self, message: str = "") -> None:
        """Show that a change was saved, or `message` in its place."""

    async def show_error(self, error: UserError) -> None:
        """Show an error in a dialog and wait until it is closed."""

    def show_history(self, area: str, target: HistoryTarget | None) -> None:
        """Open the history of a record, or of all records."""

    async def show_area(self, name: str) -> None:
        """Switch to an area's screen."""

    def now(self) -> datetime:
        """Return today's date and the time of day."""

    async def show_record(self, area: str, target: Any, do: str = "", back_to: str = "") -> None:
        """Switch to an area's screen and open a record there, or run an action of the area on it.

        When the record is closed, the area `back_to` is shown again.
        """

    async def push_screen_wait(self, screen: Screen[T]) -> T | Any:
        """Show a dialog and return its result. Call it from a worker."""


class ShellHolder:
    """A class of apps that are a shell. To test that of the protocol, all its properties would be computed."""

    shell: Shell


def shell_of(node: MessagePump) -> Shell:
    """Return the app that shows a screen or widget."""
    app = node.app
    if not isinstance(app, ShellHolder):
        raise TypeError(f"{type(app).__name__} is not a Shell")
    return app.shell
