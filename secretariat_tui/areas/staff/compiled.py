"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

STAFFINGS = """
    SELECT staffing.id, staffing.rev, staffing.as_of,
      coalesce((SELECT sum(staffgrade.authorised) AS sum_1
        FROM staffgrade
        WHERE staffgrade.staffing_id = staffing.id), 0) AS authorised,
      coalesce((SELECT sum(staffgrade.present) AS sum_2
        FROM staffgrade
        WHERE staffgrade.staffing_id = staffing.id), 0) AS present, staffing.source,
      staffing.as_of AS further_as_of, staffing.source AS further_source, staffing.note AS
      further_note,
      coalesce((SELECT group_concat(part.text, ' / ') AS anon_1
        FROM
          (SELECT staffgrade.category || ' | ' || staffgrade.grade || ' | ' ||
              CAST(staffgrade.authorised AS TEXT) || ' | ' || CAST(staffgrade.present AS TEXT)
              AS text
            FROM staffgrade
            WHERE staffgrade.staffing_id = staffing.id
            ORDER BY staffgrade.pos) AS part), '') AS further_grades,
      coalesce((SELECT group_concat(part.text, ' / ') AS anon_2
        FROM
          (SELECT outsideposts.kind || ' | ' || outsideposts.posts || CASE WHEN
              (outsideposts.basis = '') THEN '' ELSE ' | ' || outsideposts.basis END AS text
            FROM outsideposts
            WHERE outsideposts.staffing_id = staffing.id
            ORDER BY outsideposts.pos) AS part), '') AS further_outside
    FROM staffing
    WHERE (:first IS NULL OR staffing.as_of >= :first) AND (:last IS NULL OR staffing.as_of <=
      :last)
    ORDER BY staffing.as_of DESC"""

STAFFINGS_BY_ID = """
    SELECT staffing.id, staffing.rev, staffing.as_of,
      coalesce((SELECT sum(staffgrade.authorised) AS sum_1
        FROM staffgrade
        WHERE staffgrade.staffing_id = staffing.id), 0) AS authorised,
      coalesce((SELECT sum(staffgrade.present) AS sum_2
        FROM staffgrade
        WHERE staffgrade.staffing_id = staffing.id), 0) AS present, staffing.source,
      staffing.as_of AS further_as_of, staffing.source AS further_source, staffing.note AS
      further_note,
      coalesce((SELECT group_concat(part.text, ' / ') AS anon_1
        FROM
          (SELECT staffgrade.category || ' | ' || staffgrade.grade || ' | ' ||
              CAST(staffgrade.authorised AS TEXT) || ' | ' || CAST(staffgrade.present AS TEXT)
              AS text
            FROM staffgrade
            WHERE staffgrade.staffing_id = staffing.id
            ORDER BY staffgrade.pos) AS part), '') AS further_grades,
      coalesce((SELECT group_concat(part.text, ' / ') AS anon_2
        FROM
          (SELECT outsideposts.kind || ' | ' || outsideposts.posts || CASE WHEN
              (outsideposts.basis = '') THEN '' ELSE ' | ' || outsideposts.basis END AS text
            FROM outsideposts
            WHERE outsideposts.staffing_id = staffing.id
            ORDER BY outsideposts.pos) AS part), '') AS further_outside
    FROM staffing
    WHERE staffing.id IN
      (SELECT value
        FROM json_each(:ids))"""

STAFFING = """
    SELECT staffing.id, staffing.rev, staffing.as_of, staffing.source, staffing.note
    FROM staffing
    WHERE staffing.id = :id"""

STAFFING_ON = """
    SELECT staffing.id
    FROM staffing
    WHERE staffing.as_of <= :day
    ORDER BY staffing.as_of DESC
    LIMIT 1 OFFSET 0"""

STAFFING_DAY = """
    SELECT staffing.as_of
    FROM staffing
    WHERE staffing.id = :id"""

SAME_DAY = """
    SELECT staffing.id
    FROM staffing
    WHERE staffing.as_of = :day"""

GRADES = """
    SELECT staffgrade.category, staffgrade.grade, staffgrade.authorised, staffgrade.present
    FROM staffgrade
    WHERE staffgrade.staffing_id = :id
    ORDER BY staffgrade.pos"""

OUTSIDE = """
    SELECT outsideposts.kind, outsideposts.posts, outsideposts.basis
    FROM outsideposts
    WHERE outsideposts.staffing_id = :id
    ORDER BY outsideposts.pos"""

EXPIRED_STAFFING = """
    SELECT staffing.id, CAST(staffing.as_of AS TEXT) AS name, staffing.as_of AS closed_on
    FROM staffing
    WHERE (EXISTS
      (SELECT later.id
        FROM staffing AS later
        WHERE later.as_of > staffing.as_of)) AND CAST(substr(staffing.as_of, 1, 4) AS INTEGER) <
      :year
    ORDER BY staffing.as_of
    LIMIT :most OFFSET 0"""

