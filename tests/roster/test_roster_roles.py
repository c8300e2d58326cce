"""Who may do what: the table of DESIGN 3 (accounts/roles.py, accounts/actor.py)."""

from uuid import UUID

import pytest

from wellness_desktop.accounts.actor import Actor
from wellness_desktop.accounts.roles import ALLOWED, Can, Role
from wellness_desktop.base.errors import NotAllowed

ID = UUID(int=7)


def an_actor(*roles: Role) -> Actor:
    return Actor(account_id=ID, name="Sam Reyes", roles=frozenset(roles))


def test_every_permission_belongs_to_somebody():
    assert set(ALLOWED) == set(Can)
    assert all(ALLOWED.values())


def test_the_administrator_gets_no_support_data():
    admin = an_actor(Role.ADMINISTRATOR)
    allowed = {can for can in Can if admin.may(can)}
    house = {
        Can.SEE_KEEPING,
        Can.KNOW_RECOVERY,
        Can.MANAGE_ACCOUNTS,
        Can.MANAGE_BACKUPS,
        Can.CHANGE_SETTINGS,
        Can.SEE_AUDIT,
    }
    library = {Can.CORRECT_LINES, Can.SEE_DOCUMENTS, Can.KEEP_DOCUMENTS, Can.SEE_PATH, Can.KEEP_PATH}
    own = {Can.ASK_FOR_CALL, Can.KEEP_PACKET}
    assert allowed == house | library | own, "anybody may ask to be called, and keep papers for the own family"


def test_a_supervisor_never_sees_who_accepted():
    supervisor = an_actor(Role.SUPERVISOR)
    assert supervisor.may(Can.SEE_OFFERED)
    assert supervisor.may(Can.REPORT_INCIDENT)
    assert not supervisor.may(Can.SEE_COVERAGE)


def test_roles_add_up_in_a_small_agency():
    one_for_all = an_actor(Role.SUPERVISOR, Role.COORDINATOR, Role.PLANNER)
    assert one_for_all.may(Can.EDIT_ROSTER)
    assert one_for_all.may(Can.APPROVE_PLANS)
    assert not one_for_all.may(Can.MANAGE_ACCOUNTS)


def test_without_a_role_nothing_is_allowed():
    nobody = an_actor()
    assert not any(nobody.may(can) for can in Can)


def test_refusal_says_who_could():
    with pytest.raises(NotAllowed) as refused:
        an_actor(Role.MEMBER).require(Can.EDIT_ROSTER)
    assert "Support coordinator" in refused.value.advice
    an_actor(Role.COORDINATOR).require(Can.EDIT_ROSTER)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_explains_itself(role):
    assert role.label
    assert role.explanation.endswith(".")
