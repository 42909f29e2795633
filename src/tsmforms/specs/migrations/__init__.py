"""From one edition of a form to the next: the file that says how, its check, and the answers carried along."""

from tsmforms.specs.migrations.carry import Carried, Lost, carry
from tsmforms.specs.migrations.compare import unsaid
from tsmforms.specs.migrations.files import ENDING, migration_of, migration_path, read_migration

__all__ = ["ENDING", "Carried", "Lost", "carry", "migration_of", "migration_path", "read_migration", "unsaid"]
