"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

INBOX = ListParts(
    columns={
        "id": "proposal.id",
        "rev": "proposal.rev",
        "number": "proposal.number",
        "title": "CASE WHEN proposal.secret THEN '' ELSE proposal.title END",
        "channel": "proposal.channel",
        "theme": "CASE WHEN proposal.secret THEN '' ELSE proposal.theme END",
        "state": "proposal.state",
        "outcome": "proposal.outcome",
        "received_on": "proposal.received_on",
        "closes_on": "round.ends_on",
        "decided_on": "proposal.decided_on",
        "hold_until": "proposal.hold_until",
        "paused_on": "proposal.paused_on",
        "paused_days": "proposal.paused_days",
        "round_id": "proposal.round_id",
        "round": "CASE WHEN NOT proposal.secret THEN round.theme END",
        "dept": "proposal.dept",
        "reviewer": "proposal.reviewer",
        "secret": "proposal.secret",
        "own_days": """
            (SELECT group_concat(off || day)
                FROM holiday)""",
        "today": ":today",
    },
    source="proposal LEFT OUTER JOIN round ON round.id = proposal.round_id",
    id="proposal.id",
    keys={
        "number": "proposal.number",
        "received_on": "proposal.received_on",
        "title": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.title END""",
        "channel": "proposal.channel",
        "theme": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.theme END""",
        "state": "coalesce(proposal.outcome, proposal.state)",
        "left": """
            CASE WHEN (proposal.state = 'decided') THEN proposal.hold_until ELSE
              coalesce(working_day(date(min(date(max(proposal.received_on,
              coalesce(round.ends_on, proposal.received_on)), '+' || (1) || ' months'),
              date(max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)),
              'start of month', '+' || ((1) + 1) || ' months', '-1 day')), '+' ||
              (proposal.paused_days + CASE WHEN (proposal.paused_on IS NULL) THEN 0 ELSE max(0,
              CAST(julianday(:today) - julianday(max(proposal.paused_on,
              max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)))) AS
              INTEGER)) END) || ' days'),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END""",
        "open": "CASE WHEN (proposal.state != 'decided') THEN 1 ELSE 0 END",
        "overdue": """
            CASE WHEN (proposal.state IN ('received', 'review', 'panel') AND
              coalesce(working_day(date(min(date(max(proposal.received_on,
              coalesce(round.ends_on, proposal.received_on)), '+' || (1) || ' months'),
              date(max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)),
              'start of month', '+' || ((1) + 1) || ' months', '-1 day')), '+' ||
              (proposal.paused_days + CASE WHEN (proposal.paused_on IS NULL) THEN 0 ELSE max(0,
              CAST(julianday(:today) - julianday(max(proposal.paused_on,
              max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)))) AS
              INTEGER)) END) || ' days'),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') < :today) THEN 1 ELSE 0 END""",
    },
    text_keys=(
        "number",
        "channel",
        "theme",
        "title",
        "dept",
        "reviewer",
        "state",
        "outcome",
        "duplicate_of",
        "reason",
        "problem",
        "idea",
        "effect",
        "note",
        "round",
    ),
    months={
        "received_on": "substr(proposal.received_on, 1, 7)",
        "hold_until": "substr(proposal.hold_until, 1, 7)",
        "start_on": "substr(proposal.start_on, 1, 7)",
        "decided_on": "substr(proposal.decided_on, 1, 7)",
        "paused_on": "substr(proposal.paused_on, 1, 7)",
        "left": """
            substr(CASE WHEN (proposal.state = 'decided') THEN proposal.hold_until ELSE
              coalesce(working_day(date(min(date(max(proposal.received_on,
              coalesce(round.ends_on, proposal.received_on)), '+' || (1) || ' months'),
              date(max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)),
              'start of month', '+' || ((1) + 1) || ' months', '-1 day')), '+' ||
              (proposal.paused_days + CASE WHEN (proposal.paused_on IS NULL) THEN 0 ELSE max(0,
              CAST(julianday(:today) - julianday(max(proposal.paused_on,
              max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)))) AS
              INTEGER)) END) || ' days'),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END, 1, 7)""",
    },
    conditions={
        "from_first": "proposal.received_on >= :first",
        "to_last": "proposal.received_on <= :last",
        "to_decide": """
            proposal.state IN ('received', 'returned', 'review', 'panel') OR proposal.state =
              'decided' AND proposal.outcome = 'held' AND proposal.hold_until <= :today""",
        "decided": """
            proposal.state = 'decided' AND (proposal.outcome IS NULL OR proposal.outcome !=
              'held' OR proposal.hold_until IS NULL OR proposal.hold_until > :today)""",
    },
    fields={
        "id": "proposal.id",
        "rev": "proposal.rev",
        "number": "proposal.number",
        "round_id": """
            CASE WHEN proposal.secret THEN NULL ELSE proposal.round_id END""",
        "channel": "proposal.channel",
        "theme": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.theme END""",
        "title": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.title END""",
        "received_on": "proposal.received_on",
        "dept": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.dept END""",
        "reviewer": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.reviewer END""",
        "secret": "proposal.secret",
        "state": "proposal.state",
        "outcome": "proposal.outcome",
        "hold_until": "proposal.hold_until",
        "start_on": "proposal.start_on",
        "duplicate_of": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE
              (SELECT referred.number AS name
                FROM proposal AS referred
                WHERE referred.id = proposal.duplicate_of) END""",
        "decided_on": "proposal.decided_on",
        "paused_on": "proposal.paused_on",
        "paused_days": "proposal.paused_days",
        "reason": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.reason END""",
        "problem": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.problem END""",
        "idea": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.idea END""",
        "effect": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.effect END""",
        "note": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.note END""",
        "round": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE
              (SELECT referred.theme AS name
                FROM round AS referred
                WHERE referred.id = proposal.round_id) END""",
    },
    constants=(
        "own_days",
        "today",
    ),
)

PROPOSAL = """
    SELECT proposal.id, proposal.rev, proposal.title, proposal.received_on, proposal.channel,
      proposal.theme, proposal.secret, proposal.problem, proposal.idea, proposal.effect,
      proposal.dept, proposal.reviewer, proposal.round_id, proposal.number, proposal.note
    FROM proposal
    WHERE proposal.id = :id"""

PROPOSAL_ROW = """
    SELECT proposal.id, proposal.rev, proposal.number, CASE WHEN proposal.secret THEN '' ELSE
      proposal.title END AS title, proposal.channel, CASE WHEN proposal.secret THEN '' ELSE
      proposal.theme END AS theme, proposal.state, proposal.outcome, proposal.received_on,
      round.ends_on AS closes_on, proposal.decided_on, proposal.hold_until, proposal.paused_on,
      proposal.paused_days, proposal.round_id, CASE WHEN NOT proposal.secret THEN round.theme
      END AS round, proposal.dept, proposal.reviewer, proposal.secret,
      (SELECT group_concat(off || day)
        FROM holiday) AS own_days, :today AS today
    FROM proposal LEFT OUTER JOIN round ON round.id = proposal.round_id
    WHERE proposal.id = :id"""

NAMES = """
    SELECT proposal.id, proposal.number, proposal.title, proposal.secret, proposal.received_on
    FROM proposal
    ORDER BY proposal.received_on DESC, proposal.id DESC"""

PROPOSAL_NUMBER = """
    SELECT proposal.number
    FROM proposal
    WHERE proposal.id = :id"""

NUMBER_HOLDER = """
    SELECT proposal.id
    FROM proposal
    WHERE proposal.number = :number"""

RECEIVED = """
    SELECT proposal.id, proposal.received_on, proposal.outcome, proposal.duplicate_of
    FROM proposal
    WHERE proposal.id = :id"""

DUPLICATES = """
    SELECT proposal.id, proposal.received_on, proposal.outcome, proposal.duplicate_of
    FROM proposal
    WHERE proposal.duplicate_of = :id"""

ATTENTION = """
    SELECT proposal.id, proposal.rev, proposal.number, CASE WHEN proposal.secret THEN '' ELSE
      proposal.title END AS title, proposal.channel, CASE WHEN proposal.secret THEN '' ELSE
      proposal.theme END AS theme, proposal.state, proposal.outcome, proposal.received_on,
      round.ends_on AS closes_on, proposal.decided_on, proposal.hold_until, proposal.paused_on,
      proposal.paused_days, proposal.round_id, CASE WHEN NOT proposal.secret THEN round.theme
      END AS round, proposal.dept, proposal.reviewer, proposal.secret,
      (SELECT group_concat(off || day)
        FROM holiday) AS own_days, :today AS today
    FROM proposal LEFT OUTER JOIN round ON round.id = proposal.round_id
    WHERE proposal.state IN ('received', 'returned', 'review', 'panel') OR proposal.state =
      'decided' AND proposal.outcome = 'held' AND proposal.hold_until <= :today
    ORDER BY coalesce(proposal.hold_until,
      coalesce(working_day(date(min(date(max(proposal.received_on, coalesce(round.ends_on,
      proposal.received_on)), '+' || (1) || ' months'), date(max(proposal.received_on,
      coalesce(round.ends_on, proposal.received_on)), 'start of month', '+' || ((1) + 1) ||
      ' months', '-1 day')), '+' || (proposal.paused_days + CASE WHEN (proposal.paused_on IS
      NULL) THEN 0 ELSE max(0, CAST(julianday(:today) - julianday(max(proposal.paused_on,
      max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)))) AS INTEGER))
      END) || ' days'),
      (SELECT group_concat(off || day)
        FROM holiday)), '9999-12-31')), proposal.id
    LIMIT :limit OFFSET 0"""

OVERDUE_COUNT = """
    SELECT count(*) AS overdue
    FROM proposal LEFT OUTER JOIN round ON round.id = proposal.round_id
    WHERE proposal.state IN ('received', 'review', 'panel') AND
      coalesce(working_day(date(min(date(max(proposal.received_on, coalesce(round.ends_on,
      proposal.received_on)), '+' || (1) || ' months'), date(max(proposal.received_on,
      coalesce(round.ends_on, proposal.received_on)), 'start of month', '+' || ((1) + 1) ||
      ' months', '-1 day')), '+' || (proposal.paused_days + CASE WHEN (proposal.paused_on IS
      NULL) THEN 0 ELSE max(0, CAST(julianday(:today) - julianday(max(proposal.paused_on,
      max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)))) AS INTEGER))
      END) || ' days'),
      (SELECT group_concat(off || day)
        FROM holiday)), '9999-12-31') < :today"""

COUNTS = """
    SELECT
      (SELECT count(*) AS count_1
        FROM proposal
        WHERE proposal.state = 'received') AS received,
      (SELECT count(*) AS count_2
        FROM proposal
        WHERE proposal.state = 'returned') AS returned,
      (SELECT count(*) AS count_3
        FROM proposal
        WHERE proposal.state = 'review') AS review,
      (SELECT count(*) AS count_4
        FROM proposal
        WHERE proposal.state = 'panel') AS panel,
      (SELECT count(*) AS count_5
        FROM proposal) -
      (SELECT count(*) AS count_6
        FROM proposal
        WHERE proposal.state IN ('received', 'returned', 'review', 'panel')) AS decided,
      (SELECT count(*) AS overdue
        FROM proposal LEFT OUTER JOIN round ON round.id = proposal.round_id
        WHERE proposal.state IN ('received', 'review', 'panel') AND
          coalesce(working_day(date(min(date(max(proposal.received_on, coalesce(round.ends_on,
          proposal.received_on)), '+' || (1) || ' months'), date(max(proposal.received_on,
          coalesce(round.ends_on, proposal.received_on)), 'start of month', '+' || ((1) + 1) ||
          ' months', '-1 day')), '+' || (proposal.paused_days + CASE WHEN (proposal.paused_on IS
          NULL) THEN 0 ELSE max(0, CAST(julianday(:today) - julianday(max(proposal.paused_on,
          max(proposal.received_on, coalesce(round.ends_on, proposal.received_on)))) AS
          INTEGER)) END) || ' days'),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') < :today) AS overdue,
      (SELECT count(*) AS count_7
        FROM proposal
        WHERE proposal.state = 'decided' AND proposal.outcome = 'held' AND proposal.hold_until >
          :today) AS waiting,
      (SELECT count(*) AS count_8
        FROM proposal
        WHERE proposal.state = 'decided' AND proposal.outcome = 'held' AND proposal.hold_until
          <= :today) AS held_due"""

COUNTS_BY_STATE = """
    SELECT proposal.state, proposal.outcome, count(*) AS proposals
    FROM proposal
    GROUP BY proposal.state, proposal.outcome"""

HIGHEST_NUMBER = """
    SELECT max(CAST(substr(proposal.number, 4) AS INTEGER)) AS highest
    FROM proposal
    WHERE (proposal.number >= :prefix AND proposal.number < :prefix || char(1114111)) AND
      (substr(proposal.number, 4) GLOB '[0-9]*' AND substr(proposal.number, 4) NOT GLOB
      '*[^0-9]*')"""

DECISION_DETAIL = """
    SELECT proposal.reason, proposal.start_on,
      (SELECT original.number
        FROM proposal AS original
        WHERE original.id = proposal.duplicate_of) AS duplicate_of,
      coalesce((SELECT group_concat(numbers.number, ', ') AS anon_1
        FROM
          (SELECT duplicate.number AS number
            FROM proposal AS duplicate
            WHERE duplicate.duplicate_of = proposal.id
            ORDER BY duplicate.number) AS numbers), '') AS duplicates
    FROM proposal
    WHERE proposal.id = :id"""

STATE_CHANGES = """
    SELECT tx.at, tx.who, tx.kind, json_extract(change.new, '$.' || 'state') AS state,
      json_extract(change.new, '$.' || 'outcome') AS outcome, json_extract(change.new, '$.' ||
      'reason') AS reason
    FROM change JOIN tx ON tx.id = change.tx
    WHERE change.tbl = 'proposal' AND change."row" = :id AND change.new IS NOT NULL AND
      ((json_extract(change.old, '$.' || 'state') IS NOT json_extract(change.new, '$.' ||
      'state')) OR (json_extract(change.old, '$.' || 'outcome') IS NOT json_extract(change.new,
      '$.' || 'outcome')) OR (json_extract(change.old, '$.' || 'reason') IS NOT
      json_extract(change.new, '$.' || 'reason')) OR (json_extract(change.old, '$.' ||
      'hold_until') IS NOT json_extract(change.new, '$.' || 'hold_until')))
    ORDER BY change.id"""

ROUNDS_OF_PERIOD = """
    SELECT round.id, round.rev, round.theme, round.starts_on, round.ends_on, round.received,
      coalesce((SELECT group_concat(result.text, ', ') AS anon_1
        FROM
          (SELECT roundresult.label || ' ' || CAST(roundresult.count AS TEXT) AS text
            FROM roundresult
            WHERE roundresult.round_id = round.id
            ORDER BY roundresult.pos) AS result), '') AS results,
      coalesce((SELECT sum(roundresult.count) AS sum_1
        FROM roundresult
        WHERE roundresult.round_id = round.id), 0) AS classified,
      (SELECT count(*) AS count_1
        FROM proposal
        WHERE proposal.round_id = round.id) AS proposal_count,
      (SELECT count(*) AS count_2
        FROM proposal
        WHERE proposal.round_id = round.id AND NOT proposal.secret) AS public_count, round.theme
      AS further_theme, round.starts_on AS further_starts_on, round.ends_on AS further_ends_on,
      round.received AS further_received, round.process AS further_process, round.note AS
      further_note
    FROM round
    WHERE (:first IS NULL OR round.ends_on >= :first) AND (:last IS NULL OR round.starts_on <=
      :last)
    ORDER BY round.ends_on DESC, round.starts_on DESC, round.id DESC"""

ROUNDS_BY_ID = """
    SELECT round.id, round.rev, round.theme, round.starts_on, round.ends_on, round.received,
      coalesce((SELECT group_concat(result.text, ', ') AS anon_1
        FROM
          (SELECT roundresult.label || ' ' || CAST(roundresult.count AS TEXT) AS text
            FROM roundresult
            WHERE roundresult.round_id = round.id
            ORDER BY roundresult.pos) AS result), '') AS results,
      coalesce((SELECT sum(roundresult.count) AS sum_1
        FROM roundresult
        WHERE roundresult.round_id = round.id), 0) AS classified,
      (SELECT count(*) AS count_1
        FROM proposal
        WHERE proposal.round_id = round.id) AS proposal_count,
      (SELECT count(*) AS count_2
        FROM proposal
        WHERE proposal.round_id = round.id AND NOT proposal.secret) AS public_count, round.theme
      AS further_theme, round.starts_on AS further_starts_on, round.ends_on AS further_ends_on,
      round.received AS further_received, round.process AS further_process, round.note AS
      further_note
    FROM round
    WHERE round.id IN
      (SELECT value
        FROM json_each(:ids))"""

ROUND = """
    SELECT round.id, round.rev, round.theme, round.starts_on, round.ends_on, round.received,
      round.process, round.note
    FROM round
    WHERE round.id = :id"""

ROUND_THEME = """
    SELECT round.theme
    FROM round
    WHERE round.id = :id"""

ROUND_RESULTS = """
    SELECT roundresult.label, roundresult.outcome, roundresult.count
    FROM roundresult
    WHERE roundresult.round_id = :id
    ORDER BY roundresult.pos"""

EXPIRED_PROPOSALS = """
    SELECT proposal.id, CASE WHEN proposal.secret THEN :secret ELSE CAST(proposal.title AS TEXT)
      END AS name, proposal.decided_on AS closed_on
    FROM proposal
    WHERE CAST(substr(proposal.decided_on, 1, 4) AS INTEGER) < :year
    ORDER BY proposal.decided_on
    LIMIT :most OFFSET 0"""

NUMBERS = """
    SELECT proposal.number
    FROM proposal"""
