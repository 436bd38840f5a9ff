"""`python -m odoolite`."""
import sys

from .cli import main

sys.exit(main())
