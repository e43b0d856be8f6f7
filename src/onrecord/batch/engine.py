"""Daft: what is handed out to workers, on one machine or on a Ray cluster. No other module speaks to it but those in `across`."""

import os
import socket
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from onrecord.errors import MissingPackage, OnrecordError
from onrecord.processes import one_thread, processors

__all__ = ["Engine", "engine", "union"]

_LEAST_BATCH = 1
_PATIENCE = 10.0
"""Seconds until something must listen at the address of a cluster."""


class Engine:
    """Where work is done.

    Args:
        workers: Processes that understand articles.
        on_ray: Whether on a Ray cluster.

    Attributes:
        daft: The library.
        workers: How many processes there are.
    """

    def __init__(self, daft: Any, workers: int, *, on_ray: bool) -> None:
        self.daft = daft
        self.workers = workers
        self.on_ray = on_ray
        self._partitions = max(2 * workers, 4)
        if on_ray:  # its 200 are for clusters: each takes as long as some thousand rows
            daft.set_execution_config(shuffle_aggregation_default_partitions=self._partitions)

    def each(self, work: type, arguments: Sequence[str], tasks: Sequence[str]) -> list[str]:
        """Give tasks to workers, one at a time to each, and collect what they answer.

        Args:
            work: Made once in every process, and called with one task after the other.
            arguments: What it is made with.
            tasks: The tasks.

        Raises:
            OnrecordError: A worker was lost, or raised one.
        """
        if not tasks:
            return []
        daft = self.daft
        frame = daft.from_pydict({"task": list(tasks)})
        workers = min(self.workers, len(tasks))
        if self.on_ray:
            frame = frame.into_partitions(len(tasks))
        done = frame.select(_worker(daft, work, arguments, workers)(daft.col("task")).alias("done"))
        with daft.execution_config_ctx(maintain_order=False):  # else a worker that is done waits for its turn
            return [str(x) for x in _collected(done).to_pydict()["done"]]

    def collected(self, frame: Any) -> Any:
        """A frame that has been worked out, wherever its rows are then.

        Raises:
            OnrecordError: A worker was lost.
        """
        return _collected(self.parted(frame))

    def parted(self, frame: Any) -> Any:
        """A frame in as many parts as there is work for: what is put together has the parts of both, and they grow with every step."""
        return frame.into_partitions(self._partitions) if self.on_ray else frame

    def rows(self, function: Callable[..., Any], type: Any) -> Callable[..., Any]:
        """A function of one row as something that Daft applies to columns.

        Args:
            function: Takes a value of each column.
            type: The type of what it gives.
        """
        return self.daft.func(function, return_dtype=type, use_process=False)  # type: ignore[no-any-return]

    def batches(self, function: Callable[..., Any], type: Any, size: int | None = None) -> Callable[..., Any]:
        """A function of many rows as something that Daft applies to columns.

        Args:
            function: Takes a series of each column.
            type: The type of what it gives for each row.
            size: How many rows it is given at most.
        """
        return self.daft.func.batch(return_dtype=type, batch_size=size, use_process=False)(function)  # type: ignore[no-any-return]

    def parquet(self, paths: Sequence[str]) -> Any:
        """A frame of Parquet files."""
        return self.daft.read_parquet(list(paths))


def _worker(daft: Any, work: type, arguments: Sequence[str], workers: int) -> Callable[[Any], Any]:
    """A class as something that Daft runs in processes of its own."""

    class Worker:
        def __init__(self) -> None:
            one_thread()
            self._work = work(*arguments)

        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=_LEAST_BATCH)  # type: ignore[untyped-decorator]
        def do(self, tasks: Any) -> list[str]:
            return [self._work(task) for task in tasks.to_pylist()]

    made = daft.cls(Worker, use_process=True, max_concurrency=workers)
    return made().do  # type: ignore[no-any-return]


def _collected(frame: Any) -> Any:
    try:
        return frame.collect()
    except OnrecordError:
        raise
    except Exception as error:
        raise OnrecordError(f"a worker was lost or failed ({_reason(error)}); run the command again, and it goes on") from error


def _reason(error: BaseException) -> str:
    return " ".join(str(error).split())[-300:] or type(error).__name__


def engine(ray: str | None = None, workers: int | None = None) -> Engine:
    """Daft with the runner that is wanted.

    Args:
        ray: Address of a Ray cluster, such as ``ray://head:10001`` or ``auto``; ``local`` starts one here; None for none.
        workers: How many processes understand articles; by default one for each processor of this machine, or of the cluster.

    Raises:
        MissingPackage: Daft or Ray is not installed.
        OnrecordError: The cluster cannot be reached.
    """
    _let_find()
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DO_NOT_TRACK", "true")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    try:
        daft: Any = import_module("daft")
    except ImportError as error:
        raise MissingPackage('daft is not installed; install it with: pip install "onrecord[batch]"') from error
    if ray is None:
        os.environ.setdefault("DAFT_RUNNER", "native")
        daft.get_or_create_runner()  # of a process there is one
        if daft.get_or_infer_runner_type() != "native":
            raise OnrecordError("this process works on a Ray cluster already; start another one")
        return Engine(daft, workers or processors(), on_ray=False)
    return Engine(daft, _on_ray(daft, ray, workers), on_ray=True)


def _let_find() -> None:
    """Let workers find this package where it is not installed: they do not inherit where this process has it from."""
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if root not in known:
        os.environ["PYTHONPATH"] = os.pathsep.join([root, *filter(None, known)])


def _on_ray(daft: Any, address: str, workers: int | None) -> int:
    os.environ.setdefault("RAY_raylet_start_wait_time_s", "300")
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray: Any = import_module("ray")
    except ImportError as error:
        raise MissingPackage('ray is not installed; install it with: pip install "onrecord[ray]"') from error
    try:
        if not ray.is_initialized():
            if address == "local":
                ray.init(num_cpus=workers or processors(), include_dashboard=False, log_to_driver=False, configure_logging=False)
            else:
                _reached(address)
                ray.init(address=address, log_to_driver=False, configure_logging=False)
        cpus = int(ray.cluster_resources().get("CPU", 1))
    except Exception as error:  # of many kinds
        raise OnrecordError(f"{address}: there is no Ray cluster that answers ({_reason(error)}); check the address") from error
    daft.set_runner_ray(noop_if_initialized=True)
    return workers or cpus


def _reached(address: str) -> None:
    """See whether anything listens at an address; Ray itself would try for minutes.

    Raises:
        OSError: Nothing does.
    """
    host, colon, port = address.removeprefix("ray://").rpartition(":")
    if colon and port.isdecimal():
        socket.create_connection((host.strip("[]"), int(port)), timeout=_PATIENCE).close()


def union(frames: Iterable[Any]) -> Any:
    """All rows of some frames with the same columns."""
    first, *others = frames
    for other in others:
        first = first.union_all(other)
    return first
