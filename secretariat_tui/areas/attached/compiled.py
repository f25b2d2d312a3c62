"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

TASKS = """
    SELECT task.id, task.rev, task.text, task.state, task.owner, task.due_on, task.timing,
      task.precision, task.recurrence, task.done_on, task.evidence
    FROM task
    WHERE task.parent = :kind AND task.parent_id = :id
    ORDER BY task.pos, task.id"""

TASK = """
    SELECT task.id, task.rev, task.text, task.state, task.owner, task.due_on, task.timing,
      task.precision, task.recurrence, task.done_on, task.evidence
    FROM task
    WHERE task.id = :id"""

LAST_POSITIONS = """
    SELECT task.parent, task.parent_id, max(task.pos) AS pos
    FROM task
    GROUP BY task.parent, task.parent_id"""

DUE_KINDS = """
    SELECT task.parent
    FROM task
    WHERE task.due_on <= :until AND task.state IN ('todo', 'doing') AND NOT (task.timing =
      'from' AND task.state = 'doing')
    ORDER BY task.due_on, task.id
    LIMIT :most OFFSET 0"""

OPEN_TASKS_OF = """
    SELECT task.parent_id, task.due_on
    FROM task
    WHERE task.parent = :kind AND task.parent_id IN
      (SELECT value
        FROM json_each(:ids)) AND task.state IN ('todo', 'doing') AND task.due_on IS NOT NULL"""

NOTES = """
    SELECT note.id, note.rev, note.noted_on, note.text
    FROM note
    WHERE note.parent = :kind AND note.parent_id = :id
    ORDER BY note.noted_on DESC, note.id DESC"""

FILES = """
    SELECT attachedfile.id, attachedfile.rev, attachedfile.title, attachedfile.path,
      attachedfile.sha256, attachedfile.size, attachedfile.noted_on
    FROM attachedfile
    WHERE attachedfile.parent = :kind AND attachedfile.parent_id = :id
    ORDER BY attachedfile.pos, attachedfile.id"""

PARTICIPANTS = """
    SELECT participant.id, participant.rev, participant.role, participant.name,
      participant.organization, participant.position, participant.level, participant.contact
    FROM participant
    WHERE participant.parent = :kind AND participant.parent_id = :id
    ORDER BY participant.pos, participant.id"""

PARTICIPANTS_WITH_ROLE = """
    SELECT participant.id, participant.rev, participant.role, participant.name,
      participant.organization, participant.position, participant.level, participant.contact
    FROM participant
    WHERE participant.parent = :kind AND participant.parent_id = :id AND participant.role =
      :role
    ORDER BY participant.pos, participant.id"""
