"""A Dovecot for the tests: IMAP and POP3, plain and over TLS, gone with them."""
from __future__ import annotations

import contextlib
import getpass
import grp
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .postgres_server import free_port

PASSWORD = "right"
PROTOCOLS = ("imap", "imaps", "pop3", "pop3s")
SETTINGS = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap pop3
listen = 127.0.0.1
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{folder}/certificate.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:~/Maildir
first_valid_uid = 1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
mail_fsync = never
auth_failure_delay = 0
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/homes/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service pop3-login {{
  chroot =
  inet_listener pop3 {{
    port = {pop3}
  }}
  inet_listener pop3s {{
    port = {pop3s}
    ssl = yes
  }}
}}
"""


def find_program() -> str | None:
    """Return the path of the server."""
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@dataclass(frozen=True)
class Dovecot:
    """A running server: every user name has a mailbox, opened by `PASSWORD`."""

    folder: Path
    ports: dict[str, int]

    def _inbox(self, user: str) -> Path:
        return self.folder / "homes" / user / "Maildir"

    def deliver(self, user: str, mails: Iterable[bytes]) -> None:
        """Put mails into a mailbox, as an MTA does."""
        inbox = self._inbox(user)
        for name in ("tmp", "new", "cur"):
            (inbox / name).mkdir(parents=True, exist_ok=True)
        for number, mail in enumerate(mails):
            name = f"{time.time_ns()}.{number}.tests"
            (inbox / "new" / name).write_bytes(mail.replace(b"\r\n", b"\n"))
        if os.geteuid() == 0:
            for path in (self.folder / "homes", *(self.folder / "homes").rglob("*")):
                shutil.chown(path, "nobody", "nogroup")

    def flags(self, user: str) -> list[str]:
        """Return the flags of each mail of a mailbox, `S` for those that are seen."""
        found = [path.name for name in ("new", "cur")
                 for path in (self._inbox(user) / name).glob("*")]
        return sorted(name.partition(":2,")[2] for name in found)


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine, signed by itself; (certificate, key)."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True,
    )
    return certificate, key


@contextlib.contextmanager
def dovecot_server() -> Iterator[Dovecot]:
    """Start a server on free ports."""
    program = find_program()
    assert program, "Dovecot is not installed: scripts/test installs it"
    folder = Path(tempfile.mkdtemp(prefix="odoolite-dovecot-"))
    folder.chmod(0o755)
    make_certificate(folder)
    ports = {name: free_port() for name in PROTOCOLS}
    is_root = os.geteuid() == 0
    me = getpass.getuser()
    settings = folder / "dovecot.conf"
    settings.write_text(SETTINGS.format(
        folder=folder, password=PASSWORD, **ports,
        internal="dovecot" if is_root else me,
        internal_group="dovecot" if is_root else grp.getgrgid(os.getgid()).gr_name,
        login="dovenull" if is_root else me,
        uid="nobody" if is_root else os.getuid(),
        gid="nogroup" if is_root else os.getgid(),
    ))
    (folder / "homes").mkdir()
    process = subprocess.Popen(
        [program, "-F", "-c", str(settings)],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )
    try:
        _wait_for(process, folder)
        yield Dovecot(folder, ports)
    finally:
        process.terminate()
        process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until it says that it is there."""
    log = folder / "log"
    for _try in range(300):
        if log.exists() and "starting up" in log.read_text():
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    _out, error = process.communicate()
    raise RuntimeError(f"Dovecot did not start: {error.decode()}")
