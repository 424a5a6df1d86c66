"""``python -m dxbook``."""

import sys

from dxbook.apps.cli import main

sys.exit(main())
