"""The base screen, and the screens of lists, groups, history, retention and charts."""
