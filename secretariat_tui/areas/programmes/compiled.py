"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

PROGRAMMES = ListParts(
    columns={
        "id": "programme.id",
        "rev": "programme.rev",
        "name": "programme.name",
        "section_number": """
            (SELECT section_of.number
                FROM section AS section_of LEFT OUTER JOIN section AS parent_section ON
                  parent_section.id = section_of.part_of_id
                WHERE section_of.id = programme.section_id)""",
        "section_title": """
            (SELECT section_of.title
                FROM section AS section_of LEFT OUTER JOIN section AS parent_section ON
                  parent_section.id = section_of.part_of_id
                WHERE section_of.id = programme.section_id)""",
        "parent_number": """
            (SELECT parent_section.number
                FROM section AS section_of LEFT OUTER JOIN section AS parent_section ON
                  parent_section.id = section_of.part_of_id
                WHERE section_of.id = programme.section_id)""",
        "item_no": "programme.item_no",
        "item": "programme.item",
        "target": "programme.target",
        "starts_on": "programme.starts_on",
        "precision": "programme.precision",
        "ends_on": "programme.ends_on",
        "state": "programme.state",
        "pledge": "programme.pledge",
        "pledge_state": "programme.pledge_state",
        "pledge_rate": "programme.pledge_rate",
        "milestones": """
            (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'programme' AND task.parent_id = programme.id OR task.id IN
                  (SELECT link.target_id
                    FROM link JOIN task AS linked ON linked.id = link.target_id
                    WHERE link.parent = 'programme' AND link.parent_id = programme.id AND
                      link.target = 'task' AND linked.parent IN ('programme', 'section')))""",
        "done": """
            (SELECT count(*) AS count_1
                FROM task
                WHERE (task.parent = 'programme' AND task.parent_id = programme.id OR task.id IN
                  (SELECT link.target_id
                    FROM link JOIN task AS linked ON linked.id = link.target_id
                    WHERE link.parent = 'programme' AND link.parent_id = programme.id AND
                      link.target = 'task' AND linked.parent IN ('programme', 'section'))) AND
                  task.state = 'done')""",
        "next_due": """
            (SELECT task.due_on
                FROM task
                WHERE (task.parent = 'programme' AND task.parent_id = programme.id OR task.id IN
                  (SELECT link.target_id
                    FROM link JOIN task AS linked ON linked.id = link.target_id
                    WHERE link.parent = 'programme' AND link.parent_id = programme.id AND
                      link.target = 'task' AND linked.parent IN ('programme', 'section'))) AND
                  task.state IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.id
                LIMIT 1 OFFSET 0)""",
        "next_text": """
            coalesce((SELECT task.text
                FROM task
                WHERE (task.parent = 'programme' AND task.parent_id = programme.id OR task.id IN
                  (SELECT link.target_id
                    FROM link JOIN task AS linked ON linked.id = link.target_id
                    WHERE link.parent = 'programme' AND link.parent_id = programme.id AND
                      link.target = 'task' AND linked.parent IN ('programme', 'section'))) AND
                  task.state IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.id
                LIMIT 1 OFFSET 0), '')""",
        "today": ":today",
    },
    source="programme",
    id="programme.id",
    keys={
        "section": """
            (SELECT coalesce(parent_section.number * 10000 + section_of.number,
                  section_of.number * 10000) AS coalesce_1
                FROM section AS section_of LEFT OUTER JOIN section AS parent_section ON
                  parent_section.id = section_of.part_of_id
                WHERE section_of.id = programme.section_id)""",
        "name": "programme.name",
        "item": "programme.item",
        "target": "programme.target",
        "starts_on": "programme.starts_on",
        "state": "programme.state",
        "pledge_state": "programme.pledge_state",
        "milestones": """
            (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'programme' AND task.parent_id = programme.id OR task.id IN
                  (SELECT link.target_id
                    FROM link JOIN task AS linked ON linked.id = link.target_id
                    WHERE link.parent = 'programme' AND link.parent_id = programme.id AND
                      link.target = 'task' AND linked.parent IN ('programme', 'section'))) *
              10000 +
              (SELECT count(*) AS count_2
                FROM task
                WHERE (task.parent = 'programme' AND task.parent_id = programme.id OR task.id IN
                  (SELECT link.target_id
                    FROM link JOIN task AS linked ON linked.id = link.target_id
                    WHERE link.parent = 'programme' AND link.parent_id = programme.id AND
                      link.target = 'task' AND linked.parent IN ('programme', 'section'))) AND
                  task.state = 'done')""",
        "next_due": """
            (SELECT task.due_on
                FROM task
                WHERE (task.parent = 'programme' AND task.parent_id = programme.id OR task.id IN
                  (SELECT link.target_id
                    FROM link JOIN task AS linked ON linked.id = link.target_id
                    WHERE link.parent = 'programme' AND link.parent_id = programme.id AND
                      link.target = 'task' AND linked.parent IN ('programme', 'section'))) AND
                  task.state IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.id
                LIMIT 1 OFFSET 0)""",
    },
    text_keys=(
        "name",
        "item",
        "aim",
        "target",
        "benefit",
        "amount_per",
        "precision",
        "state",
        "pledge",
        "pledge_state",
        "dept",
        "owner",
        "note",
        "quotas",
        "places",
    ),
    months={
        "starts_on": "substr(programme.starts_on, 1, 7)",
        "ends_on": "substr(programme.ends_on, 1, 7)",
        "next_due": """
            substr((SELECT task.due_on
                FROM task
                WHERE (task.parent = 'programme' AND task.parent_id = programme.id OR task.id IN
                  (SELECT link.target_id
                    FROM link JOIN task AS linked ON linked.id = link.target_id
                    WHERE link.parent = 'programme' AND link.parent_id = programme.id AND
                      link.target = 'task' AND linked.parent IN ('programme', 'section'))) AND
                  task.state IN ('todo', 'doing')
                ORDER BY task.due_on NULLS LAST, task.id
                LIMIT 1 OFFSET 0), 1, 7)""",
    },
    conditions={
        "until": "programme.starts_on IS NULL OR programme.starts_on <= :last",
        "from": "programme.ends_on IS NULL OR programme.ends_on >= :first",
    },
    fields={
        "id": "programme.id",
        "rev": "programme.rev",
        "name": "programme.name",
        "section_id": "programme.section_id",
        "item_no": "programme.item_no",
        "item": "programme.item",
        "aim": "programme.aim",
        "target": "programme.target",
        "benefit": "programme.benefit",
        "amount_from": "programme.amount_from",
        "amount_to": "programme.amount_to",
        "amount_per": "programme.amount_per",
        "rate": "programme.rate",
        "starts_on": "programme.starts_on",
        "precision": "programme.precision",
        "ends_on": "programme.ends_on",
        "state": "programme.state",
        "pledge": "programme.pledge",
        "pledge_state": "programme.pledge_state",
        "pledge_rate": "programme.pledge_rate",
        "dept": "programme.dept",
        "owner": "programme.owner",
        "note": "programme.note",
        "section": """
            (SELECT referred.title AS name
                FROM section AS referred
                WHERE referred.id = programme.section_id)""",
        "quotas": """
            coalesce((SELECT group_concat(quota_line.line, char(10)) AS anon_1
                FROM
                  (SELECT CAST(quota.amount AS TEXT) || char(9) || quota.unit || char(9) ||
                      coalesce(CAST(quota.year AS TEXT), '') || char(9) || CAST(quota.yearly AS
                      TEXT) AS line
                    FROM quota
                    WHERE quota.programme_id = programme.id
                    ORDER BY quota.pos) AS quota_line), '')""",
        "places": """
            coalesce((SELECT group_concat(place.name, ', ') AS anon_1
                FROM
                  (SELECT programmeplace.name AS name
                    FROM programmeplace
                    WHERE programmeplace.programme_id = programme.id
                    ORDER BY programmeplace.pos) AS place), '')""",
    },
    constants=("today",),
)

