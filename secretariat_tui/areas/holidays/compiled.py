"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

HOLIDAYS = """
    SELECT holiday.id, holiday.rev, holiday.day, holiday.name, holiday.off, holiday.day AS
      further_day, holiday.name AS further_name, holiday.off AS further_off
    FROM holiday
    ORDER BY holiday.day DESC"""

HOLIDAYS_BY_ID = """
    SELECT holiday.id, holiday.rev, holiday.day, holiday.name, holiday.off, holiday.day AS
      further_day, holiday.name AS further_name, holiday.off AS further_off
    FROM holiday
    WHERE holiday.id IN
      (SELECT value
        FROM json_each(:ids))"""

HOLIDAY = """
    SELECT holiday.id, holiday.rev, holiday.day, holiday.name, holiday.off
    FROM holiday
    WHERE holiday.id = :id"""

HOLIDAY_ON = """
    SELECT holiday.id
    FROM holiday
    WHERE holiday.day = :day"""
