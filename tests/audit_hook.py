"""House rule 5, held while tests run: no change to an audited table commits without an audit event."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from workforce.core.audit import AuditEvent
from workforce.core.db import Base


class UnauditedChange(AssertionError):
    """A transaction changed audited tables and recorded nothing."""


def install() -> None:
    """Watch every session but those that only arrange a test."""
    event.listen(Session, "after_flush", _note_flush)
    event.listen(Session, "do_orm_execute", _note_statement)
    event.listen(Session, "before_commit", _check)
    event.listen(Session, "after_rollback", _forget)


def _note_flush(session: Session, _context: Any) -> None:
    changed = session.info.setdefault("changed_tables", set())
    for item in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(item, AuditEvent):
            session.info["recorded"] = True
        elif (
            isinstance(item, Base)
            and item.__audited__
            and (item not in session.dirty or session.is_modified(item))
        ):
            changed.add(item.__tablename__)


def _note_statement(state: ORMExecuteState) -> None:
    mapper = state.bind_mapper
    if mapper is None or not (state.is_insert or state.is_update or state.is_delete):
        return
    if mapper.class_ is AuditEvent:
        state.session.info["recorded"] = True
    elif mapper.class_.__audited__:
        state.session.info.setdefault("changed_tables", set()).add(mapper.class_.__tablename__)


def _check(session: Session) -> None:
    if session.info.get("arranges") or session.in_nested_transaction():
        return
    session.flush()
    changed, recorded = session.info.pop("changed_tables", set()), session.info.pop("recorded", False)
    if changed and not recorded:
        raise UnauditedChange(f"changed without an audit event: {', '.join(sorted(changed))}")


def _forget(session: Session) -> None:
    session.info.pop("changed_tables", None)
    session.info.pop("recorded", None)
