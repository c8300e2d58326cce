"""What a review says of itself, and what it asks (crisis_plans.md K; the head has the fields of the HSEEP template)."""

from collections.abc import Sequence
from dataclasses import dataclass

from wellness_desktop.base.language import tr
from wellness_desktop.plans.review.kinds import Voice


@dataclass(frozen=True, slots=True)
class Question:
    """One field of the review."""

    id: str
    words: str
    hint: str = ""


def head() -> tuple[Question, ...]:
    """The overview."""
    return (
        Question("lead", tr("Review lead"), tr("A role, and how to reach it.")),
        Question("scope", tr("Scope"), tr("What this review looks at, and what it does not.")),
        Question("missions", tr("Mission areas"), tr("Prevention, protection, mitigation, response or recovery.")),
        Question("capabilities", tr("Capabilities"), tr("For example: operational communications, notification.")),
        Question("threat", tr("Threat or hazard")),
        Question("scenario", tr("What it was about, in two sentences")),
        Question("sponsor", tr("Sponsor"), tr("Who asked for it, or paid for it.")),
        Question("organizations", tr("Organizations that took part")),
    )


def questions() -> tuple[Question, ...]:
    """What the review asks; one at a time, or all."""
    return (
        Question("intended", tr("What did we mean to do?")),
        Question("happened", tr("What happened, by the clock?"), tr("The run's timeline stands below; say the rest.")),
        Question("helped", tr("What helped?")),
        Question("hurt", tr("What hurt?")),
        Question("untold", tr("Who was not told in time?"), tr("Say the role or the group.")),
        Question("call", tr("Which call failed?")),
        Question("page", tr("Which page of the binder was wrong?"), tr("The code stands on its foot.")),
        Question("partner", tr("Which partner did we fail to call?")),
        Question("values", tr("What did our values cost us, and were they heard?")),
        Question("family", tr("What did the family need that we did not have?")),
        Question(
            "unheard",
            tr(
                "What did officers of color, women, night shift and dispatch live through that this room does not know?"
            ),
            tr("Ask them. Do not guess."),
        ),
        Question("chief", tr("What would have happened had the chief been the one hurt?")),
        Question("stop", tr("What do we stop, start and keep?")),
        Question(
            "care",
            tr("Were our people relieved, fed, driven home, and was support offered to all?"),
            tr("Yes, late or no. Never who took it up, and nothing that was said there."),
        ),
        Question("cost", tr("What did it cost?"), tr("Overtime, mutual aid, travel, repairs.")),
    )


def question_words() -> dict[str, str]:
    """Every question and field of the head, by id."""
    return {one.id: one.words for one in (*head(), *questions())}


def voice_questions(voice: Voice) -> tuple[Question, ...]:
    """What the sheet of a group asks: few questions, in its own terms."""
    known = {one.id: one for one in questions()}

    def of(ids: Sequence[str]) -> tuple[Question, ...]:
        return tuple(known[one] for one in ids)

    if voice is Voice.LEADERS:
        return of(("intended", "helped", "hurt", "untold", "call", "values", "chief", "stop"))
    if voice is Voice.LINE:
        return of(("helped", "hurt", "untold", "page", "family", "unheard", "stop"))
    return (
        Question("saw", tr("What did you see and hear that night, and in the days after?")),
        Question("told", tr("When did you hear from us, and from whom did you hear first?")),
        Question("treated", tr("How were people treated?")),
        known["partner"],
        Question("trust", tr("What would make it easier to trust us the next time?")),
        Question("else", tr("What else should stand in this review?")),
    )
