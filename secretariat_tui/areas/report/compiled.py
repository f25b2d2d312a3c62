"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

EVENTS = ListParts(
    columns={
        "id": "event.id",
        "day": "event.starts_on",
        "name": "event.title",
        "kind": "event.kind",
        "detail": "event.place",
        "secret": "event.visibility = 'secret'",
        "internal": "event.visibility = 'internal'",
        "category": "event.category",
        "subcategory": "event.subcategory",
        "outlet": "event.outlet",
        "medium": "event.media_type",
        "lines": """
            coalesce((SELECT group_concat(label.label, char(10)) AS anon_1
                FROM
                  (SELECT eventline.label AS label
                    FROM eventline
                    WHERE eventline.event_id = event.id
                    ORDER BY eventline.pos) AS label), '')""",
    },
    source="event",
    id="event.id",
    keys={
        "day": "event.starts_on",
        "name": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.title END""",
        "detail": """
            CASE WHEN (event.visibility = 'secret') THEN char(1114111) ELSE event.place END""",
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
        "name",
        "detail",
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
        "day": "substr(event.starts_on, 1, 7)",
    },
    conditions={
        "counted": """
            (event.status = 'done' OR event.status = 'confirmed' AND (event.ends_on < :today OR
              event.ends_on = :today AND event.starts_on < event.ends_on AND event.ends_at =
              '00:00')) AND event.rrule = ''""",
        "without_category": """
            event.kind IN ('field_visit', 'invited_talk') AND event.category = ''""",
        "without_medium": "event.kind = 'interview' AND event.media_type = ''",
        "from_first": "event.starts_on >= :first",
        "to_last": "event.starts_on <= :last",
        "unclaimed": """
            NOT event.id IN
              (SELECT value
                FROM json_each(:claimed))""",
        "kind": """
            event.kind IN
              (SELECT value
                FROM json_each(:kind))""",
        "category": """
            event.category IN
              (SELECT value
                FROM json_each(:category))""",
        "subcategory": """
            event.subcategory IN
              (SELECT value
                FROM json_each(:subcategory))""",
        "medium": """
            event.media_type IN
              (SELECT value
                FROM json_each(:medium))""",
        "outlet": """
            event.outlet IN
              (SELECT value
                FROM json_each(:outlet))""",
        "line": """
            EXISTS
              (SELECT *
                FROM eventline
                WHERE eventline.event_id = event.id AND eventline.label IN
                  (SELECT value
                    FROM json_each(:line)))""",
        "part_kind": """
            event.kind IN
              (SELECT value
                FROM json_each(:part_kind))""",
        "part_category": """
            event.category IN
              (SELECT value
                FROM json_each(:part_category))""",
        "part_subcategory": """
            event.subcategory IN
              (SELECT value
                FROM json_each(:part_subcategory))""",
        "part_medium": """
            event.media_type IN
              (SELECT value
                FROM json_each(:part_medium))""",
        "part_outlet": """
            event.outlet IN
              (SELECT value
                FROM json_each(:part_outlet))""",
        "part_line": """
            EXISTS
              (SELECT *
                FROM eventline
                WHERE eventline.event_id = event.id AND eventline.label IN
                  (SELECT value
                    FROM json_each(:part_line)))""",
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
    },
)

PROPOSALS = ListParts(
    columns={
        "id": "proposal.id",
        "day": "proposal.received_on",
        "name": "proposal.number || ' ' || proposal.title",
        "kind": "coalesce(proposal.outcome, proposal.state)",
        "detail": "proposal.dept",
        "secret": "proposal.secret",
        "internal": "0",
        "channel": "proposal.channel",
        "theme": "proposal.theme",
        "round": "coalesce(round.theme, '')",
        "outcome": "coalesce(proposal.outcome, '')",
    },
    source="proposal LEFT OUTER JOIN round ON round.id = proposal.round_id",
    id="proposal.id",
    keys={
        "day": "proposal.received_on",
        "name": """
            CASE WHEN proposal.secret THEN proposal.number ELSE proposal.number || ' ' ||
              proposal.title END""",
        "detail": """
            CASE WHEN proposal.secret THEN char(1114111) ELSE proposal.dept END""",
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
        "name",
        "detail",
    ),
    months={
        "received_on": "substr(proposal.received_on, 1, 7)",
        "hold_until": "substr(proposal.hold_until, 1, 7)",
        "start_on": "substr(proposal.start_on, 1, 7)",
        "decided_on": "substr(proposal.decided_on, 1, 7)",
        "paused_on": "substr(proposal.paused_on, 1, 7)",
        "day": "substr(proposal.received_on, 1, 7)",
    },
    conditions={
        "from_first": "proposal.received_on >= :first",
        "to_last": "proposal.received_on <= :last",
        "unclaimed": """
            NOT proposal.id IN
              (SELECT value
                FROM json_each(:claimed))""",
        "channel": """
            proposal.channel IN
              (SELECT value
                FROM json_each(:channel))""",
        "theme": """
            proposal.theme IN
              (SELECT value
                FROM json_each(:theme))""",
        "round": """
            coalesce(round.theme, '') IN
              (SELECT value
                FROM json_each(:round))""",
        "outcome": """
            coalesce(proposal.outcome, '') IN
              (SELECT value
                FROM json_each(:outcome))""",
        "part_channel": """
            proposal.channel IN
              (SELECT value
                FROM json_each(:part_channel))""",
        "part_theme": """
            proposal.theme IN
              (SELECT value
                FROM json_each(:part_theme))""",
        "part_round": """
            coalesce(round.theme, '') IN
              (SELECT value
                FROM json_each(:part_round))""",
        "part_outcome": """
            coalesce(proposal.outcome, '') IN
              (SELECT value
                FROM json_each(:part_outcome))""",
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
)

AGREEMENTS = ListParts(
    columns={
        "id": "agreement.id",
        "day": "agreement.signed_on",
        "name": "agreement.name",
        "kind": "agreement.kind",
        "detail": "agreement.place",
        "secret": "agreement.secret",
        "internal": "0",
        "levels": """
            coalesce((SELECT group_concat(DISTINCT level.level) AS anon_1
                FROM
                  (SELECT participant.level AS level
                    FROM participant
                    WHERE participant.parent = 'agreement' AND participant.parent_id =
                      agreement.id AND participant.role = 'party'
                    ORDER BY participant.pos) AS level), '')""",
    },
    source="agreement",
    id="agreement.id",
    keys={
        "day": "agreement.signed_on",
        "name": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.name END""",
        "detail": """
            CASE WHEN agreement.secret THEN char(1114111) ELSE agreement.place END""",
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
        "detail",
    ),
    months={
        "signed_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.signed_on END, 1, 7)""",
        "effective_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.effective_on END, 1, 7)""",
        "expires_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.expires_on END, 1, 7)""",
        "checked_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.checked_on END, 1, 7)""",
        "council_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.council_on END, 1, 7)""",
        "published_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.published_on END, 1, 7)""",
        "ended_on": """
            substr(CASE WHEN agreement.secret THEN NULL ELSE agreement.ended_on END, 1, 7)""",
        "day": "substr(agreement.signed_on, 1, 7)",
    },
    conditions={
        "counted": "agreement.state != 'draft'",
        "from_first": "agreement.signed_on >= :first",
        "to_last": "agreement.signed_on <= :last",
        "unclaimed": """
            NOT agreement.id IN
              (SELECT value
                FROM json_each(:claimed))""",
        "kind": """
            agreement.kind IN
              (SELECT value
                FROM json_each(:kind))""",
        "level": """
            EXISTS
              (SELECT *
                FROM participant
                WHERE participant.parent = 'agreement' AND participant.parent_id = agreement.id
                  AND participant.role = 'party' AND participant.level IN
                  (SELECT value
                    FROM json_each(:level)))""",
        "part_kind": """
            agreement.kind IN
              (SELECT value
                FROM json_each(:part_kind))""",
        "part_level": """
            EXISTS
              (SELECT *
                FROM participant
                WHERE participant.parent = 'agreement' AND participant.parent_id = agreement.id
                  AND participant.role = 'party' AND participant.level IN
                  (SELECT value
                    FROM json_each(:part_level)))""",
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
    },
)

