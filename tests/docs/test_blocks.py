import pytest

from tests.docs.blocks import steps

PAGE = """# A page

```sh
rm -rf everything   # is shown, and not run
```

```console
$ first --option
printed
  indented
$ second \\
    goes on
$ third "a # b" # ends with 3: nothing is there
nothing
```

```python
print(1)
```

```text
1
```

```python
x = 2
```

Between them.

```text
not what it prints
```
"""


def test_commands_have_what_is_printed_after_them() -> None:
    first, second, third, *_ = steps(PAGE)
    assert (first.language, first.code, first.shown) == ("console", "first --option", "printed\n  indented\n")
    assert (second.code, second.shown) == ("second \\\n    goes on", "")
    assert (third.code, third.shown, third.ends_with) == ('third "a # b"', "nothing\n", 3)
    assert first.ends_with == second.ends_with == 0


def test_programs_have_the_block_of_text_right_behind_them() -> None:
    *_, one, two = steps(PAGE)
    assert (one.language, one.code, one.shown) == ("python", "print(1)\n", "1\n")
    assert (two.code, two.shown) == ("x = 2\n", None)


def test_blocks_in_other_languages_are_not_run() -> None:
    assert len(steps(PAGE)) == 5
    assert not steps("```sh\n$ a\n```\n\n```json\n{}\n```\n\n```\n$ b\n```\n")


def test_places_are_those_in_the_page() -> None:
    for step in steps(PAGE):
        start, end = step.span
        assert PAGE[start:end] == (step.shown or "")
        assert PAGE.splitlines()[step.line - 1].removeprefix("$ ") == step.code.splitlines()[0].split(" # ends")[0] or step.ends_with
    without = steps(PAGE)[-1]
    assert PAGE[: without.span[0]].endswith("x = 2\n```")


def test_a_block_of_commands_begins_with_a_command() -> None:
    with pytest.raises(ValueError, match="line 4: a block of commands begins with `\\$ `, not 'printed'"):
        steps("# A\n\n```console\nprinted\n```\n")


def test_a_comment_that_tells_no_exit_code_stays_part_of_the_command() -> None:
    (step,) = steps("```console\n$ a # why\n```\n")
    assert (step.code, step.ends_with) == ("a # why", 0)
