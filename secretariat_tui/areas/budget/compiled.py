"""Compiled by `python -m tests.statements` from statements.py: do not edit."""

from secretariat_tui.database.search.list_query import ListParts

ACCOUNT = """
    SELECT account.id, account.rev, account.fy, account.code, account.name, account.note
    FROM account
    WHERE account.id = :id"""

ACCOUNT_NAME = """
    SELECT account.name
    FROM account
    WHERE account.id = :id"""

ACCOUNT_WITH_CODE = """
    SELECT account.name
    FROM account
    WHERE account.fy = :fy AND account.code = :code AND account.id != :id"""

LAST_POSITION = """
    SELECT max(account.pos) AS max_1
    FROM account
    WHERE account.fy = :fy"""

FISCAL_YEARS = """
    SELECT DISTINCT account.fy
    FROM account
    ORDER BY account.fy DESC"""

ACCOUNT_ROWS = """
    SELECT account.id, account.fy, account.code, account.name
    FROM account
    WHERE account.id IN
      (SELECT value
        FROM json_each(:ids))"""

DEPENDENT_COUNTS = """
    SELECT
      (SELECT count(*) AS count_1
        FROM appropriation
        WHERE appropriation.account_id = :id) AS appropriation,
      (SELECT count(*) AS count_2
        FROM opening
        WHERE opening.account_id = :id) AS opening,
      (SELECT count(*) AS count_3
        FROM expense
        WHERE expense.account_id = :id) AS expense"""

APPROPRIATION = """
    SELECT appropriation.id, appropriation.rev, appropriation.account_id,
      appropriation.decided_on, appropriation.won, appropriation.kind, appropriation.reason
    FROM appropriation
    WHERE appropriation.id = :id"""

APPROPRIATIONS = """
    SELECT appropriation.id, appropriation.rev, appropriation.account_id,
      appropriation.decided_on, appropriation.won, appropriation.kind, appropriation.reason
    FROM appropriation
    WHERE appropriation.account_id = :id
    ORDER BY appropriation.decided_on, appropriation.id"""

APPROPRIATION_ROWS = """
    SELECT appropriation.id, account.name AS account, appropriation.decided_on,
      appropriation.kind, appropriation.won, appropriation.reason
    FROM appropriation JOIN account ON account.id = appropriation.account_id
    WHERE appropriation.id IN
      (SELECT value
        FROM json_each(:ids))"""

OPENING = """
    SELECT opening.id, opening.rev, opening.account_id, opening.as_of, opening.executed,
      opening.precision, opening.source
    FROM opening
    WHERE opening.account_id = :id"""

EXPENSE = """
    SELECT expense.id, expense.rev, expense.account_id, expense.spent_on, expense.purpose,
      expense.won, expense.spent_at, expense.place, expense.target, expense.headcount,
      expense.method, expense.kind, expense.over_reason, expense.note
    FROM expense
    WHERE expense.id = :id"""

EXPENSE_PURPOSE = """
    SELECT expense.purpose
    FROM expense
    WHERE expense.id = :id"""

ACCOUNT_FIGURES = """
    SELECT account.id AS account_id, account.code, account.name, account.note,
      coalesce((SELECT sum(appropriation.won) AS sum_1
        FROM appropriation
        WHERE appropriation.account_id = account.id AND appropriation.decided_on <= :as_of), 0)
      AS budget, coalesce(opening.executed, 0) +
      coalesce((SELECT sum(expense.won) AS sum_2
        FROM expense
        WHERE expense.account_id = account.id AND expense.spent_on <= :as_of AND
          expense.spent_on > coalesce(opening.as_of, '')), 0) AS executed,
      coalesce((SELECT sum(expense.won) AS sum_3
        FROM expense
        WHERE expense.account_id = account.id AND expense.spent_on <= opening.as_of), 0) AS
      itemized, opening.as_of AS opening_as_of, account.rev, account.fy AS further_fy,
      account.code AS further_code, account.name AS further_name, account.note AS further_note,
      account.pos AS further_pos, opening.account_id AS further_opening_account_id,
      opening.as_of AS further_opening_as_of, opening.executed AS further_opening_executed,
      opening.precision AS further_opening_precision, opening.source AS further_opening_source,
      (SELECT referred.code || ' ' || referred.name AS name
        FROM account AS referred
        WHERE referred.id = opening.account_id) AS further_opening_account
    FROM account LEFT OUTER JOIN opening ON opening.account_id = account.id
    WHERE account.fy = :fy
    ORDER BY account.pos, account.id"""

