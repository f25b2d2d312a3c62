"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

REGISTER = ListParts(
    columns={
        "id": "agreement.id",
        "rev": "agreement.rev",
        "party_lines": """
            CASE WHEN agreement.secret THEN '' ELSE
              coalesce((SELECT group_concat(party.organization, char(10)) AS anon_1
                FROM
                  (SELECT participant.organization AS organization
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party'
                    ORDER BY participant.pos) AS party), '') END""",
        "levels": """
            CASE WHEN agreement.secret THEN '' ELSE
              coalesce((SELECT group_concat(DISTINCT level.level) AS anon_1
                FROM
                  (SELECT participant.level AS level
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party'
                    ORDER BY participant.pos) AS level), '') END""",
        "name": "CASE WHEN agreement.secret THEN '' ELSE agreement.name END",
        "kind": "agreement.kind",
        "state": "agreement.state",
        "signed_on": "agreement.signed_on",
        "effective_on": "agreement.effective_on",
        "expires_on": "agreement.expires_on",
        "notice_days": "agreement.notice_days",
        "checked_on": "agreement.checked_on",
        "check_months": "agreement.check_months",
        "tasks": """
            CASE WHEN agreement.secret THEN 0 ELSE
              (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id) END""",
        "done": """
            CASE WHEN agreement.secret THEN 0 ELSE
              (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  = 'done') END""",
        "task_due": """
            CASE WHEN NOT agreement.secret THEN
              (SELECT task.due_on
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.pos, task.id
                LIMIT 1 OFFSET 0) END""",
        "task_owner": """
            CASE WHEN agreement.secret THEN '' ELSE
              coalesce((SELECT task.owner
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.pos, task.id
                LIMIT 1 OFFSET 0), '') END""",
        "secret": "agreement.secret",
        "own_days": """
            (SELECT group_concat(off || day)
                FROM holiday)""",
        "today": ":today",
    },
    source="agreement",
    id="agreement.id",
    keys={
        "parties": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE
              coalesce((SELECT group_concat(party.organization, ', ') AS anon_1
                FROM
                  (SELECT participant.organization AS organization
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party'
                    ORDER BY participant.pos) AS party), '') END""",
        "name": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.name END""",
        "levels": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE
              coalesce((SELECT group_concat(DISTINCT level.level) AS anon_1
                FROM
                  (SELECT participant.level AS level
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party'
                    ORDER BY participant.pos) AS level), '') END""",
        "signed_on": "agreement.signed_on",
        "expires_on": "agreement.expires_on",
        "standing": """
            CASE WHEN (agreement.state != 'signed') THEN agreement.state WHEN
              (coalesce(agreement.effective_on, agreement.signed_on) > :today) THEN 'planned'
              WHEN (agreement.expires_on < :today) THEN 'expired' WHEN (agreement.expires_on <=
              coalesce(date(:today, '+' || (90) || ' days'), '9999-12-31')) THEN 'expiring' ELSE
              'in_force' END""",
        "tasks": """
            CASE WHEN agreement.secret THEN 0 ELSE
              (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id) * 10000 +
              (SELECT count(*) AS count_2
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  = 'done') END""",
        "task_due": """
            CASE WHEN NOT agreement.secret THEN
              (SELECT task.due_on
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.pos, task.id
                LIMIT 1 OFFSET 0) END""",
        "next": """
            CASE WHEN (CASE WHEN (CASE WHEN (agreement.state = 'signed' AND
              agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on),
              '+' || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
              agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
              ' months', '-1 day')),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) ||
              ' days'), '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND
              agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on),
              '+' || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
              agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
              ' months', '-1 day')),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END END IS NOT NULL OR CASE WHEN (agreement.state
              = 'signed' AND date(agreement.expires_on, '-' || (agreement.notice_days) ||
              ' days') BETWEEN :today AND coalesce(date(:today, '+' || (30) || ' days'),
              '9999-12-31')) THEN date(agreement.expires_on, '-' || (agreement.notice_days) ||
              ' days') END IS NOT NULL OR CASE WHEN (agreement.state = 'signed' AND
              agreement.expires_on BETWEEN :today AND coalesce(date(:today, '+' || (30) ||
              ' days'), '9999-12-31')) THEN agreement.expires_on END IS NOT NULL) THEN
              min(coalesce(CASE WHEN (CASE WHEN (agreement.state = 'signed' AND
              agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on),
              '+' || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
              agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
              ' months', '-1 day')),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) ||
              ' days'), '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND
              agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on),
              '+' || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
              agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
              ' months', '-1 day')),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END END, '9999-12-31'), coalesce(CASE WHEN
              (agreement.state = 'signed' AND date(agreement.expires_on, '-' ||
              (agreement.notice_days) || ' days') BETWEEN :today AND coalesce(date(:today, '+'
              || (30) || ' days'), '9999-12-31')) THEN date(agreement.expires_on, '-' ||
              (agreement.notice_days) || ' days') END, '9999-12-31'), coalesce(CASE WHEN
              (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
              coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
              agreement.expires_on END, '9999-12-31')) END""",
    },
    text_keys=(
        "name",
        "kind",
        "state",
        "place",
        "ours",
        "dept",
        "renewal",
        "council_step",
        "owner",
        "ended_reason",
        "document",
        "note",
        "replaced_by",
        "signatories",
        "task_texts",
        "changes",
        "checks",
        "parties",
        "levels",
        "standing",
    ),
    months={
        "signed_on": "substr(agreement.signed_on, 1, 7)",
        "effective_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.effective_on END, 1, 7)""",
        "expires_on": "substr(agreement.expires_on, 1, 7)",
        "checked_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.checked_on END, 1, 7)""",
        "council_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.council_on END, 1, 7)""",
        "published_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.published_on END, 1, 7)""",
        "ended_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.ended_on END, 1, 7)""",
        "task_due": """
            substr(CASE WHEN NOT agreement.secret THEN
              (SELECT task.due_on
                FROM task
                WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state
                  IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.pos, task.id
                LIMIT 1 OFFSET 0) END, 1, 7)""",
        "next": """
            substr(CASE WHEN (CASE WHEN (CASE WHEN (agreement.state = 'signed' AND
              agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on),
              '+' || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
              agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
              ' months', '-1 day')),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) ||
              ' days'), '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND
              agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on),
              '+' || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
              agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
              ' months', '-1 day')),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END END IS NOT NULL OR CASE WHEN (agreement.state
              = 'signed' AND date(agreement.expires_on, '-' || (agreement.notice_days) ||
              ' days') BETWEEN :today AND coalesce(date(:today, '+' || (30) || ' days'),
              '9999-12-31')) THEN date(agreement.expires_on, '-' || (agreement.notice_days) ||
              ' days') END IS NOT NULL OR CASE WHEN (agreement.state = 'signed' AND
              agreement.expires_on BETWEEN :today AND coalesce(date(:today, '+' || (30) ||
              ' days'), '9999-12-31')) THEN agreement.expires_on END IS NOT NULL) THEN
              min(coalesce(CASE WHEN (CASE WHEN (agreement.state = 'signed' AND
              agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on),
              '+' || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
              agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
              ' months', '-1 day')),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) ||
              ' days'), '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND
              agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
              agreement.signed_on) IS NOT NULL) THEN
              coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on),
              '+' || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
              agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
              ' months', '-1 day')),
              (SELECT group_concat(off || day)
                FROM holiday)), '9999-12-31') END END, '9999-12-31'), coalesce(CASE WHEN
              (agreement.state = 'signed' AND date(agreement.expires_on, '-' ||
              (agreement.notice_days) || ' days') BETWEEN :today AND coalesce(date(:today, '+'
              || (30) || ' days'), '9999-12-31')) THEN date(agreement.expires_on, '-' ||
              (agreement.notice_days) || ' days') END, '9999-12-31'), coalesce(CASE WHEN
              (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
              coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
              agreement.expires_on END, '9999-12-31')) END, 1, 7)""",
    },
    conditions={
        "from_first": "agreement.signed_on >= :first",
        "to_last": "agreement.signed_on <= :last",
    },
    fields={
        "id": "agreement.id",
        "rev": "agreement.rev",
        "name": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.name END""",
        "kind": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.kind END""",
        "state": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.state END""",
        "signed_on": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.signed_on END""",
        "signed_at": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.signed_at END""",
        "place": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.place END""",
        "ours": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.ours END""",
        "dept": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.dept END""",
        "effective_on": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.effective_on END""",
        "expires_on": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.expires_on END""",
        "renewal": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.renewal END""",
        "check_months": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.check_months END""",
        "checked_on": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.checked_on END""",
        "notice_days": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.notice_days END""",
        "council_step": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.council_step END""",
        "council_on": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.council_on END""",
        "secret": "agreement.secret",
        "published_on": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.published_on END""",
        "owner": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.owner END""",
        "ended_on": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.ended_on END""",
        "ended_reason": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.ended_reason END""",
        "replaced_by_id": """
            CASE WHEN agreement.secret THEN NULL ELSE agreement.replaced_by_id END""",
        "document": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.document END""",
        "note": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.note END""",
        "replaced_by": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE
              (SELECT referred.name AS name
                FROM agreement AS referred
                WHERE referred.id = agreement.replaced_by_id) END""",
        "signatories": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE
              coalesce((SELECT group_concat(signatory.name, ', ') AS anon_1
                FROM
                  (SELECT participant.name AS name
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party' AND participant.name != ''
                    ORDER BY participant.pos) AS signatory), '') END""",
        "task_texts": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE
              coalesce((SELECT group_concat(task_lines.line, char(10)) AS anon_1
                FROM
                  (SELECT task.state || char(9) || task.owner || char(9) ||
                      coalesce(CAST(task.due_on AS TEXT), '') || char(9) || task.text AS line
                    FROM task
                    WHERE task.parent = 'agreement' AND task.parent_id = agreement.id
                    ORDER BY task.pos, task.id) AS task_lines), '') END""",
        "changes": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE
              coalesce((SELECT group_concat(agreementchange_lines.line, char(10)) AS anon_1
                FROM
                  (SELECT coalesce(CAST(agreementchange.decided_on AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementchange.kind AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementchange.effective_on AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementchange.old_expires_on AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementchange.new_expires_on AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementchange.text AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementchange.document AS TEXT), '') AS line
                    FROM agreementchange
                    WHERE agreementchange.agreement_id = agreement.id
                    ORDER BY agreementchange.pos, agreementchange.id) AS agreementchange_lines),
              '') END""",
        "checks": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE
              coalesce((SELECT group_concat(agreementcheck_lines.line, char(10)) AS anon_1
                FROM
                  (SELECT coalesce(CAST(agreementcheck.checked_on AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementcheck.result AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementcheck.text AS TEXT), '') || char(9) ||
                      coalesce(CAST(agreementcheck.improvement AS TEXT), '') AS line
                    FROM agreementcheck
                    WHERE agreementcheck.agreement_id = agreement.id
                    ORDER BY agreementcheck.pos, agreementcheck.id) AS agreementcheck_lines),
              '') END""",
    },
    members={
        "parties": """
            SELECT participant.parent_id AS record_id, CASE WHEN agreement.secret THEN
              char(1114111) ELSE participant.organization END AS value
            FROM participant JOIN agreement ON agreement.id = participant.parent_id
            WHERE participant.parent = 'agreement' AND participant.role = 'party'""",
        "levels": """
            SELECT participant.parent_id AS record_id, CASE WHEN agreement.secret THEN
              char(1114111) ELSE participant.level END AS value
            FROM participant JOIN agreement ON agreement.id = participant.parent_id
            WHERE participant.parent = 'agreement' AND participant.role = 'party'""",
    },
    constants=(
        "own_days",
        "today",
    ),
)

ATTENTION = """
    SELECT agreement.id, agreement.rev, CASE WHEN agreement.secret THEN '' ELSE
      coalesce((SELECT group_concat(party.organization, char(10)) AS anon_1
        FROM
          (SELECT participant.organization AS organization
            FROM participant
            WHERE participant.parent = 'agreement' AND participant.parent_id = agreement.id AND
              participant.role = 'party'
            ORDER BY participant.pos) AS party), '') END AS party_lines, CASE WHEN
      agreement.secret THEN '' ELSE
      coalesce((SELECT group_concat(DISTINCT level.level) AS anon_2
        FROM
          (SELECT participant.level AS level
            FROM participant
            WHERE participant.parent = 'agreement' AND participant.parent_id = agreement.id AND
              participant.role = 'party'
            ORDER BY participant.pos) AS level), '') END AS levels, CASE WHEN agreement.secret
      THEN '' ELSE agreement.name END AS name, agreement.kind, agreement.state,
      agreement.signed_on, agreement.effective_on, agreement.expires_on, agreement.notice_days,
      agreement.checked_on, agreement.check_months, CASE WHEN agreement.secret THEN 0 ELSE
      (SELECT count(*) AS count_1
        FROM task
        WHERE task.parent = 'agreement' AND task.parent_id = agreement.id) END AS tasks, CASE
      WHEN agreement.secret THEN 0 ELSE
      (SELECT count(*) AS count_2
        FROM task
        WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state =
          'done') END AS done, CASE WHEN NOT agreement.secret THEN
      (SELECT task.due_on
        FROM task
        WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state IN
          ('todo', 'doing')
        ORDER BY task.due_on NULLS LAST, task.pos, task.id
        LIMIT 1 OFFSET 0) END AS task_due, CASE WHEN agreement.secret THEN '' ELSE
      coalesce((SELECT task.owner
        FROM task
        WHERE task.parent = 'agreement' AND task.parent_id = agreement.id AND task.state IN
          ('todo', 'doing')
        ORDER BY task.due_on NULLS LAST, task.pos, task.id
        LIMIT 1 OFFSET 0), '') END AS task_owner, agreement.secret,
      (SELECT group_concat(off || day)
        FROM holiday) AS own_days, :today AS today
    FROM
      (SELECT agreement.id AS id, CASE WHEN (CASE WHEN (CASE WHEN (agreement.state = 'signed'
          AND agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
          agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND agreement.check_months
          IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END END IS NOT NULL OR CASE WHEN (agreement.state =
          'signed' AND date(agreement.expires_on, '-' || (agreement.notice_days) || ' days')
          BETWEEN :today AND coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          date(agreement.expires_on, '-' || (agreement.notice_days) || ' days') END IS NOT NULL
          OR CASE WHEN (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
          coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          agreement.expires_on END IS NOT NULL) THEN min(coalesce(CASE WHEN (CASE WHEN
          (agreement.state = 'signed' AND agreement.check_months IS NOT NULL AND
          coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND agreement.check_months
          IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END END, '9999-12-31'), coalesce(CASE WHEN
          (agreement.state = 'signed' AND date(agreement.expires_on, '-' ||
          (agreement.notice_days) || ' days') BETWEEN :today AND coalesce(date(:today, '+' ||
          (30) || ' days'), '9999-12-31')) THEN date(agreement.expires_on, '-' ||
          (agreement.notice_days) || ' days') END, '9999-12-31'), coalesce(CASE WHEN
          (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
          coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          agreement.expires_on END, '9999-12-31')) END AS due
        FROM agreement
        WHERE CASE WHEN (CASE WHEN (CASE WHEN (agreement.state = 'signed' AND
          agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
          agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND agreement.check_months
          IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END END IS NOT NULL OR CASE WHEN (agreement.state =
          'signed' AND date(agreement.expires_on, '-' || (agreement.notice_days) || ' days')
          BETWEEN :today AND coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          date(agreement.expires_on, '-' || (agreement.notice_days) || ' days') END IS NOT NULL
          OR CASE WHEN (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
          coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          agreement.expires_on END IS NOT NULL) THEN min(coalesce(CASE WHEN (CASE WHEN
          (agreement.state = 'signed' AND agreement.check_months IS NOT NULL AND
          coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND agreement.check_months
          IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END END, '9999-12-31'), coalesce(CASE WHEN
          (agreement.state = 'signed' AND date(agreement.expires_on, '-' ||
          (agreement.notice_days) || ' days') BETWEEN :today AND coalesce(date(:today, '+' ||
          (30) || ' days'), '9999-12-31')) THEN date(agreement.expires_on, '-' ||
          (agreement.notice_days) || ' days') END, '9999-12-31'), coalesce(CASE WHEN
          (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
          coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          agreement.expires_on END, '9999-12-31')) END IS NOT NULL
        ORDER BY CASE WHEN (CASE WHEN (CASE WHEN (agreement.state = 'signed' AND
          agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
          agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND agreement.check_months
          IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END END IS NOT NULL OR CASE WHEN (agreement.state =
          'signed' AND date(agreement.expires_on, '-' || (agreement.notice_days) || ' days')
          BETWEEN :today AND coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          date(agreement.expires_on, '-' || (agreement.notice_days) || ' days') END IS NOT NULL
          OR CASE WHEN (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
          coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          agreement.expires_on END IS NOT NULL) THEN min(coalesce(CASE WHEN (CASE WHEN
          (agreement.state = 'signed' AND agreement.check_months IS NOT NULL AND
          coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND agreement.check_months
          IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END END, '9999-12-31'), coalesce(CASE WHEN
          (agreement.state = 'signed' AND date(agreement.expires_on, '-' ||
          (agreement.notice_days) || ' days') BETWEEN :today AND coalesce(date(:today, '+' ||
          (30) || ' days'), '9999-12-31')) THEN date(agreement.expires_on, '-' ||
          (agreement.notice_days) || ' days') END, '9999-12-31'), coalesce(CASE WHEN
          (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
          coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          agreement.expires_on END, '9999-12-31')) END, agreement.id
        LIMIT :most OFFSET 0) AS watched JOIN agreement ON agreement.id = watched.id
    ORDER BY watched.due, agreement.id"""

COUNTS = """
    SELECT count(*) AS agreements, coalesce(sum(CASE WHEN (state.standing IN ('in_force',
      'expiring')) THEN 1 ELSE 0 END), 0) AS in_force, coalesce(sum(CASE WHEN (state.standing =
      'planned') THEN 1 ELSE 0 END), 0) AS planned, coalesce(sum(CASE WHEN (state.standing =
      'in_force' AND state.expires_on IS NULL) THEN 1 ELSE 0 END), 0) AS no_term,
      coalesce(sum(CASE WHEN (state.standing = 'expiring') THEN 1 ELSE 0 END), 0) AS expiring,
      coalesce(sum(CASE WHEN (state.standing = 'expired') THEN 1 ELSE 0 END), 0) AS expired,
      coalesce(sum(CASE WHEN state.check_due THEN 1 ELSE 0 END), 0) AS check_due,
      coalesce(sum(CASE WHEN (state.due IS NOT NULL) THEN 1 ELSE 0 END), 0) AS alerts
    FROM
      (SELECT agreement.expires_on AS expires_on, CASE WHEN (agreement.state != 'signed') THEN
          agreement.state WHEN (coalesce(agreement.effective_on, agreement.signed_on) > :today)
          THEN 'planned' WHEN (agreement.expires_on < :today) THEN 'expired' WHEN
          (agreement.expires_on <= coalesce(date(:today, '+' || (90) || ' days'), '9999-12-31'))
          THEN 'expiring' ELSE 'in_force' END AS standing, CASE WHEN (agreement.state = 'signed'
          AND agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
          agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31') AS check_due, CASE WHEN (CASE WHEN (CASE WHEN (agreement.state =
          'signed' AND agreement.check_months IS NOT NULL AND coalesce(agreement.checked_on,
          agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND agreement.check_months
          IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END END IS NOT NULL OR CASE WHEN (agreement.state =
          'signed' AND date(agreement.expires_on, '-' || (agreement.notice_days) || ' days')
          BETWEEN :today AND coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          date(agreement.expires_on, '-' || (agreement.notice_days) || ' days') END IS NOT NULL
          OR CASE WHEN (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
          coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          agreement.expires_on END IS NOT NULL) THEN min(coalesce(CASE WHEN (CASE WHEN
          (agreement.state = 'signed' AND agreement.check_months IS NOT NULL AND
          coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END <= coalesce(date(:today, '+' || (7) || ' days'),
          '9999-12-31')) THEN CASE WHEN (agreement.state = 'signed' AND agreement.check_months
          IS NOT NULL AND coalesce(agreement.checked_on, agreement.signed_on) IS NOT NULL) THEN
          coalesce(working_day(min(date(coalesce(agreement.checked_on, agreement.signed_on), '+'
          || (agreement.check_months) || ' months'), date(coalesce(agreement.checked_on,
          agreement.signed_on), 'start of month', '+' || ((agreement.check_months) + 1) ||
          ' months', '-1 day')),
          (SELECT group_concat(off || day)
            FROM holiday)), '9999-12-31') END END, '9999-12-31'), coalesce(CASE WHEN
          (agreement.state = 'signed' AND date(agreement.expires_on, '-' ||
          (agreement.notice_days) || ' days') BETWEEN :today AND coalesce(date(:today, '+' ||
          (30) || ' days'), '9999-12-31')) THEN date(agreement.expires_on, '-' ||
          (agreement.notice_days) || ' days') END, '9999-12-31'), coalesce(CASE WHEN
          (agreement.state = 'signed' AND agreement.expires_on BETWEEN :today AND
          coalesce(date(:today, '+' || (30) || ' days'), '9999-12-31')) THEN
          agreement.expires_on END, '9999-12-31')) END AS due
        FROM agreement) AS state"""

AGREEMENT = """
    SELECT agreement.id, agreement.rev, agreement.name, agreement.kind, agreement.state,
      agreement.signed_on, agreement.signed_at, agreement.place, agreement.ours,
      agreement.effective_on, agreement.expires_on, agreement.renewal, agreement.check_months,
      agreement.checked_on, agreement.notice_days, agreement.council_step, agreement.council_on,
      agreement.secret, agreement.published_on, agreement.owner, agreement.dept,
      agreement.document, agreement.ended_on, agreement.ended_reason, agreement.replaced_by_id,
      agreement.note
    FROM agreement
    WHERE agreement.id = :id"""

CHANGES = """
    SELECT agreementchange.decided_on, agreementchange.kind, agreementchange.effective_on,
      agreementchange.old_expires_on, agreementchange.new_expires_on, agreementchange.text,
      agreementchange.document
    FROM agreementchange
    WHERE agreementchange.agreement_id = :id
    ORDER BY agreementchange.pos, agreementchange.id"""

CHECKS = """
    SELECT agreementcheck.checked_on, agreementcheck.result, agreementcheck.text,
      agreementcheck.improvement
    FROM agreementcheck
    WHERE agreementcheck.agreement_id = :id
    ORDER BY agreementcheck.pos, agreementcheck.id"""

NAMES = """
    SELECT agreement.id, CASE WHEN agreement.secret THEN :secret_name ELSE agreement.name END AS
      name, agreement.signed_on
    FROM agreement
    ORDER BY agreement.signed_on DESC, agreement.id DESC"""

SUCCESSORS = """
    SELECT agreement.id, agreement.replaced_by_id
    FROM agreement"""

KNOWN_PARTIES = """
    SELECT participant.organization, participant.level, participant.name, participant.contact
    FROM participant JOIN agreement ON agreement.id = participant.parent_id
    WHERE participant.parent = 'agreement' AND participant.role = 'party' AND NOT
      agreement.secret
    ORDER BY participant.id DESC
    LIMIT 5000 OFFSET 0"""

KNOWN_VALUES = """
    SELECT agreement.place, agreement.ours, agreement.dept, agreement.owner
    FROM agreement
    WHERE NOT agreement.secret
    ORDER BY agreement.id DESC
    LIMIT 5000 OFFSET 0"""

LAST_SIGNATORY = """
    SELECT agreement.ours
    FROM agreement
    WHERE agreement.ours != ''
    ORDER BY agreement.id DESC
    LIMIT 1 OFFSET 0"""

AGREEMENT_NAME = """
    SELECT CASE WHEN agreement.secret THEN :secret_name ELSE agreement.name END AS name
    FROM agreement
    WHERE agreement.id = :id"""

EXPIRED = """
    SELECT agreement.id, CASE WHEN agreement.secret THEN :secret ELSE CAST(agreement.name AS
      TEXT) END AS name, agreement.ended_on AS closed_on
    FROM agreement
    WHERE agreement.state IN ('ended', 'replaced') AND CAST(substr(agreement.ended_on, 1, 4) AS
      INTEGER) < :year
    ORDER BY agreement.ended_on
    LIMIT :most OFFSET 0"""
