"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

CONTACTS = ListParts(
    columns={
        "id": "contact.id",
        "rev": "contact.rev",
        "kind": "contact.kind",
        "name": "contact.name",
        "organization": "contact.organization",
        "position": "contact.position",
        "level": "contact.level",
        "contact": "contact.contact",
        "dealings": """
            CASE WHEN (contact.kind = 'person') THEN
              (SELECT count(*) AS count_1
                FROM participant
                WHERE participant.organization = contact.organization AND participant.name =
                  contact.name) +
              (SELECT count(*) AS count_2
                FROM contactalias, participant
                WHERE contactalias.contact_id = contact.id AND participant.organization =
                  contactalias.organization AND participant.name = contactalias.name) ELSE
              (SELECT count(*) AS count_3
                FROM participant
                WHERE participant.organization = contact.name) +
              (SELECT count(*) AS count_4
                FROM contactalias, participant
                WHERE contactalias.contact_id = contact.id AND participant.organization =
                  contactalias.name) END""",
    },
    source="contact",
    id="contact.id",
    keys={
        "name": "contact.name",
        "kind": "contact.kind",
        "organization": "contact.organization",
        "position": "contact.position",
        "level": "contact.level",
        "contact": "contact.contact",
        "dealings": """
            CASE WHEN (contact.kind = 'person') THEN
              (SELECT count(*) AS count_1
                FROM participant
                WHERE participant.organization = contact.organization AND participant.name =
                  contact.name) +
              (SELECT count(*) AS count_2
                FROM contactalias, participant
                WHERE contactalias.contact_id = contact.id AND participant.organization =
                  contactalias.organization AND participant.name = contactalias.name) ELSE
              (SELECT count(*) AS count_3
                FROM participant
                WHERE participant.organization = contact.name) +
              (SELECT count(*) AS count_4
                FROM contactalias, participant
                WHERE contactalias.contact_id = contact.id AND participant.organization =
                  contactalias.name) END""",
    },
    text_keys=(
        "name",
        "kind",
        "organization",
        "position",
        "level",
        "contact",
        "note",
        "aliases",
    ),
    months={
        "confirmed_on": "substr(contact.confirmed_on, 1, 7)",
    },
    fields={
        "id": "contact.id",
        "rev": "contact.rev",
        "name": "contact.name",
        "kind": "contact.kind",
        "organization": "contact.organization",
        "position": "contact.position",
        "level": "contact.level",
        "contact": "contact.contact",
        "confirmed_on": "contact.confirmed_on",
        "note": "contact.note",
        "aliases": """
            coalesce((SELECT group_concat(alias.text, ' / ') AS anon_1
                FROM
                  (SELECT contactalias.name || CASE WHEN (contactalias.organization = '') THEN
                      '' ELSE ' | ' || contactalias.organization END AS text
                    FROM contactalias
                    WHERE contactalias.contact_id = contact.id
                    ORDER BY contactalias.pos) AS alias), '')""",
    },
)

CONTACT = """
    SELECT contact.id, contact.rev, contact.name, contact.kind, contact.organization,
      contact.position, contact.level, contact.contact, contact.confirmed_on, contact.note
    FROM contact
    WHERE contact.id = :id"""

ALIASES = """
    SELECT contactalias.name, contactalias.organization
    FROM contactalias
    WHERE contactalias.contact_id = :id
    ORDER BY contactalias.pos, contactalias.id"""

KNOWN = """
    SELECT contact.id, contact.kind, contact.name, contact.organization, contact.position,
      contact.level, contact.contact,
      coalesce((SELECT group_concat(alias_name.name, char(10)) AS anon_1
        FROM
          (SELECT contactalias.name AS name
            FROM contactalias
            WHERE contactalias.contact_id = contact.id
            ORDER BY contactalias.pos) AS alias_name), '') AS aliases
    FROM contact
    ORDER BY contact.name, contact.id"""

IDENTIFIED = """
    SELECT contact.id
    FROM contact
    WHERE contact.kind = :kind AND (contact.name = :name AND contact.organization =
      :organization OR contact.id IN
      (SELECT contactalias.contact_id
        FROM contactalias
        WHERE contactalias.name = :name AND contactalias.organization = :organization))"""

