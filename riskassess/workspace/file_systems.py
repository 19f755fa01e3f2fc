"""On what kind of disk a folder stands, as far as the system tells: whether other computers reach it too.

SQLite's locks and its write-ahead log need one computer; on a network disk two of them could write at once.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from pathlib import Path

_OF_NETWORK = re.compile(
    r"nfs\d*|cifs|smb\d*|smbfs|afpfs|afs|ncpfs|9p|virtiofs|ceph|glusterfs|lustre|gpfs|davfs\d*|webdav|"
    r"fuse\.(sshfs|rclone|davfs|glusterfs|s3fs|gvfsd-fuse)|vboxsf|vmhgfs"
)
_DRIVE_REMOTE = 4


def is_on_network(folder: Path) -> bool:
    """Tell whether a folder is known to stand on a disk of another computer."""
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(folder.absolute())[0]
        return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
    return kind_of(folder, _mounts()) is not None


def kind_of(folder: Path, mounts: dict[Path, str]) -> str | None:
    """Return the kind of network disk that a folder stands on, None for a disk of this computer."""
    found = next((mounts[place] for place in (folder, *folder.parents) if place in mounts), "")
    return found if _OF_NETWORK.fullmatch(found) else None


def _mounts() -> dict[Path, str]:
    """Return what is mounted where; empty where the system does not tell."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        if sys.platform == "linux":
            return from_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape"))
        told = subprocess.run(["/sbin/mount"], capture_output=True, check=True, timeout=5).stdout
        return from_mount(told.decode(errors="surrogateescape"))
    return {}


def from_mountinfo(text: str) -> dict[Path, str]:
    """Read Linux's table: the fifth column is the place, what follows the lone hyphen the kind."""
    found: dict[Path, str] = {}
    for line in text.splitlines():
        before, hyphen, after = line.partition(" - ")
        if hyphen and len(columns := before.split(" ")) > 4:
            place = re.sub(r"\\(\d{3})", lambda sign: chr(int(sign[1], 8)), columns[4])
            found[Path(place)] = after.split(" ")[0]
    return found


def from_mount(text: str) -> dict[Path, str]:
    """Read what ``mount`` of macOS says: something on a place, and the kind first in brackets."""
    lines = (re.fullmatch(r".*? on (?P<place>/.*) \((?P<kind>[^,)]+).*\)", line) for line in text.splitlines())
    return {Path(line["place"]): line["kind"] for line in lines if line}
