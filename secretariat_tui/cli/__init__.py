"""The `secretariat` command: its parser, and one module for each group of subcommands."""
