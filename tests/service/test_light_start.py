"""What a start from a template does without."""
from __future__ import annotations

import subprocess
import sys


def test_schema_libraries_are_not_imported():
    heavy = {"sqlalchemy", "alembic", "psycopg", "weasyprint"}
    first = "from odoolite import Server\nwith Server(): pass\n"
    subprocess.run([sys.executable, "-c", first], check=True, capture_output=True)
    again = first + f"import sys\nprint({heavy} & {{n.split('.')[0] for n in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", again], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"
