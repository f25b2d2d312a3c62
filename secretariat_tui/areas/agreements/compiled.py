"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

REGISTER = ListParts(
    select="""
        agreement.id, agreement.rev,
          coalesce((SELECT group_concat(party.organization, ', ') AS anon_1
            FROM
              (SELECT participant.organization AS organization
                FROM participant
                WHERE participant.parent = 'agreement' AND participant.parent_id = agreement.id
                  AND participant.role = 'party'
                ORDER BY participant.pos) AS party), '') AS parties,
          coalesce((SELECT group_concat(DISTINCT level.level) AS anon_2
            FROM
              (SELECT participant.level AS level
                FROM participant
                WHERE participant.parent = 'agreement' AND participant.parent_id = agreement.id
                  AND participant.role = 'party'
                ORDER BY participant.pos) AS level), '') AS levels, agreement.name,
          agreement.kind, agreement.state, agreement.signed_on, agreement.expires_on,
          agreement.checked_on, agreement.check_months,
          (SELECT count(*) AS count_1
            FROM task
            WHERE task.parent = 'agreement' AND task.parent_id = agreement.id) AS tasks,
          (SELECT count(*) AS count_2
            FROM task
            WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state =
              'done') AS done,
          (SELECT task.due_on
            FROM task
            WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state IN
              ('todo', 'doing')
            ORDER BY task.due_on NULLS LAST, task.pos, task.id
            LIMIT 1 OFFSET 0) AS task_due,
          coalesce((SELECT task.owner
            FROM task
            WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state IN
              ('todo', 'doing')
            ORDER BY task.due_on NULLS LAST, task.pos, task.id
            LIMIT 1 OFFSET 0), '') AS task_owner, :today AS today""",
    source="agreement",
    id="agreement.id",
    keys={
        "parties": """
            coalesce((SELECT group_concat(party.organization, ', ') AS anon_1
                FROM
                  (SELECT participant.organization AS organization
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party'
                    ORDER BY participant.pos) AS party), '')""",
        "name": "agreement.name",
        "levels": """
            coalesce((SELECT group_concat(DISTINCT level.level) AS anon_1
                FROM
                  (SELECT participant.level AS level
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party'
                    ORDER BY participant.pos) AS level), '')""",
        "signed_on": "agreement.signed_on",
        "expires_on": "agreement.expires_on",
        "standing": """
            CASE WHEN (agreement.state != 'signed') THEN agreement.state WHEN
              (agreement.expires_on < :today) THEN 'expired' WHEN (agreement.expires_on <=
              coalesce(date(:today, '+' || (90) || ' days'), '9999-12-31')) THEN 'expiring' ELSE
              'in_force' END""",
        "tasks": """
            (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id) * 10000 +
              (SELECT count(*) AS count_2
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  = 'done')""",
        "task_due": """
            (SELECT task.due_on
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.pos, task.id
                LIMIT 1 OFFSET 0)""",
        "next": """
            CASE WHEN (CASE WHEN (agreement.state = 'signed' AND agreement.check_months IS NOT
              NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
              coalesce((SELECT max(term.day, date(term.day, '-4 days', 'weekday 1'))
                FROM
                  (SELECT min(date(coalesce(agreement.checked_on, agreement.signed_on), '+' ||
                      (agreement.check_months) || ' months'),
                      date(coalesce(agreement.checked_on, agreement.signed_on),
                      'start of month', '+' || ((agreement.check_months) + 1) || ' months',
                      '-1 day')) AS day) AS term), '9999-12-31') END <= coalesce(date(:today,
              '+' || (7) || ' days'), '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed'
              AND agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce((SELECT max(term.day, date(term.day, '-4 days', 'weekday 1'))
                FROM
                  (SELECT min(date(coalesce(agreement.checked_on, agreement.signed_on), '+' ||
                      (agreement.check_months) || ' months'),
                      date(coalesce(agreement.checked_on, agreement.signed_on),
                      'start of month', '+' || ((agreement.check_months) + 1) || ' months',
                      '-1 day')) AS day) AS term), '9999-12-31') END WHEN (CASE WHEN
              (agreement.state != 'signed') THEN agreement.state WHEN (agreement.expires_on <
              :today) THEN 'expired' WHEN (agreement.expires_on <= coalesce(date(:today, '+' ||
              (90) || ' days'), '9999-12-31')) THEN 'expiring' ELSE 'in_force' END IN
              ('expiring', 'expired')) THEN agreement.expires_on END""",
    },
    text_keys=(
        "name",
        "kind",
        "state",
        "place",
        "ours",
        "dept",
        "renewal",
        "ended_reason",
        "document",
        "note",
        "signatories",
        "task_texts",
        "parties",
        "levels",
        "standing",
    ),
    months={
        "signed_on": "substr(agreement.signed_on, 1, 7)",
        "effective_on": "substr(agreement.effective_on, 1, 7)",
        "expires_on": "substr(agreement.expires_on, 1, 7)",
        "checked_on": "substr(agreement.checked_on, 1, 7)",
        "ended_on": "substr(agreement.ended_on, 1, 7)",
        "task_due": """
            substr((SELECT task.due_on
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.pos, task.id
                LIMIT 1 OFFSET 0), 1, 7)""",
        "next": """
            substr(CASE WHEN (CASE WHEN (agreement.state = 'signed' AND agreement.check_months
              IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL)
              THEN
              coalesce((SELECT max(term.day, date(term.day, '-4 days', 'weekday 1'))
                FROM
                  (SELECT min(date(coalesce(agreement.checked_on, agreement.signed_on), '+' ||
                      (agreement.check_months) || ' months'),
                      date(coalesce(agreement.checked_on, agreement.signed_on),
                      'start of month', '+' || ((agreement.check_months) + 1) || ' months',
                      '-1 day')) AS day) AS term), '9999-12-31') END <= coalesce(date(:today,
              '+' || (7) || ' days'), '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed'
              AND agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce((SELECT max(term.day, date(term.day, '-4 days', 'weekday 1'))
                FROM
                  (SELECT min(date(coalesce(agreement.checked_on, agreement.signed_on), '+' ||
                      (agreement.check_months) || ' months'),
                      date(coalesce(agreement.checked_on, agreement.signed_on),
                      'start of month', '+' || ((agreement.check_months) + 1) || ' months',
                      '-1 day')) AS day) AS term), '9999-12-31') END WHEN (CASE WHEN
              (agreement.state != 'signed') THEN agreement.state WHEN (agreement.expires_on <
              :today) THEN 'expired' WHEN (agreement.expires_on <= coalesce(date(:today, '+' ||
              (90) || ' days'), '9999-12-31')) THEN 'expiring' ELSE 'in_force' END IN
              ('expiring', 'expired')) THEN agreement.expires_on END, 1, 7)""",
    },
    conditions={
        "from_first": "agreement.signed_on >= :first",
        "to_last": "agreement.signed_on <= :last",
    },
    fields={
        "id": "agreement.id",
        "rev": "agreement.rev",
        "name": "agreement.name",
        "kind": "agreement.kind",
        "state": "agreement.state",
        "signed_on": "agreement.signed_on",
        "signed_at": "agreement.signed_at",
        "place": "agreement.place",
        "ours": "agreement.ours",
        "dept": "agreement.dept",
        "effective_on": "agreement.effective_on",
        "expires_on": "agreement.expires_on",
        "renewal": "agreement.renewal",
        "check_months": "agreement.check_months",
        "checked_on": "agreement.checked_on",
        "ended_on": "agreement.ended_on",
        "ended_reason": "agreement.ended_reason",
        "document": "agreement.document",
        "note": "agreement.note",
        "signatories": """
            coalesce((SELECT group_concat(signatory.name, ', ') AS anon_1
                FROM
                  (SELECT participant.name AS name
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party' AND participant.name != ''
                    ORDER BY participant.pos) AS signatory), '')""",
        "task_texts": """
            coalesce((SELECT group_concat(task_lines.line, char(10)) AS anon_1
                FROM
                  (SELECT task.state || char(9) || task.owner || char(9) ||
                      coalesce(CAST(task.due_on AS TEXT), '') || char(9) || task.text AS line
                    FROM task
                    WHERE task.parent = 'agreement' AND task.parent_id = agreement.id
                    ORDER BY task.pos, task.id) AS task_lines), '')""",
    },
)

