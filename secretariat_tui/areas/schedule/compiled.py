"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

EVENTS = ListParts(
    columns={
        "id": "event.id",
        "rev": "event.rev",
        "title": "event.title",
        "kind": "event.kind",
        "category": "event.category",
        "starts_on": "event.starts_on",
        "starts_at": "event.starts_at",
        "ends_on": "event.ends_on",
        "ends_at": "event.ends_at",
        "all_day": "event.all_day",
        "place": "event.place",
        "status": "event.status",
        "visibility": "event.visibility",
        "line_count": """
            (SELECT count(*) AS count_1
                FROM eventline
                WHERE eventline.event_id = event.id)""",
        "own_starts_at": "event.own_starts_at",
        "own_ends_at": "event.own_ends_at",
        "travel_before": "event.travel_before",
        "travel_after": "event.travel_after",
        "attendance": "event.attendance",
        "hold_until": "event.hold_until",
        "hold_group": "event.hold_group",
        "busy": "event.busy",
        "rrule": "event.rrule",
        "series_id": "event.series_id",
        "occurrence": "event.occurrence",
    },
    source="event",
    id="event.id",
    keys={
        "when": "event.starts_on",
        "starts_at": "event.starts_at",
        "title": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.title END""",
        "kind": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.kind END""",
        "category": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.category END""",
        "place": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.place END""",
        "status": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE CASE WHEN
              (event.attendance = 'self') THEN event.status ELSE event.status || '·' ||
              event.attendance END END""",
    },
    text_keys=(
        "kind",
        "category",
        "subcategory",
        "title",
        "place",
        "status",
        "visibility",
        "outlet",
        "media_type",
        "note",
        "uid",
        "occurrence",
        "role",
        "attendance",
        "deputy",
        "hold_group",
        "rrule",
        "holiday_rule",
        "rdates",
        "exdates",
        "series",
        "lines",
    ),
    months={
        "starts_on": "substr(event.starts_on, 1, 7)",
        "ends_on": "substr(event.ends_on, 1, 7)",
        "hold_until": "substr(event.hold_until, 1, 7)",
        "checked_on": "substr(event.checked_on, 1, 7)",
        "seen_on": "substr(event.seen_on, 1, 7)",
        "last_start": """
            substr(CASE WHEN (event.visibility = 'secret') THEN NULL ELSE event.last_start END,
              1, 7)""",
        "when": "substr(event.starts_on, 1, 7)",
    },
    conditions={
        "in_period": "event.starts_on BETWEEN :first AND :last",
        "single": "event.rrule = ''",
        "running": """
            event.ends_on > event.starts_on AND event.ends_on >= :day AND (event.ends_on > :day
              OR event.starts_on = :day OR event.ends_at IS NULL OR event.ends_at != '00:00')
              AND +event.starts_on < :day""",
        "coming": "event.starts_on >= :day",
        "past": """
            event.starts_on < :day AND NOT (event.ends_on >= :day AND (event.ends_on > :day OR
              event.starts_on = :day OR event.ends_at IS NULL OR event.ends_at != '00:00'))""",
    },
    fields={
        "id": "event.id",
        "rev": "event.rev",
        "kind": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.kind END""",
        "category": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.category END""",
        "subcategory": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.subcategory
              END""",
        "title": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.title END""",
        "starts_on": "event.starts_on",
        "starts_at": "event.starts_at",
        "ends_on": "event.ends_on",
        "ends_at": "event.ends_at",
        "all_day": "event.all_day",
        "place": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.place END""",
        "status": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.status END""",
        "visibility": "event.visibility",
        "outlet": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.outlet END""",
        "media_type": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.media_type END""",
        "session_no": """
            CASE WHEN (event.visibility = 'secret') THEN NULL ELSE event.session_no END""",
        "note": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.note END""",
        "uid": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.uid END""",
        "occurrence": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.occurrence END""",
        "sequence": """
            CASE WHEN (event.visibility = 'secret') THEN NULL ELSE event.sequence END""",
        "own_starts_at": "event.own_starts_at",
        "own_ends_at": "event.own_ends_at",
        "travel_before": """
            CASE WHEN (event.visibility = 'secret') THEN NULL ELSE event.travel_before END""",
        "travel_after": """
            CASE WHEN (event.visibility = 'secret') THEN NULL ELSE event.travel_after END""",
        "role": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.role END""",
        "attendance": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.attendance END""",
        "deputy": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.deputy END""",
        "hold_until": "event.hold_until",
        "hold_group": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.hold_group END""",
        "busy": "event.busy",
        "agenda_count": """
            CASE WHEN (event.visibility = 'secret') THEN NULL ELSE event.agenda_count END""",
        "checked_on": "event.checked_on",
        "seen_on": "event.seen_on",
        "rrule": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.rrule END""",
        "holiday_rule": "event.holiday_rule",
        "rdates": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.rdates END""",
        "exdates": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.exdates END""",
        "series_id": """
            CASE WHEN (event.visibility = 'secret') THEN NULL ELSE event.series_id END""",
        "last_start": """
            CASE WHEN (event.visibility = 'secret') THEN NULL ELSE event.last_start END""",
        "series": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE
              (SELECT referred.title AS name
                FROM event AS referred
                WHERE referred.id = event.series_id) END""",
        "lines": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE
              coalesce((SELECT group_concat(line.text, ' / ') AS anon_1
                FROM
                  (SELECT CASE WHEN (eventline.label = '') THEN eventline.text ELSE
                      eventline.label || ': ' || eventline.text END AS text
                    FROM eventline
                    WHERE eventline.event_id = event.id
                    ORDER BY eventline.pos) AS line), '') END""",
    },
)

AGENDA = """
    SELECT event.id, event.rev, event.title, event.kind, event.category, event.starts_on,
      event.starts_at, event.ends_on, event.ends_at, event.all_day, event.place, event.status,
      event.visibility,
      (SELECT count(*) AS count_1
        FROM eventline
        WHERE eventline.event_id = event.id) AS line_count, event.own_starts_at,
      event.own_ends_at, event.travel_before, event.travel_after, event.attendance,
      event.hold_until, event.hold_group, event.busy, event.rrule, event.series_id,
      event.occurrence
    FROM event
    WHERE event.starts_on BETWEEN :first AND :last AND event.rrule = ''
    UNION ALL SELECT event.id, event.rev, event.title, event.kind, event.category,
      event.starts_on, event.starts_at, event.ends_on, event.ends_at, event.all_day,
      event.place, event.status, event.visibility,
      (SELECT count(*) AS count_1
        FROM eventline
        WHERE eventline.event_id = event.id) AS line_count, event.own_starts_at,
      event.own_ends_at, event.travel_before, event.travel_after, event.attendance,
      event.hold_until, event.hold_group, event.busy, event.rrule, event.series_id,
      event.occurrence
    FROM event
    WHERE event.ends_on > event.starts_on AND event.ends_on >= :first AND +event.starts_on <
      :first AND event.rrule = ''
    ORDER BY starts_on, all_day DESC, starts_at NULLS FIRST, id"""

SERIES = """
    SELECT event.id, event.rev, event.title, event.kind, event.category, event.starts_on,
      event.starts_at, event.ends_on, event.ends_at, event.all_day, event.place, event.status,
      event.visibility,
      (SELECT count(*) AS count_1
        FROM eventline
        WHERE eventline.event_id = event.id) AS line_count, event.own_starts_at,
      event.own_ends_at, event.travel_before, event.travel_after, event.attendance,
      event.hold_until, event.hold_group, event.busy, event.rrule, event.series_id,
      event.occurrence, event.holiday_rule, event.rdates, event.exdates
    FROM event
    WHERE event.rrule != '' AND event.starts_on <= :last AND (event.last_start IS NULL OR
      event.last_start >= :first)
    ORDER BY +event.id"""

HAS_SERIES = """
    SELECT event.id
    FROM event
    WHERE event.rrule != ''
    LIMIT 1 OFFSET 0"""

OVERRIDDEN = """
    SELECT event.series_id, event.occurrence
    FROM event
    WHERE event.series_id IS NOT NULL"""

SERIES_OF_OVERRIDES = """
    SELECT event.id, event.series_id
    FROM event
    WHERE event.series_id IS NOT NULL"""

OVERRIDES_OF = """
    SELECT event.id, event.occurrence
    FROM event
    WHERE event.series_id = :id
    ORDER BY event.occurrence"""

LONG_EVENT_ON = """
    SELECT event.id
    FROM event
    WHERE event.ends_on > event.starts_on AND event.ends_on >= :day AND (event.ends_on > :day OR
      event.starts_on = :day OR event.ends_at IS NULL OR event.ends_at != '00:00') AND
      +event.starts_on < :day AND event.rrule = ''
    LIMIT 1 OFFSET 0"""

FIRST_DAY_FROM = """
    SELECT min(event.starts_on) AS day
    FROM event
    WHERE event.starts_on >= :day AND event.rrule = ''"""

LAST_DAY = """
    SELECT max(last_day.day) AS day
    FROM
      (SELECT max(event.starts_on) AS day
        FROM event
        UNION ALL SELECT max(event.ends_on) AS max_1
        FROM event
        WHERE event.ends_on > event.starts_on) AS last_day"""

COUNTS = """
    SELECT count(*) AS "all", count(*) FILTER (WHERE event.ends_on >= :day AND (event.ends_on >
      :day OR event.starts_on = :day OR event.ends_at IS NULL OR event.ends_at != '00:00')) AS
      later
    FROM event
    WHERE event.rrule = ''"""

ACTIVE = """
    SELECT event.id, event.occurrence, event.starts_on, event.starts_at, event.ends_on,
      event.ends_at, event.all_day, event.status, event.busy, event.attendance,
      event.own_starts_at, event.own_ends_at, event.travel_before, event.travel_after,
      event.hold_group, event.place, event.title
    FROM event
    WHERE (event.status NOT IN ('cancelled', 'postponed')) AND event.busy AND event.attendance =
      'self' AND event.rrule = ''"""

HOLDS_UNTIL = """
    SELECT event.id, event.rev, event.title, event.kind, event.category, event.starts_on,
      event.starts_at, event.ends_on, event.ends_at, event.all_day, event.place, event.status,
      event.visibility,
      (SELECT count(*) AS count_1
        FROM eventline
        WHERE eventline.event_id = event.id) AS line_count, event.own_starts_at,
      event.own_ends_at, event.travel_before, event.travel_after, event.attendance,
      event.hold_until, event.hold_group, event.busy, event.rrule, event.series_id,
      event.occurrence
    FROM event
    WHERE event.status = 'hold' AND event.hold_until <= :day
    ORDER BY event.hold_until, event.id"""

TRAVELLED_TO = """
    SELECT event.id, event.rev, event.title, event.kind, event.category, event.starts_on,
      event.starts_at, event.ends_on, event.ends_at, event.all_day, event.place, event.status,
      event.visibility,
      (SELECT count(*) AS count_1
        FROM eventline
        WHERE eventline.event_id = event.id) AS line_count, event.own_starts_at,
      event.own_ends_at, event.travel_before, event.travel_after, event.attendance,
      event.hold_until, event.hold_group, event.busy, event.rrule, event.series_id,
      event.occurrence
    FROM event
    WHERE event.place = :place AND event.travel_before IS NOT NULL AND event.rrule = ''
    ORDER BY event.starts_on DESC, event.id DESC
    LIMIT 8 OFFSET 0"""

EVENT_ROW = """
    SELECT event.id, event.rev, event.title, event.kind, event.category, event.starts_on,
      event.starts_at, event.ends_on, event.ends_at, event.all_day, event.place, event.status,
      event.visibility,
      (SELECT count(*) AS count_1
        FROM eventline
        WHERE eventline.event_id = event.id) AS line_count, event.own_starts_at,
      event.own_ends_at, event.travel_before, event.travel_after, event.attendance,
      event.hold_until, event.hold_group, event.busy, event.rrule, event.series_id,
      event.occurrence
    FROM event
    WHERE event.id = :id"""

EVENT = """
    SELECT event.id, event.rev, event.title, event.starts_on, event.starts_at, event.ends_at,
      event.place, event.kind, event.status, event.visibility, event.all_day,
      nullif(event.ends_on, event.starts_on) AS ends_on, event.category, event.subcategory,
      event.outlet, event.media_type, event.session_no, event.note, event.own_starts_at,
      event.own_ends_at, event.travel_before, event.travel_after, event.role, event.attendance,
      event.deputy, event.hold_until, event.hold_group, event.busy, event.agenda_count,
      event.checked_on, event.seen_on, event.rrule, event.holiday_rule, event.rdates,
      event.exdates
    FROM event
    WHERE event.id = :id"""

HAS_ROWS = """
    SELECT eventline.id
    FROM eventline
    WHERE eventline.event_id = :id
    UNION ALL SELECT eventstep.id
    FROM eventstep
    WHERE eventstep.event_id = :id"""

EVENT_LINES = """
    SELECT eventline.label, eventline.text
    FROM eventline
    WHERE eventline.event_id = :id
    ORDER BY eventline.pos"""

EVENT_STEPS = """
    SELECT eventstep.minutes, eventstep.text, eventstep.owner
    FROM eventstep
    WHERE eventstep.event_id = :id
    ORDER BY eventstep.pos"""

CALENDAR_ENTRIES = """
    SELECT event.id, event.rev, event.uid, event.occurrence, event.sequence, event.status,
      event.series_id, event.exdates, event.last_start
    FROM event"""

LAST_START = """
    SELECT event.last_start
    FROM event
    WHERE event.id = :id"""

FILE_SERIES = """
    SELECT event.id, event.uid, event.sequence
    FROM event
    WHERE event.rrule != '' AND event.uid != ''"""

FIRST_EDIT = """
    SELECT tx.at, tx.who, tx.label
    FROM tx
    ORDER BY tx.id
    LIMIT 1 OFFSET 0"""

FULL_EVENTS = """
    SELECT event.id, event.rev, event.title, event.starts_on, event.starts_at, event.ends_at,
      event.place, event.kind, event.status, event.visibility, event.all_day,
      nullif(event.ends_on, event.starts_on) AS ends_on, event.category, event.subcategory,
      event.outlet, event.media_type, event.session_no, event.note, event.own_starts_at,
      event.own_ends_at, event.travel_before, event.travel_after, event.role, event.attendance,
      event.deputy, event.hold_until, event.hold_group, event.busy, event.agenda_count,
      event.checked_on, event.seen_on, event.rrule, event.holiday_rule, event.rdates,
      event.exdates
    FROM event
    WHERE event.starts_on <= :last AND (event.rrule = '' AND event.ends_on >= :first OR
      event.rrule != '' AND (event.last_start IS NULL OR event.last_start >= :first))
    ORDER BY event.starts_on, event.id"""

FULL_EVENT_LINES = """
    SELECT eventline.event_id, eventline.label, eventline.text
    FROM eventline JOIN event ON event.id = eventline.event_id
    WHERE event.starts_on <= :last AND (event.rrule = '' AND event.ends_on >= :first OR
      event.rrule != '' AND (event.last_start IS NULL OR event.last_start >= :first))
    ORDER BY eventline.event_id, eventline.pos"""

FULL_EVENT_STEPS = """
    SELECT eventstep.event_id, eventstep.minutes, eventstep.text, eventstep.owner
    FROM eventstep JOIN event ON event.id = eventstep.event_id
    WHERE event.starts_on <= :last AND (event.rrule = '' AND event.ends_on >= :first OR
      event.rrule != '' AND (event.last_start IS NULL OR event.last_start >= :first))
    ORDER BY eventstep.event_id, eventstep.pos"""

EVENTS_OF_REQUEST = """
    SELECT event.id, event.rev, event.starts_on, event.starts_at, event.status
    FROM event JOIN link ON link.target = 'event' AND link.target_id = event.id
    WHERE link.parent = 'attendancerequest' AND link.parent_id = :id AND (event.status NOT IN
      ('cancelled', 'postponed'))
    ORDER BY event.starts_on, event.id"""

EXPIRED = """
    SELECT event.id, CASE WHEN (event.visibility = 'secret') THEN :secret ELSE CAST(event.title
      AS TEXT) END AS name, CASE WHEN (event.rrule = '') THEN event.ends_on ELSE
      coalesce(event.last_start, '2199-12-31') END AS closed_on
    FROM event
    WHERE CAST(substr(CASE WHEN (event.rrule = '') THEN event.ends_on ELSE
      coalesce(event.last_start, '2199-12-31') END, 1, 4) AS INTEGER) < :year
    ORDER BY CASE WHEN (event.rrule = '') THEN event.ends_on ELSE coalesce(event.last_start,
      '2199-12-31') END
    LIMIT :most OFFSET 0"""
