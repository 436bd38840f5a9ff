"""What a wrong command line of `mail` and `module` gets: one clear line."""
from __future__ import annotations

import pytest

from odoolite.cli import main


@pytest.mark.parametrize(("words", "problem"), [
    (["mail", "show"], "name a letter by its number"),
    (["mail", "list", "--url", "http://127.0.0.1:1"], "no server answers"),
    (["module", "list", "--db", "x", "--data-dir", "/no/such/folder"], "is no folder"),
    (["module", "install", "--db", "x", "--data-dir", ".", "no_database"],
     "'x' is no database in ."),
])
def test_wrong_calls(words, problem, capsys):
    assert main(words) == 2
    error = capsys.readouterr().err
    assert problem in error and error.count("\n") == 1


@pytest.mark.parametrize(("words", "problem"), [
    ([], "the following arguments are required: COMMAND"),
    (["no_such_command"], "invalid choice: 'no_such_command'"),
    (["module", "list"], "the following arguments are required: --db, --data-dir"),
    (["load", "x", "--depends", "y", "--nothing"], "unrecognized arguments: --nothing"),
])
def test_wrong_words(words, problem, capsys):
    with pytest.raises(SystemExit) as left:
        main(words)
    error = capsys.readouterr().err
    assert left.value.code == 2 and problem in error and error.count("\n") == 1
