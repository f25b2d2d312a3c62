"""`python -m secretariat_tui` is `secretariat`."""

import sys

from secretariat_tui.cli.main import main

sys.exit(main())
