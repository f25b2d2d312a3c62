"""Attendance requests on the screen, and the events made of them."""
