"""The rules of the house hold in the source, and each of them sees a fault that is planted for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture import house
from tests.architecture.house import RULES, Rule, modules

TOP = Path(__file__).parents[2]
MODULES = modules(TOP)


def by_name(rule: Rule) -> str:
    """Return what a rule is called in the name of its test."""
    return rule.__name__


@pytest.mark.parametrize("rule", RULES, ids=by_name)
def test_the_house_keeps_its_rules(rule: Rule) -> None:
    assert rule(MODULES) == [], rule.__doc__


# Where a fault is planted, and what; at a file and in a folder where a kind of module can be both.
FLASK = "from flask import request\n"
READ = "def everybody(session):\n    return session.scalars(select(Person)).all()\n"
SCOPED = "def everybody(session, organisation_id):\n    return session.scalars(select(Person)).all()\n"
PAGE = "bp = Blueprint('leave', __name__)\n"
GET_ONE = "def person_of(session, key):\n    return session.get_one(Person, key)\n"
STREAMED = "def everybody(session):\n    return session.stream_scalars(select(Person))\n"
METHOD = (
    "class People:\n    def everybody(self, session):\n        return session.scalars(select(Person)).all()\n"
)
OWN_SESSION = (
    "class People:\n    def everybody(self):\n        return self._session.scalars(select(Person)).all()\n"
)
DELEGATED = (
    "def everybody(session):\n    return _sorted(session)\n"
    "def _sorted(session):\n    return sorted(_read(session))\n"
    "def _read(session):\n    return session.scalars(select(Person))\n"
)
TYPED = "def everybody(db: Session):\n    return db.scalars(select(Person)).all()\n"
MAYBE = "def everybody(db: 'orm.Session | None'):\n    return db.scalars(select(Person)).all()\n"
# Changes a dictionary and a list, and nothing in the database.
IN_MEMORY = (
    "def everybody(session):\n    names = {}\n    names.update(session.execute(select(Person)))\n"
    "    rows = list(names)\n    rows.insert(0, None)\n    return rows\n"
)
# What writes, by where the statement comes from.
WRITTEN = [
    f"{imported}\ndef end(session, key):\n    session.execute({statement}(Key))\n"
    for imported, statement in (
        ("from sqlalchemy import update", "update"),
        ("from sqlalchemy import update as change", "change"),
        ("from sqlalchemy.dialects.postgresql import insert", "insert"),
        ("import sqlalchemy", "sqlalchemy.update"),
        ("import sqlalchemy as sa", "sa.delete"),
    )
]
GUARDED = "@requires(Permission.MAKE_ROTA)\ndef rotas(): ...\n"
TABLES = "from workforce.people.models import Person\n"
PLANTED = [
    (house.commits_elsewhere, "rostering/rotas/services.py", "session.commit()\n"),
    (house.commits_elsewhere, "rostering/rotas/services/edits.py", "session.rollback()\n"),
    (house.commits_elsewhere, "rostering/rotas/web.py", "session.commit()\n"),
    (
        house.commits_elsewhere,
        "rostering/rotas/services/edits.py",
        "with database.writing() as session: ...\n",
    ),
    (house.clocks_elsewhere, "rostering/rotas/rules.py", "today = date.today()\n"),
    (house.clocks_elsewhere, "rostering/rotas/rules.py", "now = time.time()\n"),
    (house.clocks_elsewhere, "rostering/rotas/views/mine.py", "now = datetime.datetime.now(UTC)\n"),
    (house.clocks_elsewhere, "rostering/solver/clock.py", "now = datetime.now(UTC)\n"),
    *(
        (house.clocks_elsewhere, "rostering/rotas/models.py", source)
        for source in (
            "from datetime import datetime as dt\nnow = dt.now(UTC)\n",
            "import datetime as dt\nnow = dt.datetime.now(dt.UTC)\n",
            "from time import time as seconds\nnow = seconds()\n",
            "made_at = mapped_column(default=datetime.utcnow)\n",
            "made_at = mapped_column(server_default=func.now())\n",
            "from sqlalchemy import func as sql\nmade_at = mapped_column(default=sql.current_timestamp())\n",
        )
    ),
    *(
        (house.requests_below_the_pages, path, source)
        for path in (
            "workforce/recruitment/services.py",
            "workforce/recruitment/services/hiring.py",
            "workforce/recruitment/queries/public.py",
            "workforce/recruitment/models.py",
            "rostering/rules/weekends.py",
        )
        for source in (FLASK, "import flask\n", "def hire():\n    from flask_login import current_user\n")
    ),
    (house.requests_below_the_pages, "workforce/teams/queries.py", "from workforce.core.web import actor\n"),
    (house.requests_below_the_pages, "workforce/teams/queries.py", "from workforce.core import web\n"),
    (house.requests_below_the_pages, "workforce/teams/queries.py", "from ..core import web\n"),
    (house.requests_below_the_pages, "workforce/teams/queries/lists.py", "from ...core.web import actor\n"),
    *(
        (house.requests_below_the_pages, "workforce/people/services.py", source)
        for source in (
            "from workforce.accounts.session import User\n",
            "from workforce.accounts import session\n",
            "from flask import session\n",
        )
    ),
    (house.unscoped_reads, "workforce/people/queries.py", READ),
    *(
        (house.unscoped_reads, path, source)
        for path in ("workforce/people/queries/lists.py", "workforce/people/services.py")
        for source in (GET_ONE, STREAMED, METHOD, OWN_SESSION, DELEGATED, TYPED, MAYBE, IN_MEMORY)
    ),
    (house.unscoped_reads, "workforce/recruitment/queries/public.py", READ),
    (house.unscoped_reads, "workforce/recruitment/services.py", READ),
    (house.unscoped_reads, "workforce/recruitment/services/hiring.py", READ),
    (house.reads_elsewhere, "rostering/rotas/mine.py", READ),
    (house.reads_elsewhere, "rostering/rotas/mine.py", SCOPED),
    (house.reads_elsewhere, "rostering/rotas/mine.py", GET_ONE),
    (
        house.reads_elsewhere,
        "rostering/rotas/mine.py",
        "def name(db: Session):\n    return db.get(Person, 1)\n",
    ),
    (house.reads_elsewhere, "rostering/rotas/views.py", "person = db_session().get(Person, 1)\n"),
    (house.reads_elsewhere, "rostering/rotas/views/mine.py", "person = db_session().get(Person, 1)\n"),
    (house.pages_elsewhere, "workforce/accounts/administration.py", PAGE),
    (house.pages_elsewhere, "workforce/recruitment/pages/jobs.py", "page = render_template('jobs.html')\n"),
    (house.pages_elsewhere, "rostering/rotas/mine.py", "bp.add_url_rule('/mine', view_func=mine)\n"),
    (house.pages_elsewhere, "rostering/rotas/mine.py", "def mine():\n    return redirect('/')\n"),
    (house.pages_elsewhere, "rostering/rotas/mine.py", "@login_required\ndef mine(): ...\n"),
    *(
        (house.pages_elsewhere, "workforce/teams/mine.py", source)
        for source in (
            f"from workforce.core.web import requires\n{GUARDED}",
            f"from ..core.web import requires as needs\n{GUARDED.replace('requires', 'needs')}",
            f"from workforce.core import web\n{GUARDED.replace('requires', 'web.requires')}",
        )
    ),
    (house.tables_of_others, "competences/training/views.py", TABLES),
    (house.tables_of_others, "rostering/rotas/views/mine.py", TABLES),
    (house.tables_of_others, "rostering/rotas/mine.py", "from workforce.people import models\n"),
    (house.names_for_anything, "workforce/core/utils.py", ""),
    (house.names_for_anything, "rostering/common/days.py", ""),
]
ALLOWED = [
    (house.commits_elsewhere, "rostering/rotas/views.py", "session.commit()\n"),
    (house.commits_elsewhere, "rostering/worker/task.py", "session.commit()\n"),
    (house.clocks_elsewhere, "workforce/core/clock.py", "now = datetime.now(UTC)\n"),
    (house.requests_below_the_pages, "workforce/recruitment/views/hires.py", FLASK),
    (house.unscoped_reads, "workforce/recruitment/services/hiring.py", SCOPED),
    (house.unscoped_reads, "workforce/people/queries.py", READ.replace("everybody", "everybody_unscoped")),
    (
        house.unscoped_reads,
        "workforce/recruitment/services/hiring.py",
        "def end(session, key):\n    key = session.get(Key, key)\n    session.delete(key)\n",
    ),
    *((house.unscoped_reads, "workforce/accounts/services.py", source) for source in WRITTEN),
    (
        house.unscoped_reads,
        "workforce/accounts/services.py",
        "def end(session, key):\n    _end(session, session.get_one(Key, key))\n"
        "def _end(session, key):\n    session.delete(key)\n",
    ),
    (house.clocks_elsewhere, "rostering/rotas/models.py", "from datetime import time\nstarts = time(7)\n"),
    (
        house.pages_elsewhere,
        "workforce/core/navigation.py",
        "from workforce.core.web import Guard\nGuard()\n",
    ),
    (house.reads_elsewhere, "workforce/people/queries/everybody.py", SCOPED),
    (house.pages_elsewhere, "workforce/recruitment/views/jobs.py", PAGE),
    (house.tables_of_others, "rostering/planning/queries/members.py", TABLES),
    (house.tables_of_others, "workforce/teams/views.py", TABLES),
]


def plant(top: Path, path: str, source: str) -> list[house.Module]:
    """Return the modules of a tree that has only this one."""
    file = top / path
    file.parent.mkdir(parents=True)
    file.write_text(source, encoding="utf-8")
    return modules(top)


@pytest.mark.parametrize(("rule", "path", "source"), PLANTED)
def test_a_planted_fault_is_seen(tmp_path: Path, rule: Rule, path: str, source: str) -> None:
    lines = rule(plant(tmp_path, path, source))
    assert lines and {line.partition(":")[0] for line in lines} == {path}


@pytest.mark.parametrize(("rule", "path", "source"), ALLOWED)
def test_what_is_right_is_not_reported(tmp_path: Path, rule: Rule, path: str, source: str) -> None:
    assert rule(plant(tmp_path, path, source)) == []


def test_a_class_name_used_twice_is_seen_within_a_package_only(tmp_path: Path) -> None:
    nested = "class Form:\n    class Meta: ...\n    class Row: ...\n"
    plant(tmp_path, "workforce/people/forms.py", nested)
    plant(tmp_path, "workforce/teams/models.py", "class Row: ...\nclass Other:\n    class Meta: ...\n")
    house_ = plant(tmp_path, "rostering/rotas/models.py", "class Other: ...\n")
    assert house.class_names_used_twice(house_) == [
        "workforce Row: workforce/people/forms.py:3, workforce/teams/models.py:1"
    ]


def test_siblings_that_import_each_other_are_seen_at_every_depth(tmp_path: Path) -> None:
    plant(tmp_path, "rostering/rotas/models.py", "from rostering.planning import horizon\n")
    plant(tmp_path, "rostering/planning/horizon.py", "from rostering.rotas.models import Rota\n")
    plant(tmp_path, "rostering/solver/lanes/child.py", "def run():\n    import rostering.solver.engine\n")
    plant(tmp_path, "rostering/solver/x/engine.py", "")
    (tmp_path / "rostering/solver/engine.py").write_text("from rostering.solver.lanes.child import run\n")
    (tmp_path / "rostering/solver/lanes/__init__.py").write_text(
        "from rostering.solver.lanes.child import run\n"
    )
    assert house.siblings_that_import_each_other(modules(tmp_path)) == [
        "rostering.planning and rostering.rotas: rostering/planning/horizon.py:1 rostering.rotas.models, "
        "rostering/rotas/models.py:1 rostering.planning.horizon",
        "rostering.solver.engine and rostering.solver.lanes: "
        "rostering/solver/engine.py:1 rostering.solver.lanes.child, "
        "rostering/solver/lanes/child.py:2 rostering.solver.engine",
    ]


def test_a_circle_of_several_siblings_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "rostering/rotas/a.py", "from rostering.rotas.b import run\n")
    for name, source in {
        "b": "from rostering.rotas.c import run\n",
        "c": "from rostering.rotas.a import run\n",
        "d": "from rostering.rotas.a import run\n",
    }.items():
        (tmp_path / f"rostering/rotas/{name}.py").write_text(source)
    assert house.siblings_that_import_each_other(modules(tmp_path)) == [
        "rostering.rotas.a and rostering.rotas.b and rostering.rotas.c: "
        "rostering/rotas/a.py:1 rostering.rotas.b, rostering/rotas/b.py:1 rostering.rotas.c, "
        "rostering/rotas/c.py:1 rostering.rotas.a"
    ]
