"""The rules of the house that no linter sees."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from assistant import errors
from assistant.settings import Settings

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "assistant"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEST_MODULES = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted(PACKAGE.rglob("templates/*.html"))

# What a module may import lies before it in this list, or beside it.
LAYERS = [
    "errors",
    "settings",
    "survey",
    "figures",
    "period",
    "other_numbers",
    "numerals",
    "request",
    "corpus",
    "statistics",
    "findings",
    "methodology",
    "index",
    "judge",
    "retrieve",
    "answer",
    "verify",
    "settle",
    "align",
    "publishing",
    "pipeline",
    "history",
    "render",
    "evaluate",
    "interfaces",
]
LONGEST_MODULE = 400
LONGEST_FUNCTION = 40
LONGEST_TEMPLATE = 120
MOST_PARAMETERS = 5
MOST_MODULES_IN_A_FOLDER = 9
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "handler", "base"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def layer(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported_modules(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    return names


@pytest.mark.parametrize("path", MODULES + TEST_MODULES, ids=relative)
def test_no_module_is_longer_than_it_may_be(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= LONGEST_MODULE


@pytest.mark.parametrize("path", MODULES + TEST_MODULES, ids=relative)
def test_no_function_is_longer_than_it_may_be(path: Path) -> None:
    too_long = [
        node.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, Function)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert too_long == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_function_takes_more_parameters_than_it_may(path: Path) -> None:
    too_many = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function) and "/cli/" not in str(path):
            named = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            if len([a for a in named if a.arg not in ("self", "cls")]) > MOST_PARAMETERS:
                too_many.append(node.name)

    assert too_many == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_no_template_is_longer_than_it_may_be(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_TEMPLATE


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_only_point_up_the_page(path: Path) -> None:
    if path.parent == PACKAGE and path.stem in ("__init__", "__main__"):
        return
    above = LAYERS[: LAYERS.index(layer(path)) + 1]

    ours = [name.split(".")[1] for name in imported_modules(path) if name.startswith("assistant.")]

    assert [name for name in ours if name not in above] == []


def test_every_part_of_the_package_has_its_place_in_the_order() -> None:
    parts = {layer(path) for path in MODULES} - {"__init__", "__main__"}

    assert parts - set(LAYERS) == set()


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_module_has_a_vague_name(path: Path) -> None:
    assert path.stem.strip("_") not in VAGUE_NAMES


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


def test_no_folder_holds_more_modules_than_it_may() -> None:
    folders: dict[Path, int] = {}
    for path in MODULES:
        folders[path.parent] = folders.get(path.parent, 0) + (path.stem[:2] != "__")
    crowded = {relative(f): n for f, n in folders.items() if n > MOST_MODULES_IN_A_FOLDER}

    assert crowded == {}


def test_inits_hold_a_docstring_and_exports_and_no_code() -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.Expr)
    with_code = [
        relative(path)
        for path in MODULES
        if path.stem == "__init__"
        and not all(isinstance(node, allowed) for node in tree_of(path).body)
    ]

    assert with_code == []


def test_the_error_tree_in_the_docstring_is_the_real_one() -> None:
    drawn = re.findall(r"^( *)([A-Z]\w+)$", errors.__doc__ or "", flags=re.M)
    parents: list[tuple[int, str]] = []
    written: set[tuple[str, str]] = set()
    for indent, name in drawn:
        while parents and parents[-1][0] >= len(indent):
            parents.pop()
        written.add((name, parents[-1][1] if parents else "Exception"))
        parents.append((len(indent), name))
    real = {
        (name, thing.__base__.__name__)
        for name, thing in vars(errors).items()
        if isinstance(thing, type) and issubclass(thing, errors.AssistantError) and thing.__base__
    }

    assert written == real


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_errors_of_our_own_are_all_in_the_tree(path: Path) -> None:
    strays = [
        node.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "Exception" for base in node.bases)
    ]

    assert strays == ([] if layer(path) != "errors" else ["AssistantError"])


def test_every_setting_says_what_it_is_for() -> None:
    silent = [name for name, field in Settings.model_fields.items() if not field.description]

    assert silent == []


@pytest.mark.parametrize("folder", ["corpus", "index"])
def test_data_folders_hold_no_code(folder: str) -> None:
    assert list((ROOT / folder).rglob("*.py")) == []


def test_heavy_libraries_are_imported_only_where_they_are_used() -> None:
    heavy = {"torch", "spacy", "chromadb", "langchain", "langchain_chroma", "langchain_core"}
    heavy |= {"pandas", "sentence_transformers", "transformers", "bm25s", "trafilatura"}
    heavy |= {"alembic", "sqlalchemy"}
    # Alembic alone loads the steps of a migration, as it takes them.
    eager = [
        (relative(path), name)
        for path in MODULES
        if path.parent.parent.name != "migrations"
        for node in tree_of(path).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
        + [alias.name for alias in getattr(node, "names", []) if isinstance(node, ast.Import)]
        if name.split(".")[0] in heavy
    ]

    assert eager == []


def test_every_library_that_is_imported_is_declared_and_every_declared_one_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {project_name(line) for line in project["dependencies"]}
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {project_name(line) for line in pins if "==" in line}
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    # What an extra brings need not be installed where this runs.
    of_extras = {
        "google": ["google-auth"],
        "psycopg": ["psycopg"],
        "pyspark": ["pyspark"],
        "trino": ["trino"],
    }
    provided_by = {**packages_distributions(), **of_extras}

    imported = (
        {name.split(".")[0] for path in MODULES for name in imported_modules(path)}
        - sys.stdlib_module_names
        - {"assistant"}
    )

    declared |= {project_name(line) for line in extras}

    undeclared = {
        name
        for name in imported
        if not declared & {project_name(d) for d in provided_by.get(name, [])}
    }
    assert undeclared == set()
    assert declared - pinned == set()


def project_name(requirement: str) -> str:
    """The normal form of a distribution's name, such as `python-docx` of `Python_Docx>=1.2`."""
    name = re.match(r"[\w.-]+", requirement)
    return re.sub(r"[-_.]+", "-", name[0]).lower() if name else ""
