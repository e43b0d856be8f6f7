import importlib.util
import re
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def module(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec
    assert spec.loader
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def readme() -> ModuleType:
    return module("readme_commands")


@pytest.fixture(scope="module")
def contents() -> ModuleType:
    return module("release_contents")


def test_every_command_of_the_readme_is_run_or_left_out_for_a_reason(readme: ModuleType) -> None:
    found = readme.commands(README)
    run = [command for command, why in found if why is None]
    assert "onrecord read examples/ferry.txt" in run
    assert {command.split()[1] for command in run} >= {
        "read",
        "add",
        "search",
        "show",
        "speakers",
        "claims",
        "claim",
        "trace",
        "compare",
        "export",
        "demo",
    }
    assert all(command.startswith("onrecord ") for command in run), run
    used = {why for _, why in found if why}
    assert used == set(readme.SKIPPED.values()), "a reason that fits nothing is no reason"
    assert len(run) > 3 * sum(why is not None for _, why in found) / 2


def test_examples_are_replaced_by_what_is_there(readme: ModuleType) -> None:
    assert readme.runnable("onrecord add *.txt https://news.example/feed.xml") == "onrecord add *.txt"
    assert "onrecord claims --format json" in readme.runnable("onrecord claim c1qfkzyw8cc")


def test_the_script_is_one_that_bash_understands(readme: ModuleType) -> None:
    script = readme.script(README)
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    assert "-- left out, it asks the network: curl" in script
    compile(readme.python_of(README), "README.md", "exec")


def test_the_check_itself_is_a_script_that_bash_understands() -> None:
    path = ROOT / ".ci" / "release-check"
    subprocess.run(["bash", "-n", path], check=True)
    assert path.stat().st_mode & 0o111


def checkout(folder: Path) -> Path:
    for name, content in {
        "src/onrecord/__init__.py": '"""A package."""\n\n__version__ = "1.2.3"\n',
        "src/onrecord/weights/tagger.onnx": "x",
        "examples/ferry.txt": "x",
        "tests/test_readme.py": "",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)
    return folder


GOOD = {
    "onrecord/__init__.py",
    "onrecord/weights/tagger.onnx",
    "onrecord/examples/ferry.txt",
    "onrecord-1.2.3.dist-info/METADATA",
    "onrecord-1.2.3.dist-info/licenses/LICENSE",
    "onrecord-1.2.3.dist-info/licenses/NOTICE",
}
METADATA = "Name: onrecord\nVersion: 1.2.3\n"
ENTRY_POINTS = "[console_scripts]\nonrecord = onrecord.cli:main\n\n[spacy_factories]\nonrecord = onrecord.spacy:make\n"


def test_a_wheel_with_all_that_belongs_in_it_is_well(contents: ModuleType, tmp_path: Path) -> None:
    assert contents.wheel_problems(checkout(tmp_path), GOOD, METADATA, ENTRY_POINTS) == []


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (GOOD - {"onrecord/weights/tagger.onnx"}, "lacks onrecord/weights/tagger.onnx"),
        (GOOD - {"onrecord/examples/ferry.txt"}, "lacks onrecord/examples/ferry.txt"),
        (GOOD - {"onrecord-1.2.3.dist-info/licenses/NOTICE"}, "lacks licenses/NOTICE"),
        (GOOD | {"onrecord/__pycache__/x.pyc"}, "has onrecord/__pycache__/x.pyc"),
        (GOOD | {"onrecord/notes.txt"}, "has onrecord/notes.txt, which is not in the sources"),
        (GOOD | {"tests/test_readme.py"}, "tests/test_readme.py outside of the package"),
    ],
)
def test_what_is_wrong_with_a_wheel_is_named(contents: ModuleType, tmp_path: Path, names: set[str], problem: str) -> None:
    assert any(problem in told for told in contents.wheel_problems(checkout(tmp_path), names, METADATA, ENTRY_POINTS))


def test_a_wheel_of_another_version_or_without_its_commands_is_not_well(contents: ModuleType, tmp_path: Path) -> None:
    told = contents.wheel_problems(checkout(tmp_path), GOOD, METADATA.replace("1.2.3", "1.2.2"), "")
    assert [line for line in told if "version 1.2.3" in line]
    assert len([line for line in told if "entry point" in line]) == 2


def test_a_source_distribution_has_tests_and_what_tells_of_it(contents: ModuleType, tmp_path: Path) -> None:
    names = {"src/onrecord/__init__.py", "src/onrecord/weights/tagger.onnx", "examples/ferry.txt", "tests/test_readme.py", *contents.NEEDED}
    assert contents.sdist_problems(checkout(tmp_path), names) == []
    assert "lacks CHANGELOG.md" in contents.sdist_problems(tmp_path, names - {"CHANGELOG.md"})[0]
    assert "lacks tests/test_readme.py" in contents.sdist_problems(tmp_path, names - {"tests/test_readme.py"})[0]
    assert "has news.db" in contents.sdist_problems(tmp_path, names | {"news.db"})[0]


def test_the_limits_that_are_told_are_those_that_hold(contents: ModuleType) -> None:
    told = (ROOT / "docs" / "releasing.md").read_text(encoding="utf-8")
    assert f"at most {contents.MOST_WHEEL // 1_000_000} and {contents.MOST_SDIST // 1_000_000} MB" in told
    (most,) = re.findall(r"-le (\d+)", (ROOT / ".ci" / "release-check").read_text(encoding="utf-8"))
    assert f"at most {most} MB in all" in told
