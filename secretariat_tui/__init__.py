"""The registers of a mayor's office in a terminal."""

__version__ = "0.1.0"
