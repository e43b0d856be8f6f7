"""What was asked of a record, as files that other tools read: one module for each format, all named in `formats`.

`exported.export` writes them; `onrecord.record.Record.export` calls it.
"""