PROGRAMME = """
    SELECT programme.id, programme.rev, programme.name, programme.section_id, programme.item_no,
      programme.item, programme.aim, programme.target, programme.benefit, programme.amount_from,
      programme.amount_to, programme.amount_per, programme.rate, programme.starts_on,
      programme.precision, programme.ends_on, programme.state, programme.pledge,
      programme.pledge_state, programme.pledge_rate, programme.dept, programme.owner,
      programme.note
    FROM programme
    WHERE programme.id = :id"""

QUOTAS = """
    SELECT quota.amount, quota.unit, quota.year, quota.yearly
    FROM quota
    WHERE quota.programme_id = :id
    ORDER BY quota.pos"""

PLACES = """
    SELECT programmeplace.name
    FROM programmeplace
    WHERE programmeplace.programme_id = :id
    ORDER BY programmeplace.pos"""

MILESTONES = """
    SELECT task.id, task.rev, task.text, task.state, task.owner, task.due_on, task.timing,
      task.precision, task.recurrence, task.done_on, task.evidence
    FROM task
    WHERE task.parent = 'programme' AND task.parent_id = :id OR task.id IN
      (SELECT link.target_id
        FROM link JOIN task AS linked ON linked.id = link.target_id
        WHERE link.parent = 'programme' AND link.parent_id = :id AND link.target = 'task' AND
          linked.parent IN ('programme', 'section'))
    ORDER BY task.due_on NULLS LAST, task.pos, task.id"""