TALLIES = """
    SELECT tally.id, tally.rev, tally.title, tally.record_kind, tally.unit, tally.starts_on,
      tally.ends_on, tally.family, tally.opening, tally.opening_asof, tally.opening_source,
      tally.opening_reason, tally.breakdown, tally.remainder, tally.note
    FROM tally
    ORDER BY tally.id"""

CONDITIONS = """
    SELECT tallycondition.tally_id, tallycondition.field, tallycondition.value
    FROM tallycondition
    ORDER BY tallycondition.tally_id, tallycondition.pos"""

PARTS = """
    SELECT tallypart.tally_id, tallypart.label, tallypart.opening, tallypart.field,
      tallypart.value
    FROM tallypart
    ORDER BY tallypart.tally_id, tallypart.pos"""

TITLES_BY_ID = """
    SELECT tally.id, tally.title, tally.ends_on
    FROM tally
    WHERE tally.id IN
      (SELECT value
        FROM json_each(:ids))"""

TALLY_TITLE = """
    SELECT tally.title
    FROM tally
    WHERE tally.id = :id"""

ISSUED = """
    SELECT issuedreport.id, issuedreport.rev, issuedreport.title, issuedreport.template,
      issuedreport.as_of, issuedreport.starts_on, issuedreport.ends_on, issuedreport.outside,
      issuedreport.purpose, issuedreport.issued_at, issuedreport.issued_by,
      issuedreport.last_entry, issuedreport.digest
    FROM issuedreport
    ORDER BY issuedreport.id DESC"""

ISSUED_BY_ID = """
    SELECT issuedreport.id, issuedreport.rev, issuedreport.title, issuedreport.template,
      issuedreport.as_of, issuedreport.starts_on, issuedreport.ends_on, issuedreport.outside,
      issuedreport.purpose, issuedreport.issued_at, issuedreport.issued_by,
      issuedreport.last_entry, issuedreport.digest
    FROM issuedreport
    WHERE issuedreport.id IN
      (SELECT value
        FROM json_each(:ids))"""

LAST_ISSUED = """
    SELECT issuedreport.id, issuedreport.rev, issuedreport.title, issuedreport.template,
      issuedreport.as_of, issuedreport.starts_on, issuedreport.ends_on, issuedreport.outside,
      issuedreport.purpose, issuedreport.issued_at, issuedreport.issued_by,
      issuedreport.last_entry, issuedreport.digest
    FROM issuedreport
    WHERE issuedreport.template = :template
    ORDER BY issuedreport.id DESC
    LIMIT 1 OFFSET 0"""

ISSUED_CONTENT = """
    SELECT issuedcontent.content
    FROM issuedcontent
    WHERE issuedcontent.issuedreport_id = :id
    ORDER BY issuedcontent.pos, issuedcontent.id"""
