# SPDX-License-Identifier: Apache-2.0
"""The files that the tidy checks look at: what git tracks or would track."""

import functools
import pathlib
import subprocess

C_SUFFIXES = (".c", ".h")
SOURCE_SUFFIXES = C_SUFFIXES + (".py", ".sh", ".cmake", ".i")
SKIPPED_FOLDERS = {".git", "build", "__pycache__"}
# Copied unchanged from elsewhere, with their own rules.
FOREIGN = ("tests/peers/", "LICENSE")


class Tree:
    def __init__(self, root):
        self.root = pathlib.Path(root)

    @functools.cached_property
    def files(self):
        """Paths relative to the root, with forward slashes, sorted."""
        names = self._from_git() or self._from_disk()
        return sorted(name for name in names if (self.root / name).is_file())

    def _from_git(self):
        if not (self.root / ".git").exists():
            return []
        command = ["git", "-C", str(self.root), "ls-files", "-z",
                   "--cached", "--others", "--exclude-standard"]
        try:
            answer = subprocess.run(command, capture_output=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            return []
        return [name for name in answer.decode().split("\0") if name]

    def _from_disk(self):
        found = []
        for path in self.root.rglob("*"):
            parts = path.relative_to(self.root).parts
            if not SKIPPED_FOLDERS.intersection(parts):
                found.append("/".join(parts))
        return found

    @functools.cache
    def text(self, name):
        return (self.root / name).read_bytes().decode("utf-8", errors="surrogateescape")

    def has(self, name):
        return (self.root / name).is_file()

    def own(self):
        return [name for name in self.files if not name.startswith(FOREIGN)]

    def c_files(self, *folders):
        """C sources and headers, of these folders or of all."""
        return [name for name in self.own() if name.endswith(C_SUFFIXES)
                and (not folders or name.startswith(tuple(f + "/" for f in folders)))]

    def library_sources(self):
        return [name for name in self.c_files("lib") if name.endswith(".c")]

    def public_headers(self):
        return self.c_files("include")

    def is_source(self, name):
        """A program text, by its suffix, its name or its first line."""
        if name.endswith(SOURCE_SUFFIXES) or name.endswith("CMakeLists.txt"):
            return True
        return "." not in name.rsplit("/", 1)[-1] and self.text(name).startswith("#!")

    def sources(self):
        return [name for name in self.own() if self.is_source(name)]

    def is_binary(self, name):
        with open(self.root / name, "rb") as file:
            return b"\0" in file.read(8192)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1
