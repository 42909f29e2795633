"""The sheets of a letter's workbook, and the names of a workbook that are ours and no answers."""

from __future__ import annotations

REFERENCE_NAME = "_tsmforms.record_id"
"""The name of the column of record ids in a letter's table."""

TABLE_SHEET = "Letters"
"""The sheet of a letter's table: a row for each letter."""

OWN_PREFIX = "_tsmforms."
"""Names of computed words and the identity line: no answers."""