FUNCTIONS = """
    SELECT officefunction.id, officefunction.rev, officefunction.place, officefunction.title,
      officefunction.details, officefunction.title AS further_title, officefunction.place AS
      further_place, officefunction.details AS further_details, officefunction.note AS
      further_note
    FROM officefunction
    ORDER BY officefunction.place, officefunction.id"""

FUNCTIONS_BY_ID = """
    SELECT officefunction.id, officefunction.rev, officefunction.place, officefunction.title,
      officefunction.details, officefunction.title AS further_title, officefunction.place AS
      further_place, officefunction.details AS further_details, officefunction.note AS
      further_note
    FROM officefunction
    WHERE officefunction.id IN
      (SELECT value
        FROM json_each(:ids))"""

FUNCTION = """
    SELECT officefunction.id, officefunction.rev, officefunction.title, officefunction.place,
      officefunction.details, officefunction.note
    FROM officefunction
    WHERE officefunction.id = :id"""

MANUALS = """
    SELECT manual.id, manual.rev, manual.kind, manual.issue, manual.name, manual.category,
      manual.count, manual.state, manual.due_month, manual.text, manual.kind AS further_kind,
      manual.issue AS further_issue, manual.name AS further_name, manual.category AS
      further_category, manual.count AS further_count, manual.state AS further_state,
      manual.due_month AS further_due_month, manual.good_cases AS further_good_cases,
      manual.survey_rank AS further_survey_rank, manual.text AS further_text, manual.note AS
      further_note
    FROM manual
    ORDER BY manual.kind, coalesce(manual.issue, 0), manual.id"""

MANUALS_BY_ID = """
    SELECT manual.id, manual.rev, manual.kind, manual.issue, manual.name, manual.category,
      manual.count, manual.state, manual.due_month, manual.text, manual.kind AS further_kind,
      manual.issue AS further_issue, manual.name AS further_name, manual.category AS
      further_category, manual.count AS further_count, manual.state AS further_state,
      manual.due_month AS further_due_month, manual.good_cases AS further_good_cases,
      manual.survey_rank AS further_survey_rank, manual.text AS further_text, manual.note AS
      further_note
    FROM manual
    WHERE manual.id IN
      (SELECT value
        FROM json_each(:ids))"""

MANUAL = """
    SELECT manual.id, manual.rev, manual.name, manual.kind, manual.issue, manual.category,
      manual.count, manual.state, manual.due_month, manual.good_cases, manual.survey_rank,
      manual.text, manual.note
    FROM manual
    WHERE manual.id = :id"""

SURVEYS = """
    SELECT survey.id, survey.rev, survey.title, survey.held_on, survey.respondents,
      (SELECT count(*) AS count_1
        FROM surveyitem
        WHERE surveyitem.survey_id = survey.id) AS item_count, survey.title AS further_title,
      survey.held_on AS further_held_on, survey.respondents AS further_respondents,
      survey.multiple AS further_multiple, survey.base AS further_base, survey.total_ticks AS
      further_total_ticks, survey.note AS further_note,
      coalesce((SELECT group_concat(part.text, ' / ') AS anon_1
        FROM
          (SELECT surveyitem.item || ' ' || CAST(surveyitem.count AS TEXT) AS text
            FROM surveyitem
            WHERE surveyitem.survey_id = survey.id
            ORDER BY surveyitem.pos) AS part), '') AS further_items
    FROM survey
    ORDER BY survey.held_on IS NULL, survey.held_on DESC, survey.id DESC"""

SURVEYS_BY_ID = """
    SELECT survey.id, survey.rev, survey.title, survey.held_on, survey.respondents,
      (SELECT count(*) AS count_1
        FROM surveyitem
        WHERE surveyitem.survey_id = survey.id) AS item_count, survey.title AS further_title,
      survey.held_on AS further_held_on, survey.respondents AS further_respondents,
      survey.multiple AS further_multiple, survey.base AS further_base, survey.total_ticks AS
      further_total_ticks, survey.note AS further_note,
      coalesce((SELECT group_concat(part.text, ' / ') AS anon_1
        FROM
          (SELECT surveyitem.item || ' ' || CAST(surveyitem.count AS TEXT) AS text
            FROM surveyitem
            WHERE surveyitem.survey_id = survey.id
            ORDER BY surveyitem.pos) AS part), '') AS further_items
    FROM survey
    WHERE survey.id IN
      (SELECT value
        FROM json_each(:ids))"""

SURVEY = """
    SELECT survey.id, survey.rev, survey.title, survey.respondents, survey.held_on,
      survey.multiple, survey.base, survey.total_ticks, survey.note
    FROM survey
    WHERE survey.id = :id"""

ITEMS = """
    SELECT surveyitem.item, surveyitem.count, surveyitem.percent
    FROM surveyitem
    WHERE surveyitem.survey_id = :id
    ORDER BY surveyitem.pos"""

EXPIRED_SURVEYS = """
    SELECT survey.id, CAST(survey.title AS TEXT) AS name, survey.held_on AS closed_on
    FROM survey
    WHERE CAST(substr(survey.held_on, 1, 4) AS INTEGER) < :year
    ORDER BY survey.held_on
    LIMIT :most OFFSET 0"""