APPROPRIATIONS_OF_YEAR = """
    SELECT appropriation.account_id, appropriation.decided_on, appropriation.won,
      appropriation.kind, appropriation.reason
    FROM appropriation
    WHERE appropriation.account_id IN
      (SELECT account.id
        FROM account
        WHERE account.fy = :fy)
    ORDER BY appropriation.account_id, appropriation.decided_on, appropriation.id"""

LATER_EXPENSES = """
    SELECT count(*) AS records, coalesce(sum(expense.won), 0) AS won
    FROM expense
    WHERE expense.account_id IN
      (SELECT account.id
        FROM account
        WHERE account.fy = :fy) AND expense.spent_on > :as_of"""

LATER_APPROPRIATIONS = """
    SELECT count(*) AS records, coalesce(sum(appropriation.won), 0) AS won
    FROM appropriation
    WHERE appropriation.account_id IN
      (SELECT account.id
        FROM account
        WHERE account.fy = :fy) AND appropriation.decided_on > :as_of"""

OPENING_BALANCE = """
    SELECT account.fy, opening.as_of, ((opening.executed + opening.precision) - 1) -
      coalesce((SELECT sum(expense.won) AS sum_1
        FROM expense
        WHERE expense.account_id = account.id AND expense.spent_on <= opening.as_of AND
          expense.id != :excluded), 0) AS remaining
    FROM account LEFT OUTER JOIN opening ON opening.account_id = account.id
    WHERE account.id = :id"""

LOWEST_BALANCE = """
    SELECT min(balance_on.balance) AS lowest
    FROM
      (SELECT movement.day AS day, sum(sum(movement.won)) OVER (ORDER BY movement.day) AS
          balance
        FROM
          (SELECT :day AS day, :won AS won
            UNION ALL SELECT appropriation.decided_on AS decided_on, appropriation.won AS won
            FROM appropriation
            WHERE appropriation.account_id = :id AND appropriation.id != :excluded_appropriation
            UNION ALL SELECT opening.as_of AS as_of, -opening.executed AS anon_1
            FROM opening
            WHERE opening.account_id = :id
            UNION ALL SELECT expense.spent_on AS spent_on, -expense.won AS anon_2
            FROM expense
            WHERE expense.account_id = :id AND expense.id != :excluded_expense AND
              expense.spent_on >
              coalesce((SELECT opening.as_of
                FROM opening
                WHERE opening.account_id = :id), '')) AS movement
        GROUP BY movement.day) AS balance_on
    WHERE balance_on.day >= :since"""

DAILY_SPENDING = """
    SELECT spending.day, sum(spending.won) AS won
    FROM
      (SELECT opening.as_of AS day, opening.executed AS won
        FROM account JOIN opening ON opening.account_id = account.id
        WHERE account.fy = :fy AND (:id IS NULL OR account.id = :id)
        UNION ALL SELECT expense.spent_on AS spent_on, expense.won AS won
        FROM account JOIN expense ON expense.account_id = account.id LEFT OUTER JOIN opening ON
          opening.account_id = account.id
        WHERE account.fy = :fy AND (:id IS NULL OR account.id = :id) AND expense.spent_on >
          coalesce(opening.as_of, '')) AS spending
    WHERE spending.day <= :as_of
    GROUP BY spending.day
    ORDER BY spending.day"""

