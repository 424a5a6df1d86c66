"""``python -m dxbook``."""

import sys

from dxbook.cli import main

sys.exit(main())
