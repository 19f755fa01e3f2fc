"""Sealing judged by the public program age: it opens what is sealed here, and what it seals is taken in here."""

from __future__ import annotations

import os
import pty
import re
import subprocess
from pathlib import Path

import pytest

from riskassess.exchange.sealing import NotOpened, identity_file, identity_from, new_identity, read_identity, unseal
from riskassess.exchange.submission import SIZE, submission_bytes
from tests.committee.desks import put, some, store, taken
from tests.exchange.calls import keys

WORDS = "correct horse battery staple"


def age(*arguments: str | Path, content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["age", *map(str, arguments)], input=content, capture_output=True, timeout=60, check=False)


def typed(words: list[str], *lines: str) -> tuple[int, bytes]:
    """Run a program on a terminal of its own and answer each of its questions with a line."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(words[0], words)
    said, left = b"", list(lines)
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # it has ended, and its terminal with it
            break
        if not part:
            break
        said += part
        if left and said.rstrip().endswith(b":"):
            os.write(terminal, f"{left.pop(0)}\n".encode())
            said += b"\n"
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), said


@pytest.fixture
def identity(tmp_path: Path) -> Path:
    path = tmp_path / "identity"
    path.write_text(f"{keys()[0]}\n")
    return path


def test_age_opens_a_contribution_that_was_sealed_here(tmp_path: Path, identity: Path) -> None:
    (one,) = some(1)
    (sealed,) = put(tmp_path / "in", [one])
    done = age("-d", "-i", identity, sealed)
    assert (done.returncode, done.stdout) == (0, submission_bytes(one)), done.stderr
    other = tmp_path / "other"
    other.write_text(f"{new_identity()[0]}\n")
    assert age("-d", "-i", other, sealed).returncode != 0


def test_a_contribution_sealed_by_age_is_taken_in_here(tmp_path: Path) -> None:
    made = some(3)
    (tmp_path / "in").mkdir()
    second = new_identity()
    for number, one in enumerate(made):
        recipients = ["-r", keys()[1], *(["-r", second[1]] if number == 1 else [])]
        path = tmp_path / "in" / f"{number}.age"
        done = age(*recipients, "-o", path, content=submission_bytes(one))
        assert done.returncode == 0, done.stderr
    armoured = age("-a", "-r", keys()[1], content=submission_bytes(made[0]))
    (tmp_path / "in" / "armoured").write_bytes(armoured.stdout)
    done_here = taken(tmp_path / "in", tmp_path / "desk")
    assert (done_here.rows, done_here.rejected) == ({"new": 3, "same": 1}, {})
    assert {row.token.hex() for row in store(tmp_path / "desk").standing()} == {one.token for one in made}
    assert unseal((tmp_path / "in" / "1.age").read_bytes(), identity_from(second[0])) == submission_bytes(made[1])


def test_a_content_of_another_size_sealed_by_age_is_refused(tmp_path: Path) -> None:
    (one,) = some(1)
    (tmp_path / "in").mkdir()
    for size in (SIZE - 1, SIZE + 1, SIZE * 2):
        content = submission_bytes(one).rstrip().ljust(size)
        assert age("-r", keys()[1], "-o", tmp_path / "in" / str(size), content=content).returncode == 0
    assert taken(tmp_path / "in", tmp_path / "desk").rejected == {"size": 3}


def test_age_opens_the_identity_under_its_passphrase(tmp_path: Path) -> None:
    secret, _ = new_identity()
    path = tmp_path / "call.identity.age"
    path.write_bytes(identity_file(secret, WORDS))
    code, said = typed(["age", "-d", "-o", str(tmp_path / "opened"), str(path)], WORDS)
    assert code == 0, said
    assert (tmp_path / "opened").read_text() == f"{secret}\n"
    code, _ = typed(["age", "-d", "-o", str(tmp_path / "wrong"), str(path)], "wrong words")
    assert code != 0 and not (tmp_path / "wrong").exists()


def test_an_identity_that_age_made_opens_here(tmp_path: Path) -> None:
    path, locked = tmp_path / "identity", tmp_path / "identity.age"
    made = subprocess.run(["age-keygen", "-o", str(path)], capture_output=True, text=True, timeout=60, check=True)
    recipient = re.search(r"age1[a-z0-9]+", made.stderr + path.read_text())
    assert recipient
    sealed = age("-r", recipient[0], content=b"content").stdout
    assert unseal(sealed, read_identity(path, "")) == b"content"
    code, said = typed(["age", "-p", "-o", str(locked), str(path)], WORDS, WORDS)
    assert code == 0, said
    assert unseal(sealed, read_identity(locked, WORDS)) == b"content"
    with pytest.raises(NotOpened):
        unseal(sealed, identity_from(new_identity()[0]))
