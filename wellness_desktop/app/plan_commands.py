"""The plans' prints for the command line."""

from argparse import Namespace
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.plans.sheets.kinds import ALL, SheetKind, choices

if TYPE_CHECKING:
    from wellness_desktop.app.services import Services

PLAN_PRINTS = tuple(kind.value for kind in SheetKind)
OF_ALL = frozenset(choice.kind for choice in choices(ALL))
"""Made from all plans; the others need to be told which."""


def ask_for_plan(options: Namespace) -> None:
    """Raises Problem when the print is of one plan, and none is named."""
    if SheetKind(options.what) not in OF_ALL and not options.plan:
        raise Problem(tr("Say which plan, for example: --plan CP-01."))


def plan_print(services: "Services", options: Namespace) -> bytes:
    """The paper; `--role R03` chooses among the role cards."""
    kind = SheetKind(options.what)
    if kind in OF_ALL:
        return services.plans.sheets.make(kind, ALL).pdf
    only = (options.role.upper(),) if options.role and kind is SheetKind.ROLE_CARDS else ()
    if only and only[0] not in {line.role.id for line in services.plans.merged(options.plan).roles}:
        raise Problem(tr("The plan has no such role."), tr("Leave out --role to print the cards of all roles."))
    return services.plans.sheets.make(kind, options.plan, only=only).pdf