WATCHED = """
    SELECT agreement.id, agreement.rev,
      coalesce((SELECT group_concat(party.organization, ', ') AS anon_1
        FROM
          (SELECT participant.organization AS organization
            FROM participant
            WHERE participant.parent = 'agreement' AND participant.parent_id = agreement.id AND
              participant.role = 'party'
            ORDER BY participant.pos) AS party), '') AS parties,
      coalesce((SELECT group_concat(DISTINCT level.level) AS anon_2
        FROM
          (SELECT participant.level AS level
            FROM participant
            WHERE participant.parent = 'agreement' AND participant.parent_id = agreement.id AND
              participant.role = 'party'
            ORDER BY participant.pos) AS level), '') AS levels, agreement.name, agreement.kind,
      agreement.state, agreement.signed_on, agreement.expires_on, agreement.checked_on,
      agreement.check_months,
      (SELECT count(*) AS count_1
        FROM task
        WHERE task.parent = 'agreement' AND task.parent_id = agreement.id) AS tasks,
      (SELECT count(*) AS count_2
        FROM task
        WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state =
          'done') AS done,
      (SELECT task.due_on
        FROM task
        WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state IN
          ('todo', 'doing')
        ORDER BY task.due_on NULLS LAST, task.pos, task.id
        LIMIT 1 OFFSET 0) AS task_due,
      coalesce((SELECT task.owner
        FROM task
        WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state IN
          ('todo', 'doing')
        ORDER BY task.due_on NULLS LAST, task.pos, task.id
        LIMIT 1 OFFSET 0), '') AS task_owner, :today AS today
    FROM agreement
    WHERE agreement.state = 'signed' AND (agreement.check_months IS NOT NULL OR
      agreement.expires_on <= :horizon)"""

