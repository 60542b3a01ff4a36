"""Makes the measurements' modules importable as `saegim bench` does."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
