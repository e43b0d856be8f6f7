"""What a step of shuffles has made, as files: whoever goes on with a job that was killed reads them."""

from collections.abc import Callable
from typing import Any

from onrecord.batch.engine import Engine
from onrecord.batch.storage import Folder
from onrecord.errors import OnrecordError

__all__ = ["Saved"]


class Saved:
    """Keeps frames in a dataset.

    Args:
        engine: Where frames are worked out.
        folder: The dataset.
    """

    def __init__(self, engine: Engine, folder: Folder) -> None:
        self._engine = engine
        self._folder = folder

    def frame(self, name: str, make: Callable[[], Any], *, at: str | None = None) -> Any:
        """A frame that is made once, and read from files ever after.

        Args:
            name: What it is called among what is being worked on.
            make: Makes it.
            at: The folder of its files, where they are a part of the dataset that stays.
        """
        return self._engine.parquet([self._folder.of(file) for file in self.files(name, make, at=at)])

    def files(self, name: str, make: Callable[[], Any], *, at: str | None = None, by: str | None = None) -> list[str]:
        """The files of such a frame, as the folder calls them.

        Args:
            name: As in `frame`.
            make: As in `frame`.
            at: As in `frame`.
            by: A column by whose values rows are parted into files.
        """
        folder, done = at or f"_work/{name}", f"_work/{name}.json"
        if not self._folder.has(done):
            self._folder.remove(folder)
            self._folder.write_json(done, self._written(name, make(), folder, by))
        return [str(file) for file in self._folder.read_json(done)]

    def _written(self, name: str, frame: Any, folder: str, by: str | None) -> list[str]:
        try:
            written = (frame if by else self._engine.parted(frame)).write_parquet(
                self._folder.of(folder), compression="zstd", partition_cols=[by] if by else None
            )
            paths = sorted(str(path) for path in written.to_pydict()["path"])
        except Exception as error:
            told = " ".join(str(error).split())[-300:]
            raise OnrecordError(f"a worker was lost or failed at {name} ({told}); run the command again, and it goes on") from error
        if not paths:  # nothing is written where there is nothing
            self._folder.write_table(f"{folder}/nothing.parquet", frame.schema().to_pyarrow_schema().empty_table())
            return [f"{folder}/nothing.parquet"]
        return [folder + path.rpartition(f"/{folder}")[2] for path in paths]
