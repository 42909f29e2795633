"""The names of a workbook that are ours and no answers."""

from __future__ import annotations

REFERENCE_NAME = "_tsmforms.record_id"
"""The name of the column of record ids in a letter's table."""

OWN_PREFIX = "_tsmforms."
"""Names of computed words and the identity line: no answers."""
