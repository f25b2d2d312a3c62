"""`python -m secretariat_tui` is `secretariat`."""

from secretariat_tui.cli.main import run

run()
