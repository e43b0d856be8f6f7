"""onnxruntime, kept from telling anybody anything.

From 1.29 on its Linux builds report to their maker which models are loaded, unless a variable is set before they are imported. Nothing
that is read here leaves the machine, nor does how it is read; so whatever runs a network takes onnxruntime from this module.
"""

import os

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

import onnxruntime

onnxruntime.disable_telemetry_events()

__all__ = ["onnxruntime"]
