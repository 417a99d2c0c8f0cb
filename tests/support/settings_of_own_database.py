"""The test settings, for another process that works on a test's own database."""

import os

from throughline.config.settings.test import *  # noqa: F403
from throughline.config.settings.test import DATABASES

for _database in DATABASES.values():
    _database["NAME"] = os.environ["TEST_DATABASE"]