COUNTS = """
    SELECT count(*) AS programmes, count(*) FILTER (WHERE programme.state = 'planned') AS
      planned, count(*) FILTER (WHERE programme.state = 'running') AS running, count(*) FILTER
      (WHERE programme.state = 'done') AS done, count(*) FILTER (WHERE programme.pledge != '')
      AS pledges
    FROM programme"""

EXPIRED_PROGRAMMES = """
    SELECT programme.id, CAST(programme.name AS TEXT) AS name, programme.ends_on AS closed_on
    FROM programme
    WHERE programme.state IN ('done', 'stopped') AND CAST(substr(programme.ends_on, 1, 4) AS
      INTEGER) < :year
    ORDER BY programme.ends_on
    LIMIT :most OFFSET 0"""

SECTIONS = ListParts(
    columns={
        "id": "section.id",
        "rev": "section.rev",
        "number": "section.number",
        "parent_number": """
            (SELECT parent_section.number
                FROM section AS parent_section
                WHERE parent_section.id = section.part_of_id)""",
        "title": "section.title",
        "summary": "section.summary",
        "programmes": """
            (SELECT count(*) AS count_1
                FROM programme
                WHERE programme.section_id = section.id)""",
        "tasks": """
            (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'section' AND task.parent_id = section.id)""",
        "done": """
            (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'section' AND task.parent_id = section.id AND task.state =
                  'done')""",
    },
    source="section",
    id="section.id",
    keys={
        "number": """
            CASE WHEN (section.part_of_id IS NULL) THEN section.number * 10000 ELSE
              (SELECT parent_section.number
                FROM section AS parent_section
                WHERE parent_section.id = section.part_of_id) * 10000 + section.number END""",
        "title": "section.title",
        "programmes": """
            (SELECT count(*) AS count_1
                FROM programme
                WHERE programme.section_id = section.id)""",
        "tasks": """
            (SELECT count(*) AS count_1
                FROM task
                WHERE task.parent = 'section' AND task.parent_id = section.id)""",
    },
    text_keys=(
        "title",
        "summary",
        "part_of",
    ),
    fields={
        "id": "section.id",
        "rev": "section.rev",
        "number": "section.number",
        "title": "section.title",
        "summary": "section.summary",
        "part_of_id": "section.part_of_id",
        "part_of": """
            (SELECT referred.title AS name
                FROM section AS referred
                WHERE referred.id = section.part_of_id)""",
    },
)

SECTION = """
    SELECT section.id, section.rev, section.title, section.number, section.part_of_id,
      section.summary
    FROM section
    WHERE section.id = :id"""

SECTION_NAMES = """
    SELECT section.id, section.number, section.title, section.part_of_id,
      (SELECT parent_section.number
        FROM section AS parent_section
        WHERE parent_section.id = section.part_of_id) AS parent_number
    FROM section
    ORDER BY CASE WHEN (section.part_of_id IS NULL) THEN section.number * 10000 ELSE
      (SELECT parent_section.number
        FROM section AS parent_section
        WHERE parent_section.id = section.part_of_id) * 10000 + section.number END, section.id"""

