"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

REQUESTS = ListParts(
    columns={
        "id": "attendancerequest.id",
        "rev": "attendancerequest.rev",
        "title": "attendancerequest.title",
        "received_on": "attendancerequest.received_on",
        "host": "attendancerequest.host",
        "starts_on": "attendancerequest.starts_on",
        "starts_at": "attendancerequest.starts_at",
        "ends_at": "attendancerequest.ends_at",
        "place": "attendancerequest.place",
        "reply_by": "attendancerequest.reply_by",
        "state": "attendancerequest.state",
        "owner": "attendancerequest.owner",
        "secret": "attendancerequest.secret",
        "today": ":today",
    },
    source="attendancerequest",
    id="attendancerequest.id",
    keys={
        "received_on": "attendancerequest.received_on",
        "title": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.title
              END""",
        "host": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.host
              END""",
        "when": """
            CASE WHEN attendancerequest.secret THEN NULL ELSE attendancerequest.starts_on END""",
        "place": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.place
              END""",
        "state": "attendancerequest.state",
        "reply_by": "attendancerequest.reply_by",
        "owner": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.owner
              END""",
    },
    text_keys=(
        "title",
        "host",
        "purpose",
        "role",
        "place",
        "owner",
        "contact",
        "state",
        "deputy",
        "note",
        "alternatives",
    ),
    months={
        "received_on": "substr(attendancerequest.received_on, 1, 7)",
        "starts_on": """
            substr(CASE WHEN attendancerequest.secret THEN NULL ELSE attendancerequest.starts_on
              END, 1, 7)""",
        "reply_by": "substr(attendancerequest.reply_by, 1, 7)",
        "when": """
            substr(CASE WHEN attendancerequest.secret THEN NULL ELSE attendancerequest.starts_on
              END, 1, 7)""",
    },
    conditions={
        "from_first": "attendancerequest.received_on >= :first",
        "to_last": "attendancerequest.received_on <= :last",
        "open": "attendancerequest.state IN ('received', 'review', 'hold')",
        "answered": """
            (attendancerequest.state NOT IN ('received', 'review', 'hold'))""",
    },
    fields={
        "id": "attendancerequest.id",
        "rev": "attendancerequest.rev",
        "title": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.title
              END""",
        "received_on": """
            CASE WHEN attendancerequest.secret THEN NULL ELSE attendancerequest.received_on END""",
        "host": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.host
              END""",
        "purpose": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.purpose
              END""",
        "role": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.role
              END""",
        "starts_on": """
            CASE WHEN attendancerequest.secret THEN NULL ELSE attendancerequest.starts_on END""",
        "starts_at": """
            CASE WHEN attendancerequest.secret THEN NULL ELSE attendancerequest.starts_at END""",
        "ends_at": """
            CASE WHEN attendancerequest.secret THEN NULL ELSE attendancerequest.ends_at END""",
        "place": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.place
              END""",
        "owner": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.owner
              END""",
        "contact": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.contact
              END""",
        "reply_by": """
            CASE WHEN attendancerequest.secret THEN NULL ELSE attendancerequest.reply_by END""",
        "state": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.state
              END""",
        "deputy": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.deputy
              END""",
        "secret": "attendancerequest.secret",
        "note": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE attendancerequest.note
              END""",
        "alternatives": """
            CASE WHEN attendancerequest.secret THEN char(1114111) ELSE
              coalesce((SELECT group_concat(attendancealternative_lines.line, char(10)) AS
                  anon_1
                FROM
                  (SELECT coalesce(CAST(attendancealternative.day AS TEXT), '') || char(9) ||
                      coalesce(CAST(attendancealternative.starts_at AS TEXT), '') || char(9) ||
                      coalesce(CAST(attendancealternative.ends_at AS TEXT), '') AS line
                    FROM attendancealternative
                    WHERE attendancealternative.request_id = attendancerequest.id
                    ORDER BY attendancealternative.pos, attendancealternative.id) AS
                  attendancealternative_lines), '') END""",
    },
    constants=("today",),
)

TO_ANSWER = """
    SELECT attendancerequest.id, attendancerequest.rev, attendancerequest.title,
      attendancerequest.received_on, attendancerequest.host, attendancerequest.starts_on,
      attendancerequest.starts_at, attendancerequest.ends_at, attendancerequest.place,
      attendancerequest.reply_by, attendancerequest.state, attendancerequest.owner,
      attendancerequest.secret, :today AS today
    FROM attendancerequest
    WHERE attendancerequest.reply_by <= :until AND attendancerequest.state IN ('received',
      'review', 'hold')
    ORDER BY attendancerequest.reply_by, attendancerequest.id
    LIMIT :most OFFSET 0"""

COUNTS = """
    SELECT count(*) AS requests, count(*) FILTER (WHERE attendancerequest.state IN ('received',
      'review', 'hold')) AS open, count(*) FILTER (WHERE attendancerequest.state IN ('received',
      'review', 'hold') AND attendancerequest.state = 'hold') AS held, count(*) FILTER (WHERE
      attendancerequest.state IN ('received', 'review', 'hold') AND attendancerequest.reply_by <
      :today) AS overdue
    FROM attendancerequest"""

REQUEST = """
    SELECT attendancerequest.id, attendancerequest.rev, attendancerequest.title,
      attendancerequest.received_on, attendancerequest.host, attendancerequest.purpose,
      attendancerequest.role, attendancerequest.starts_on, attendancerequest.starts_at,
      attendancerequest.ends_at, attendancerequest.place, attendancerequest.owner,
      attendancerequest.contact, attendancerequest.reply_by, attendancerequest.state,
      attendancerequest.deputy, attendancerequest.secret, attendancerequest.note
    FROM attendancerequest
    WHERE attendancerequest.id = :id"""

ALTERNATIVES = """
    SELECT attendancealternative.day, attendancealternative.starts_at,
      attendancealternative.ends_at
    FROM attendancealternative
    WHERE attendancealternative.request_id = :id
    ORDER BY attendancealternative.pos, attendancealternative.id"""

EXPIRED = """
    SELECT attendancerequest.id, CASE WHEN attendancerequest.secret THEN :secret ELSE
      CAST(attendancerequest.title AS TEXT) END AS name, attendancerequest.received_on AS
      closed_on
    FROM attendancerequest
    WHERE (attendancerequest.state NOT IN ('received', 'review', 'hold')) AND
      CAST(substr(attendancerequest.received_on, 1, 4) AS INTEGER) < :year
    ORDER BY attendancerequest.received_on
    LIMIT :most OFFSET 0"""
