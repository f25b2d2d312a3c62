"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

TEMPLATES = """
    SELECT tasktemplate.id, tasktemplate.rev, tasktemplate.name, tasktemplate.text,
      tasktemplate.kind, tasktemplate.within, tasktemplate.owner, tasktemplate.days,
      tasktemplate.position, tasktemplate.name AS further_name, tasktemplate.kind AS
      further_kind, tasktemplate.within AS further_within, tasktemplate.text AS further_text,
      tasktemplate.owner AS further_owner, tasktemplate.days AS further_days,
      tasktemplate.position AS further_position
    FROM tasktemplate
    ORDER BY tasktemplate.kind, tasktemplate.name, tasktemplate.position, tasktemplate.id"""

TEMPLATES_BY_ID = """
    SELECT tasktemplate.id, tasktemplate.rev, tasktemplate.name, tasktemplate.text,
      tasktemplate.kind, tasktemplate.within, tasktemplate.owner, tasktemplate.days,
      tasktemplate.position, tasktemplate.name AS further_name, tasktemplate.kind AS
      further_kind, tasktemplate.within AS further_within, tasktemplate.text AS further_text,
      tasktemplate.owner AS further_owner, tasktemplate.days AS further_days,
      tasktemplate.position AS further_position
    FROM tasktemplate
    WHERE tasktemplate.id IN
      (SELECT value
        FROM json_each(:ids))"""

TEMPLATE = """
    SELECT tasktemplate.id, tasktemplate.rev, tasktemplate.name, tasktemplate.text,
      tasktemplate.kind, tasktemplate.within, tasktemplate.owner, tasktemplate.days,
      tasktemplate.position
    FROM tasktemplate
    WHERE tasktemplate.id = :id"""

TEMPLATE_SETS = """
    SELECT tasktemplate.name, count(*) AS tasks
    FROM tasktemplate
    WHERE tasktemplate.kind = :kind AND (tasktemplate.within = '' OR tasktemplate.within =
      :within)
    GROUP BY tasktemplate.name
    ORDER BY tasktemplate.name"""

TEMPLATES_OF_SET = """
    SELECT tasktemplate.name, tasktemplate.text, tasktemplate.kind, tasktemplate.within,
      tasktemplate.owner, tasktemplate.days, tasktemplate.position
    FROM tasktemplate
    WHERE tasktemplate.kind = :kind AND (tasktemplate.within = '' OR tasktemplate.within =
      :within) AND tasktemplate.name = :name
    ORDER BY tasktemplate.position, tasktemplate.id"""