COUNTS = """
    SELECT count(*) AS agreements, coalesce(sum(CASE WHEN (state.standing IN ('in_force',
      'expiring')) THEN 1 ELSE 0 END), 0) AS in_force, coalesce(sum(CASE WHEN (state.standing =
      'in_force' AND state.expires_on IS NULL) THEN 1 ELSE 0 END), 0) AS no_term,
      coalesce(sum(CASE WHEN (state.standing = 'expiring') THEN 1 ELSE 0 END), 0) AS expiring,
      coalesce(sum(CASE WHEN (state.standing = 'expired') THEN 1 ELSE 0 END), 0) AS expired,
      coalesce(sum(CASE WHEN state.check_due THEN 1 ELSE 0 END), 0) AS check_due
    FROM
      (SELECT agreement.expires_on AS expires_on, CASE WHEN (agreement.state != 'signed') THEN
          agreement.state WHEN (agreement.expires_on < :today) THEN 'expired' WHEN
          (agreement.expires_on <= coalesce(date(:today, '+' || (90) || ' days'), '9999-12-31'))
          THEN 'expiring' ELSE 'in_force' END AS standing, CASE WHEN (agreement.state = 'signed'
          AND agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
          agreement.signed_on) IS NOT NULL) THEN
          coalesce((SELECT max(term.day, date(term.day, '-4 days', 'weekday 1'))
            FROM
              (SELECT min(date(coalesce(agreement.checked_on, agreement.signed_on), '+' ||
                  (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
                  agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1)
                  || ' months', '-1 day')) AS day) AS term), '9999-12-31') END <=
          coalesce(date(:today, '+' || (7) || ' days'), '9999-12-31') AS check_due
        FROM agreement) AS state"""

AGREEMENT = """
    SELECT agreement.id, agreement.rev, agreement.name, agreement.kind, agreement.state,
      agreement.signed_on, agreement.signed_at, agreement.place, agreement.ours,
      agreement.effective_on, agreement.expires_on, agreement.renewal, agreement.check_months,
      agreement.checked_on, agreement.dept, agreement.document, agreement.ended_on,
      agreement.ended_reason, agreement.note
    FROM agreement
    WHERE agreement.id = :id"""

LAST_SIGNATORY = """
    SELECT agreement.ours
    FROM agreement
    WHERE agreement.ours != ''
    ORDER BY agreement.id DESC
    LIMIT 1 OFFSET 0"""

AGREEMENT_NAME = """
    SELECT agreement.name
    FROM agreement
    WHERE agreement.id = :id"""

EXPIRED = """
    SELECT agreement.id, CAST(agreement.name AS TEXT) AS name, agreement.ended_on AS closed_on
    FROM agreement
    WHERE agreement.state = 'ended' AND CAST(substr(agreement.ended_on, 1, 4) AS INTEGER) <
      :year
    ORDER BY agreement.ended_on
    LIMIT :most OFFSET 0"""
