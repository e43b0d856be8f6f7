"""Very many articles at once, on Daft: its native engine on one machine, the same on a Ray cluster.

The work is parted into slices of some articles. Whoever works on one reads it from the dataset and writes what came of it there, under a
temporary name that becomes the right one when all is written; a job that was killed goes on with the slices that are not done. `job` says
in which order things are done, `engine` is the one module that speaks to Daft, `storage` the one that reads and writes files.
"""

from onrecord.batch.adding import add_dataset, is_dataset
from onrecord.batch.job import Counts, run

__all__ = ["Counts", "add_dataset", "is_dataset", "run"]
