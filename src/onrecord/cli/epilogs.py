"""What stands at the end of the help of every command: examples, how it ends, and where more is told."""

__all__ = ["DONE", "epilog"]

DONE = "0 it is done; 1 it could not be done, and a line on standard error says why; 2 the command was wrong"
"""How most commands end."""


def epilog(*examples: str, also: str, codes: str = DONE, notes: str = "") -> str:
    """The end of a command's help.

    Args:
        examples: Command lines, shown as they are.
        also: Other commands and documents, in the words of the sentence "See also: …".
        codes: What each exit code means. That Ctrl-C ends any command with 130, and a reader that is gone with 141, is told once, in the
            help of `onrecord` itself.
        notes: A paragraph between the examples and the exit codes.
    """
    shown = "\b\nExamples:\n" + "\n".join(f"  {example}" for example in examples)
    return "\n\n".join(part for part in (shown, notes, f"Exit codes: {codes}.", f"See also: {also}.") if part)
