"""What a start from a template does without."""
from __future__ import annotations

import subprocess
import sys


def test_heavy_libraries_are_not_imported():
    heavy = {
        "sqlalchemy", "alembic", "psycopg", "weasyprint", "werkzeug", "cryptography",
        "imaplib", "configparser",
    }
    first = "from odoolite import Server\nwith Server(install=['mail']): pass\n"
    subprocess.run([sys.executable, "-c", first], check=True, capture_output=True)
    again = first + f"import sys\nprint({heavy} & {{n.split('.')[0] for n in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", again], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "set()"
