"""The role that a word or title of a list means: people write Sgt., Patrol Sergeant or peer-support."""

from functools import cache

from wellness_desktop.base.names import name_key
from wellness_desktop.roster.kinds import PersonRole

_ROLE_WORDS: dict[str, PersonRole] = {
    "peer": PersonRole.PEER,
    "peer support": PersonRole.PEER,
    "peer supporter": PersonRole.PEER,
    "chaplain": PersonRole.CHAPLAIN,
    "pastor": PersonRole.CHAPLAIN,
    "clinician": PersonRole.CLINICIAN,
    "counselor": PersonRole.CLINICIAN,
    "therapist": PersonRole.CLINICIAN,
    "psychologist": PersonRole.CLINICIAN,
    "social worker": PersonRole.CLINICIAN,
    "eap": PersonRole.EAP,
    "employee assistance": PersonRole.EAP,
    "treatment": PersonRole.TREATMENT_CENTER,
    "family liaison": PersonRole.FAMILY_LIAISON,
    "liaison": PersonRole.FAMILY_LIAISON,
    "chief": PersonRole.COMMAND,
    "sheriff": PersonRole.COMMAND,
    "undersheriff": PersonRole.COMMAND,
    "captain": PersonRole.COMMAND,
    "lieutenant": PersonRole.COMMAND,
    "lt": PersonRole.COMMAND,
    "sergeant": PersonRole.COMMAND,
    "sgt": PersonRole.COMMAND,
    "command": PersonRole.COMMAND,
    "detective": PersonRole.DETECTIVE,
    "investigator": PersonRole.DETECTIVE,
    "officer": PersonRole.OFFICER,
    "deputy": PersonRole.OFFICER,
    "patrol": PersonRole.OFFICER,
    "trooper": PersonRole.OFFICER,
    "dispatcher": PersonRole.DISPATCHER,
    "dispatch": PersonRole.DISPATCHER,
    "telecommunicator": PersonRole.DISPATCHER,
    "jail": PersonRole.CORRECTIONS,
    "jailer": PersonRole.CORRECTIONS,
    "corrections": PersonRole.CORRECTIONS,
    "detention": PersonRole.CORRECTIONS,
    "clerk": PersonRole.CIVILIAN,
    "records": PersonRole.CIVILIAN,
    "civilian": PersonRole.CIVILIAN,
    "mutual aid": PersonRole.MUTUAL_AID,
    "retiree": PersonRole.RETIREE,
    "retired": PersonRole.RETIREE,
    "family": PersonRole.FAMILY,
    "spouse": PersonRole.FAMILY,
    "partner": PersonRole.COMMUNITY_PARTNER,
    "community": PersonRole.COMMUNITY_PARTNER,
    "vendor": PersonRole.VENDOR,
}


def role_for(text: str) -> PersonRole | None:
    """The role that a word or title means, or None."""
    key = name_key(text.replace(".", " ").replace("-", " "))
    named = _by_label().get(key) or _ROLE_WORDS.get(key)
    if named is not None:
        return named
    words = key.split()
    pairs = [" ".join(words[place : place + 2]) for place in range(len(words) - 1)]
    # The last word says what somebody is: a patrol sergeant is a sergeant.
    return next((_ROLE_WORDS[part] for part in [*pairs[::-1], *words[::-1]] if part in _ROLE_WORDS), None)


@cache
def _by_label() -> dict[str, PersonRole]:
    """Roles by what the program itself calls them. Made once: a list asks for every row."""
    return {
        key: role
        for role in reversed(PersonRole)
        for key in (name_key(role.group), name_key(role.label), role.value.replace("_", " "))
    }