EXPIRED = """
    SELECT contact.id, CAST(contact.name AS TEXT) AS name, contact.confirmed_on AS closed_on
    FROM contact
    WHERE CASE WHEN (contact.kind = 'person') THEN
      (SELECT count(*) AS count_1
        FROM participant
        WHERE participant.organization = contact.organization AND participant.name =
          contact.name) +
      (SELECT count(*) AS count_2
        FROM contactalias, participant
        WHERE contactalias.contact_id = contact.id AND participant.organization =
          contactalias.organization AND participant.name = contactalias.name) ELSE
      (SELECT count(*) AS count_3
        FROM participant
        WHERE participant.organization = contact.name) +
      (SELECT count(*) AS count_4
        FROM contactalias, participant
        WHERE contactalias.contact_id = contact.id AND participant.organization =
          contactalias.name) END = 0 AND NOT (EXISTS
      (SELECT contact_1.id
        FROM contact AS contact_1
        WHERE contact_1.organization = contact.name AND contact.kind = 'organization')) AND
      CAST(substr(contact.confirmed_on, 1, 4) AS INTEGER) < :year
    ORDER BY contact.confirmed_on
    LIMIT :most OFFSET 0"""

UNREGISTERED_PEOPLE = """
    SELECT participant.name AS name, 'person' AS kind, participant.organization AS organization,
      participant.position AS position, participant.level, participant.contact AS contact
    FROM participant
    WHERE participant.name != '' AND NOT ((EXISTS
      (SELECT *
        FROM contact
        WHERE contact.kind = 'person' AND contact.name = participant.name AND
          contact.organization = participant.organization)) OR (EXISTS
      (SELECT *
        FROM contactalias, contact
        WHERE contactalias.contact_id = contact.id AND contact.kind = 'person' AND
          contactalias.name = participant.name AND contactalias.organization =
          participant.organization)))
    ORDER BY participant.id"""

UNREGISTERED_ORGANIZATIONS = """
    SELECT participant.organization AS name, 'organization' AS kind, '' AS organization, '' AS
      position, participant.level, '' AS contact
    FROM participant
    WHERE participant.organization != '' AND NOT ((EXISTS
      (SELECT *
        FROM contact
        WHERE contact.kind = 'organization' AND contact.name = participant.organization AND
          contact.organization = '')) OR (EXISTS
      (SELECT *
        FROM contactalias, contact
        WHERE contactalias.contact_id = contact.id AND contact.kind = 'organization' AND
          contactalias.name = participant.organization AND contactalias.organization = '')))
    ORDER BY participant.id"""

COUNTS = """
    SELECT count(*) AS contacts, coalesce(sum(CASE WHEN (contact.kind = 'organization') THEN 1
      ELSE 0 END), 0) AS organizations,
      (SELECT count(*) AS count_1
        FROM
          (SELECT DISTINCT participant.name AS name, participant.organization AS organization
            FROM participant
            WHERE participant.name != '') AS named_person
        WHERE NOT ((EXISTS
          (SELECT *
            FROM contact
            WHERE contact.kind = 'person' AND contact.name = named_person.name AND
              contact.organization = named_person.organization)) OR (EXISTS
          (SELECT *
            FROM contactalias, contact
            WHERE contactalias.contact_id = contact.id AND contact.kind = 'person' AND
              contactalias.name = named_person.name AND contactalias.organization =
              named_person.organization)))) +
      (SELECT count(*) AS count_2
        FROM
          (SELECT DISTINCT participant.organization AS name, '' AS organization
            FROM participant
            WHERE participant.organization != '') AS named_organization
        WHERE NOT ((EXISTS
          (SELECT *
            FROM contact
            WHERE contact.kind = 'organization' AND contact.name = named_organization.name AND
              contact.organization = named_organization.organization)) OR (EXISTS
          (SELECT *
            FROM contactalias, contact
            WHERE contactalias.contact_id = contact.id AND contact.kind = 'organization' AND
              contactalias.name = named_organization.name AND contactalias.organization =
              named_organization.organization)))) AS unregistered
    FROM contact"""
