"""The shell: app, shared widgets, keys, palette, theme, messages. It knows no area."""