ITEMIZED_TOTAL = """
    SELECT coalesce(sum(expense.won), 0) AS total
    FROM expense
    WHERE expense.account_id = :id AND expense.spent_on <= :until"""

LATEST_OPENING = """
    SELECT max(opening.as_of) AS latest
    FROM opening
    WHERE opening.account_id IN
      (SELECT account.id
        FROM account
        WHERE account.fy = :fy)"""

EXPENSES = ListParts(
    columns={
        "id": "expense.id",
        "rev": "expense.rev",
        "account_id": "expense.account_id",
        "account": "account.name",
        "spent_on": "expense.spent_on",
        "spent_at": "expense.spent_at",
        "purpose": "expense.purpose",
        "place": "expense.place",
        "target": "expense.target",
        "headcount": "expense.headcount",
        "method": "expense.method",
        "kind": "expense.kind",
        "won": "expense.won",
        "over_reason": "expense.over_reason",
        "note": "expense.note",
        "reverses_id": "expense.reverses_id",
        "reversed_by": """
            (SELECT reversal.id
                FROM expense AS reversal
                WHERE reversal.reverses_id = expense.id)""",
        "in_opening": """
            EXISTS
              (SELECT 1
                FROM opening AS including
                WHERE including.account_id = expense.account_id AND including.as_of >=
                  expense.spent_on)""",
    },
    source="expense JOIN account ON account.id = expense.account_id",
    id="expense.id",
    keys={
        "spent_on": "expense.spent_on",
        "spent_at": "expense.spent_at",
        "purpose": "expense.purpose",
        "place": "expense.place",
        "headcount": "expense.headcount",
        "won": "expense.won",
        "method": "expense.method",
        "note": """
            CASE WHEN (EXISTS
              (SELECT 1
                FROM expense AS reversal
                WHERE reversal.reverses_id = expense.id)) THEN char(1114110) || expense.note
              ELSE expense.note END""",
        "account": "account.name",
    },
    text_keys=(
        "purpose",
        "place",
        "target",
        "method",
        "kind",
        "over_reason",
        "note",
        "account",
        "reverses",
    ),
    months={
        "spent_on": "substr(expense.spent_on, 1, 7)",
    },
    sums={
        "won": "expense.won",
        "headcount": "expense.headcount",
        "without_headcount": """
            CASE WHEN (coalesce(expense.headcount, 0) = 0) THEN 1 ELSE 0 END""",
    },
    conditions={
        "in_period": "expense.spent_on BETWEEN :first AND :last",
        "of_account": "expense.account_id = :account",
    },
    fields={
        "id": "expense.id",
        "rev": "expense.rev",
        "account_id": "expense.account_id",
        "spent_on": "expense.spent_on",
        "spent_at": "expense.spent_at",
        "purpose": "expense.purpose",
        "place": "expense.place",
        "target": "expense.target",
        "headcount": "expense.headcount",
        "method": "expense.method",
        "kind": "expense.kind",
        "won": "expense.won",
        "over_reason": "expense.over_reason",
        "note": "expense.note",
        "reverses_id": "expense.reverses_id",
        "account": """
            (SELECT referred.code || ' ' || referred.name AS name
                FROM account AS referred
                WHERE referred.id = expense.account_id)""",
        "reverses": """
            (SELECT referred.purpose AS name
                FROM expense AS referred
                WHERE referred.id = expense.reverses_id)""",
    },
)

REVERSAL = """
    SELECT expense.reverses_id,
      (SELECT reversal.id
        FROM expense AS reversal
        WHERE reversal.reverses_id = expense.id) AS reversed_by
    FROM expense
    WHERE expense.id = :id"""

EXPIRED_EXPENSES = """
    SELECT expense.id, CAST(expense.purpose AS TEXT) AS name, expense.spent_on AS closed_on
    FROM expense
    WHERE CAST(substr(expense.spent_on, 1, 4) AS INTEGER) < :year
    ORDER BY expense.spent_on
    LIMIT :most OFFSET 0"""
