"""The house keeps its rules, and each rule is seen to catch who breaks it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from accounts.permissions import Permission, ensure_all_guarded, public, requires
from config import ROOT
from tests import architecture

Rule = Callable[[Path], list[str]]

BROKEN: dict[str, tuple[Rule, dict[str, str]]] = {
    "the left imports the right": (
        architecture.order_faults,
        {"core/thing.py": "from accounts.models import Member\n"},
    ),
    "a package imports the front door": (
        architecture.order_faults,
        {"reports/views.py": "import app\n"},
    ),
    "the left imports the right inside a function": (
        architecture.order_faults,
        {"courses/actions.py": "def publish():\n    from learning import queries\n"},
    ),
    "two modules import each other": (
        architecture.circle_faults,
        {
            "accounts/__init__.py": "",
            "accounts/models.py": "from accounts import rules\n",
            "accounts/rules.py": "from accounts.models import Unit\n",
        },
    ),
    "three modules import each other round about": (
        architecture.circle_faults,
        {
            "core/__init__.py": "",
            "core/a.py": "from core.b import x\n",
            "core/b.py": "import core.c\n",
            "core/c.py": "from . import a\n",
        },
    ),
    "another package's views": (
        architecture.private_faults,
        {"learning/views.py": "from courses.views import bp\n"},
    ),
    "another package's forms": (
        architecture.private_faults,
        {"learning/queries.py": "from accounts import forms\n"},
    ),
    "an import inside a function": (
        architecture.inner_import_faults,
        {"core/thing.py": "def act():\n    import json\n    return json\n"},
    ),
    "a commit outside the one place": (
        architecture.commit_faults,
        {"contests/actions.py": "from core.db import db\ndef enter():\n    db.session.commit()\n"},
    ),
    "a function of more than forty lines": (
        architecture.length_faults,
        {"core/thing.py": "def act():\n" + "    x = 1\n" * 40},
    ),
    "a module of more than four hundred lines": (
        architecture.length_faults,
        {"core/thing.py": "x = 1\n" * 401},
    ),
    "a rule that knows the database": (
        architecture.purity_faults,
        {"contests/rules.py": "from core.db import db\n"},
    ),
    "a rule that asks what time it is": (
        architecture.purity_faults,
        {"contests/rules/window.py": "from core import clock\ndef is_open():\n    return clock.now()\n"},
    ),
    "an action that knows who is signed in": (
        architecture.purity_faults,
        {"contests/actions.py": "from flask_login import current_user\n"},
    ),
}
SOUND = {
    "core/__init__.py": "",
    "core/db.py": "def save(session):\n    session.commit()\n",
    "core/forms.py": "class Form: ...\n",
    "accounts/__init__.py": "",
    "accounts/models.py": "import core.db\n",
    "accounts/forms.py": "from core.forms import Form\n",
    "accounts/views.py": "from accounts import forms, models\n",
    "accounts/rules.py": "from datetime import datetime\ndef is_late(now: datetime): return now\n",
    "app.py": "import accounts.views\n",
}


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("rule", architecture.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    assert rule(ROOT) == []


@pytest.mark.parametrize("rule", architecture.RULES, ids=lambda rule: rule.__name__)
def test_a_sound_tree_breaks_no_rule(rule: Rule, tmp_path: Path) -> None:
    write(tmp_path, SOUND)

    assert rule(tmp_path) == []


@pytest.mark.parametrize("case", BROKEN)
def test_the_rule_catches(case: str, tmp_path: Path) -> None:
    rule, files = BROKEN[case]
    write(tmp_path, files)

    assert rule(tmp_path)


def test_every_package_of_the_house_is_looked_at() -> None:
    seen = {source.package for source in architecture.product(ROOT)}
    folders = {folder.name for folder in ROOT.iterdir() if (folder / "__init__.py").is_file()}

    assert folders - {"tests", "migrations", "benchmarks"} <= seen


def test_every_exception_is_still_needed() -> None:
    needed = {fault.split(":")[0] for fault in architecture.inner_import_faults(ROOT, allowed={})}

    assert set(architecture.MAY_IMPORT_INSIDE) == needed & set(architecture.MAY_IMPORT_INSIDE)


class TestGuards:
    """An application with an unguarded view does not start."""

    def check(self, view: Callable[[], str]) -> None:
        app = Flask(__name__)
        app.add_url_rule("/thing", "thing", view)
        with app.app_context():
            ensure_all_guarded()

    def test_a_naked_view_is_refused(self) -> None:
        with pytest.raises(RuntimeError, match="thing"):
            self.check(lambda: "naked")

    def test_a_public_view_is_accepted(self) -> None:
        self.check(public(lambda: "for all"))

    def test_a_guarded_view_is_accepted(self) -> None:
        self.check(requires(Permission.LEARN)(lambda: "for some"))

    def test_the_front_door_runs_the_check(self, monkeypatch: pytest.MonkeyPatch, sqlite_app: Flask) -> None:
        import app as front

        def with_a_naked_view(application: Flask, public: object) -> None:
            application.add_url_rule("/naked", "naked", lambda: "naked")

        monkeypatch.setattr(front.health, "init_app", with_a_naked_view)

        with pytest.raises(RuntimeError, match="naked"):
            front.create_app(sqlite_app.config["SETTINGS"])
