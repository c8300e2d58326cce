"""What was counted for a report, as the text that is sealed: for auditing, and for the longer reports to come."""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wellness_desktop.debriefs.reports.differencing import Breakdown, Counts, Tally
from wellness_desktop.debriefs.reports.spans import Span
from wellness_desktop.debriefs.reports.suppression import Cell, Form, Policy, Printed, Rule, Shown

STEP = 1024
"""Texts are filled up to a multiple of it, so that their length tells nothing of what was counted."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How a report came about. `tally` is what was counted in all of its time."""

    counts: Counts
    tally: Tally
    digest: str
    policy: Policy = field(default_factory=Policy)
    """The agency's threshold at that time; proofs of the first version, which had none, were made with this one."""


def proof_text(proof: Proof) -> str:
    """The proof as text."""
    counts, tally = proof.counts, proof.tally
    found = {
        "span": [counts.span.first.isoformat(), counts.span.last.isoformat()],
        "breakdown": counts.breakdown.value,
        "population": counts.population,
        "form": counts.printed.form.value,
        "cells": [_shown_out(one) for one in counts.printed.cells],
        "total": _shown_out(counts.printed.total),
        "referred": _shown_out(counts.referred),
        "counted": [[one.code, one.count, one.people, one.population] for one in (*tally.cells, tally.referred)],
        "people": tally.people,
        "helpers": tally.helpers,
        "digest": proof.digest,
        "least": [proof.policy.k, proof.policy.m],
    }
    text = json.dumps(found, sort_keys=True)
    return text.ljust(-(-len(text) // STEP) * STEP)


def proof_in(text: str) -> Proof:
    """The proof in a text."""
    found = json.loads(text)
    printed = Printed(Form(found["form"]), tuple(_shown_in(one) for one in found["cells"]), _shown_in(found["total"]))
    counts = Counts(
        Span(*(date.fromisoformat(one) for one in found["span"])),
        Breakdown(found["breakdown"]),
        found["population"],
        printed,
        _shown_in(found["referred"]),
    )
    *cells, referred = (Cell(*one) for one in found["counted"])
    tally = Tally(tuple(cells), found["people"], found["helpers"], referred)
    return Proof(counts, tally, found["digest"], Policy(*found["least"]) if "least" in found else Policy())


def _shown_out(one: Shown) -> list[Any]:
    return [one.code, one.count, one.reason.value if one.reason else None]


def _shown_in(found: list[Any]) -> Shown:
    code, count, reason = found
    return Shown(code, count, Rule(reason) if reason else None)
