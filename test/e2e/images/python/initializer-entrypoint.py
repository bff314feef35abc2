#!/usr/bin/python3
"""Fetches models: initializer-entrypoint SOURCE TARGET [SOURCE TARGET ...]"""

import sys

from kserve_storage import Storage

sources, targets = sys.argv[1::2], sys.argv[2::2]
if not sources or len(sources) != len(targets):
    sys.exit(__doc__)
print("fetching", dict(zip(sources, targets)), flush=True)
Storage.download_files(sources, targets)