CAMPAIGNS = ListParts(
    columns={
        "id": "campaign.id",
        "rev": "campaign.rev",
        "title": "campaign.title",
        "section_title": """
            coalesce((SELECT section_of.title
                FROM section AS section_of
                WHERE section_of.id = campaign.section_id), '')""",
        "begins_on": """
            (SELECT min(campaignaction.starts_on) AS min_1
                FROM campaignaction
                WHERE campaignaction.campaign_id = campaign.id)""",
        "action_count": """
            (SELECT count(*) AS count_1
                FROM campaignaction
                WHERE campaignaction.campaign_id = campaign.id)""",
        "counts": """
            coalesce((SELECT group_concat(amount.text, ', ') AS anon_1
                FROM
                  (SELECT campaigncount.label || ' ' || CAST(campaigncount.amount AS TEXT) ||
                      campaigncount.unit AS text
                    FROM campaigncount
                    WHERE campaigncount.campaign_id = campaign.id
                    ORDER BY campaigncount.pos) AS amount), '')""",
    },
    source="campaign",
    id="campaign.id",
    keys={
        "title": "campaign.title",
        "section": """
            (SELECT section_of.title
                FROM section AS section_of
                WHERE section_of.id = campaign.section_id)""",
        "begins_on": """
            (SELECT min(campaignaction.starts_on) AS min_1
                FROM campaignaction
                WHERE campaignaction.campaign_id = campaign.id)""",
        "action_count": """
            (SELECT count(*) AS count_1
                FROM campaignaction
                WHERE campaignaction.campaign_id = campaign.id)""",
        "counts": """
            coalesce((SELECT group_concat(amount.text, ', ') AS anon_1
                FROM
                  (SELECT campaigncount.label || ' ' || CAST(campaigncount.amount AS TEXT) ||
                      campaigncount.unit AS text
                    FROM campaigncount
                    WHERE campaigncount.campaign_id = campaign.id
                    ORDER BY campaigncount.pos) AS amount), '')""",
    },
    text_keys=(
        "title",
        "dept",
        "note",
        "section",
        "actions",
        "count_rows",
        "counts",
    ),
    months={
        "begins_on": """
            substr((SELECT min(campaignaction.starts_on) AS min_1
                FROM campaignaction
                WHERE campaignaction.campaign_id = campaign.id), 1, 7)""",
    },
    fields={
        "id": "campaign.id",
        "rev": "campaign.rev",
        "title": "campaign.title",
        "section_id": "campaign.section_id",
        "dept": "campaign.dept",
        "note": "campaign.note",
        "section": """
            (SELECT referred.title AS name
                FROM section AS referred
                WHERE referred.id = campaign.section_id)""",
        "actions": """
            coalesce((SELECT group_concat(campaignaction_lines.line, char(10)) AS anon_1
                FROM
                  (SELECT coalesce(CAST(campaignaction.text AS TEXT), '') || char(9) ||
                      coalesce(CAST(campaignaction.starts_on AS TEXT), '') || char(9) ||
                      coalesce(CAST(campaignaction.ends_on AS TEXT), '') || char(9) ||
                      coalesce(CAST(campaignaction.precision AS TEXT), '') || char(9) ||
                      coalesce(CAST(campaignaction.places AS TEXT), '') || char(9) ||
                      coalesce(CAST(campaignaction.details AS TEXT), '') AS line
                    FROM campaignaction
                    WHERE campaignaction.campaign_id = campaign.id
                    ORDER BY campaignaction.pos, campaignaction.id) AS campaignaction_lines),
              '')""",
        "count_rows": """
            coalesce((SELECT group_concat(campaigncount_lines.line, char(10)) AS anon_1
                FROM
                  (SELECT coalesce(CAST(campaigncount.label AS TEXT), '') || char(9) ||
                      coalesce(CAST(campaigncount.amount AS TEXT), '') || char(9) ||
                      coalesce(CAST(campaigncount.unit AS TEXT), '') || char(9) ||
                      coalesce(CAST(campaigncount.action AS TEXT), '') AS line
                    FROM campaigncount
                    WHERE campaigncount.campaign_id = campaign.id
                    ORDER BY campaigncount.pos, campaigncount.id) AS campaigncount_lines), '')""",
    },
)

CAMPAIGN = """
    SELECT campaign.id, campaign.rev, campaign.title, campaign.section_id, campaign.dept,
      campaign.note
    FROM campaign
    WHERE campaign.id = :id"""

ACTIONS = """
    SELECT campaignaction.text, campaignaction.starts_on, campaignaction.ends_on,
      campaignaction.precision, campaignaction.places, campaignaction.details
    FROM campaignaction
    WHERE campaignaction.campaign_id = :id
    ORDER BY campaignaction.pos"""

CAMPAIGN_COUNTS = """
    SELECT campaigncount.label, campaigncount.amount, campaigncount.unit, campaigncount.action
    FROM campaigncount
    WHERE campaigncount.campaign_id = :id
    ORDER BY campaigncount.pos"""

SECTIONS_OF_PROGRAMMES = """
    SELECT programme.id, programme.section_id
    FROM programme
    WHERE programme.section_id IS NOT NULL"""

TIMELINE_TASKS = """
    SELECT task.id, task.parent, task.parent_id, task.text, task.state, task.due_on,
      task.timing, task.precision, task.recurrence
    FROM task
    WHERE task.parent IN ('programme', 'section') AND (task.due_on BETWEEN :first AND :last OR
      task.timing = 'from' AND task.due_on < :first AND task.state IN ('todo', 'doing'))
    ORDER BY task.due_on, task.id"""
