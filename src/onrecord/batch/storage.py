"""Where datasets and their inputs are: a folder of this machine, or of an object store, all by way of pyarrow."""

import os
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any
from uuid import uuid4

import msgspec

from onrecord.errors import MissingPackage, OnrecordError

__all__ = ["Folder", "is_remote", "opened", "remote_files"]

_REMOTE = re.compile(r"[a-z][a-z0-9+.-]+://")
_UNFINISHED = ".unfinished-"


def _arrow() -> tuple[Any, Any, Any]:
    try:
        import pyarrow as arrow  # noqa: PLC0415
        from pyarrow import fs, parquet  # noqa: PLC0415
    except ImportError as error:
        raise MissingPackage('pyarrow is not installed; install it with: pip install "onrecord[batch]"') from error
    return arrow, fs, parquet


def is_remote(path: str) -> bool:
    """Whether a path is of an object store, such as ``s3://bucket/crawl``."""
    return bool(_REMOTE.match(path)) and not path.startswith(("http://", "https://"))


def _located(path: str) -> tuple[Any, str]:
    """The file system of a path, and what the path is called there."""
    _, fs, _ = _arrow()
    if not is_remote(path):
        return fs.LocalFileSystem(), os.path.abspath(path)
    try:
        found: tuple[Any, str] = fs.FileSystem.from_uri(path)
        return found
    except Exception as error:  # of many kinds
        raise OnrecordError(f"{path}: cannot be reached ({_reason(error)}); check the address") from error


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def opened(path: str) -> Any:
    """A file of an object store as a stream of bytes in which one can jump about.

    Raises:
        OSError: There is none, or it may not be read.
    """
    system, name = _located(path)
    return system.open_input_file(name)


def remote_files(path: str) -> Iterator[str]:
    """The files that a path of an object store stands for, sorted: a folder for all in it, a pattern for what matches it.

    What is hidden is passed over, as in a folder of this machine.

    Raises:
        OnrecordError: It cannot be looked at.
    """
    _, fs, _ = _arrow()
    system, name = _located(path)
    scheme = path[: path.index("://") + 3]
    query = path[path.index("?") :] if "?" in path and "=" in path else ""
    try:
        if any(mark in name for mark in "*["):
            top = re.split(r"[*\[]", name, maxsplit=1)[0].rpartition("/")[0]
            found = [f.path for f in system.get_file_info(fs.FileSelector(top, recursive=True)) if f.is_file and fnmatchcase(f.path, name)]
        else:
            (told,) = system.get_file_info([name])
            if told.type != fs.FileType.Directory:
                yield path
                return
            top = name
            found = [f.path for f in system.get_file_info(fs.FileSelector(name, recursive=True)) if f.is_file]
    except OSError as error:
        raise OnrecordError(f"{path}: cannot be listed ({_reason(error)}); check the address") from error
    for one in sorted(found):
        if not any(part.startswith(".") for part in one[len(top) :].split("/")):
            yield f"{scheme}{one}{query}"


class Folder:
    """A folder in which files appear only when they are whole.

    Args:
        path: A folder of this machine, or the URI of one in an object store.

    Attributes:
        path: The same, absolute.
    """

    def __init__(self, path: str) -> None:
        self._system, self._root = _located(path)
        self.path = path if is_remote(path) else self._root
        self._local = self._system.type_name == "local"

    def of(self, name: str) -> str:
        """The path or URI of a file in it."""
        base, _, query = self.path.partition("?")
        return f"{base.rstrip('/')}/{name}" + (f"?{query}" if query else "")

    def _at(self, name: str) -> str:
        return f"{self._root.rstrip('/')}/{name}"

    def has(self, name: str) -> bool:
        """Whether there is such a file or folder."""
        _, fs, _ = _arrow()
        (told,) = self._system.get_file_info([self._at(name)])
        return bool(told.type != fs.FileType.NotFound)

    def names(self, folder: str = "") -> list[str]:
        """The names of the files in one of its folders, sorted; none where there is no such folder."""
        _, fs, _ = _arrow()
        found = self._system.get_file_info(fs.FileSelector(self._at(folder).rstrip("/"), allow_not_found=True))
        return sorted(f.base_name for f in found if f.is_file and not f.base_name.startswith("."))

    def is_empty(self) -> bool:
        """Whether there is nothing in it, or no such folder."""
        _, fs, _ = _arrow()
        return not self._system.get_file_info(fs.FileSelector(self._root, allow_not_found=True))

    def write(self, name: str, data: bytes) -> None:
        """Write a file, all of it or nothing; one that is there is replaced."""
        part = self._part(name)
        with self._system.open_output_stream(part) as stream:
            stream.write(data)
        self._system.move(part, self._at(name))

    def write_json(self, name: str, value: object) -> None:
        """Write a value as JSON."""
        self.write(name, msgspec.json.encode(value))

    def write_table(self, name: str, table: Any) -> None:
        """Write an Arrow table as Parquet."""
        _, _, parquet = _arrow()
        part = self._part(name)
        with self._system.open_output_stream(part) as stream:
            parquet.write_table(table, stream, compression="zstd")
        self._system.move(part, self._at(name))

    def _part(self, name: str) -> str:
        folder, _, file = self._at(name).rpartition("/")
        if self._local:
            self._system.create_dir(folder, recursive=True)
        return f"{folder}/{_UNFINISHED}{uuid4().hex[:12]}-{file}"

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        with self._system.open_input_stream(self._at(name)) as stream:
            return bytes(stream.read())

    def read_json(self, name: str) -> Any:
        """A value from JSON."""
        return msgspec.json.decode(self.read(name))

    def read_table(self, name: str) -> Any:
        """An Arrow table from Parquet."""
        _, _, parquet = _arrow()
        with self._system.open_input_file(self._at(name)) as file:
            return parquet.ParquetFile(file).read()

    def rename(self, folder: str, to: str) -> None:
        """Give a folder another name, in the place of what has that name."""
        self.remove(to)
        self._system.move(self._at(folder), self._at(to))

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, where there is one."""
        _, fs, _ = _arrow()
        (told,) = self._system.get_file_info([self._at(name)])
        if told.type == fs.FileType.Directory:
            self._system.delete_dir(self._at(name))
        elif told.type == fs.FileType.File:
            self._system.delete_file(self._at(name))

    def clear_unfinished(self, *folders: str) -> None:
        """Remove what a killed job has left of files that it was writing."""
        _, fs, _ = _arrow()
        for folder in folders:
            for f in self._system.get_file_info(fs.FileSelector(self._at(folder).rstrip("/"), allow_not_found=True)):
                if f.is_file and f.base_name.startswith(_UNFINISHED):
                    self._system.delete_file(f.path)
