"""Every sentence that could be wrong, with where it comes from: `python -m tests.content.claims`.

A sentence is listed when it carries a figure, the name of a program or office, or a word of law or of research. The
sources behind it are printed under it, so that a person with the internet can open ten of them and compare:

    python -m tests.content.claims                     every such sentence
    python -m tests.content.claims --draw 10           ten by chance, for the spot check; --seed N draws them again
    python -m tests.content.claims --unsourced         those that name no source: advice of our own, or a gap
    python -m tests.content.claims --only g06 windows  files whose names begin so
"""

import argparse
import random
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).parents[2] / "resources"
CORE = RESOURCES / "plan_templates" / "core.toml"
SHELVES = ("library/guides", "library/tools", "library/paths", "plan_templates", "support_lines", "protocols")

COUNTED = "two|three|four|five|six|seven|eight|nine|ten|twelve|half"
UNITS = "minutes?|hours?|days?|weeks?|months?|years?|states?|agencies|officers|people"
KINDS = (
    (
        "figure",
        re.compile(rf"\d|\bpercent\b|\b(?:{COUNTED}) (?:in|of|out of|{UNITS})\b|\babout half\b", re.I),
    ),
    (
        "name",
        re.compile(
            r"\b[A-Z]{3,}\b|\bC\.O\.P\.S\.|\b(?:Congress|Columbia|Oscar Kilo|Blue Alert|Survivors|Safer Together"
            r"|Signs Within|Crisis Text Line|Hotline|Helpline|Foundation|Consortium|Institute|Act|Code|Montana|Maine"
            r"|Georgia|Utah|Louisiana|North Carolina|Virginia|Pennsylvania|Michigan|Washington State"
            r"|Seattle|British|federal)\b"
        ),
    ),
    (
        "law",
        re.compile(
            r"\b(?:laws?|legal|courts?|counsel|attorney|lawyer|statutes?|subpoena|privileged?|confidential\w*|anonym\w*"
            r"|private|privacy|evidence|crimes?|charged|claims?|benefits?|requires?|required|rights|records?|fitness-for-duty)\b",
            re.I,
        ),
    ),
    (
        "research",
        re.compile(r"\b(?:stud(?:y|ies)|surveys?|research\w*|guidelines?|reviews? found|reported|proven)\b", re.I),
    ),
)
OWN_MARKS = re.compile(r"\b(?:CP|F|S|R|INT|EXT|FAM|COMM|CALLER)-?\d+\b|\{[^}]*\}")
"""Names of our own plans, forms, sections, roles and messages, and places to fill: no figures of the field."""
FILLED = re.compile(r"_{2,}(?: \d+ lines)?|\{\{[^}]*\}\}|\[ \]|\|")
"""Lines to write on, places to fill and boxes of a tool."""
CITED = re.compile(r" ?\[([a-z0-9][a-z0-9.,; -]*)\](?!\()")
ENDS = re.compile(r"(?<!\b[A-Z]\.)(?<!\bno\.)(?<!\b[ap]\.m\.)(?<=[.!?])[\"”’)]*\s+(?=[\"“A-Z0-9*(])")
NOT_PROSE = {
    "by", "contact", "leaf", "plan", "default_start",
    "after", "anchor", "audience", "box", "call_order", "checked_on", "citation", "clocks", "code", "covers",
    "cycle", "everyday", "fields", "first_weekday", "forms", "health", "id",
    "intervention", "key", "kind", "languages", "layout", "letters", "messages", "name", "names",
    "needs_review", "partners", "profile", "quiet_from", "quiet_until", "related", "replaces", "review_by",
    "role", "section", "sequence", "source", "source_dates", "sources", "status", "template", "text_word",
    "title", "topic", "topics", "url", "values", "words",
}  # fmt: skip
"""Fields of the TOML files that are names, lists of marks or addresses, and no sentences."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim was read."""

    key: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence that says something which can be looked up. `local` = printed with "check locally"."""

    place: str
    sentence: str
    kinds: tuple[str, ...]
    sources: tuple[Source, ...]
    local: bool = False


def claims() -> Iterator[Claim]:
    """All claims of the guides, tools, paths, plan templates, support lines and protocols, file by file."""
    for shelf in SHELVES:
        for path in sorted((RESOURCES / shelf).iterdir()):
            if path.parent.name == "tools":
                yield from of_tool(path)
            elif path.parent.name == "paths":
                yield from of_path(path)
            elif path.suffix == ".md":
                yield from of_guide(path)
            elif path.suffix == ".toml":
                yield from of_tables(path)


def of_guide(path: Path) -> Iterator[Claim]:
    """The claims of one guide, its steps at the top included. A sentence's sources are those it cites itself."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    facts = tomllib.loads(front)
    known = _known(facts.get("sources", ()))
    texts = [*(("do_now", step) for step in facts["do_now"]), ("summary", facts["summary"]), *_blocks(body)]
    for heading, text in texts:
        for sentence in _sentences(text):
            keys = re.findall(r"[a-z0-9.-]+", " ".join(CITED.findall(sentence)))
            yield from _claim(f"{facts['id']} {heading}", CITED.sub("", sentence), [known[key] for key in keys])


def of_tool(path: Path) -> Iterator[Claim]:
    """The claims of one tool. It names no sources of its own; what it says must stand in the guides it belongs to."""
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    facts = tomllib.loads(front)
    sources = _of_guides(facts["guides"])
    texts = [(name, facts[name]) for name in ("purpose", "afterward")]
    for heading, text in [*texts, *_blocks(body)]:
        for sentence in _sentences(FILLED.sub("", text)):
            yield from _claim(f"{facts['id']} {heading}", sentence, sources)


def of_path(path: Path) -> Iterator[Claim]:
    """The claims of one path: its own source for what it says of itself, the guides of a step for the step."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    own = [Source(content["id"], one["title"], one["url"]) for one in content["source"]]
    for name in ("question", "summary", "origin"):
        for sentence in _sentences(content[name]):
            yield from _claim(f"{content['id']} {name}", sentence, own)
    for step in content["step"]:
        sources = _of_guides(step["guides"])
        for text in (step["time"], *step["do"], step["proof"]):
            for sentence in _sentences(text):
                yield from _claim(f"{content['id']} {step['id']}", sentence, sources)


def _of_guides(guides: list[str]) -> list[Source]:
    """These guides as what to compare with: they cite their own sources sentence by sentence."""
    return [_guides()[guide] for guide in guides]


@cache
def _guides() -> dict[str, Source]:
    found = {}
    for path in (RESOURCES / "library" / "guides").glob("*.md"):
        facts = tomllib.loads(path.read_text(encoding="utf-8").split("+++\n", 2)[1])
        found[facts["id"]] = Source(facts["id"], facts["title"], path.relative_to(RESOURCES.parent).as_posix())
    return found


def of_tables(path: Path) -> Iterator[Claim]:
    """The claims of one TOML file; an entry's sources are those that it, or the entry around it, names."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    own = (content, tomllib.loads(CORE.read_text(encoding="utf-8"))) if path.parent == CORE.parent else (content,)
    known: dict[str, Source] = {}
    for one in own:
        known |= _known(one.get("source", ()))
    yield from _of_table(path.stem, content, known, ())


def _of_table(
    place: str, table: Mapping[str, Any], known: Mapping[str, Source], around: tuple[Source, ...]
) -> Iterator[Claim]:
    sources = _sources_of(table, known) or around or _sources_below(table, known)
    local = table.get("local", False) is True or table.get("status") == "memory" or table.get("numbers") == "memory"
    for name, value in table.items():
        if isinstance(value, str) and name not in NOT_PROSE:
            for sentence in _sentences(value):
                yield from _claim(f"{place} {name}", sentence, sources, local)
        elif isinstance(value, dict) and name not in NOT_PROSE:
            yield from _of_table(f"{place} {name}", value, known, sources)
        elif isinstance(value, list) and name != "source":
            for one in value:
                if isinstance(one, dict):
                    yield from _of_table(_place(place, one), one, known, sources)


def _place(around: str, table: Mapping[str, Any]) -> str:
    name = table.get("id") or table.get("intervention") or table.get("code") or table.get("state")
    return f"{around} {name}" if name else around


def _sources_of(table: Mapping[str, Any], known: Mapping[str, Source]) -> tuple[Source, ...]:
    named = table.get("source")
    if isinstance(named, str):
        return (known.get(named) or Source(table["id"], table["label"], named),)
    addresses = table.get("sources", ())
    return tuple(Source(table["id"], table["name"], url) for url in addresses if isinstance(url, str))


def _sources_below(table: Mapping[str, Any], known: Mapping[str, Source]) -> tuple[Source, ...]:
    """Those of a profile's windows, for what the profile itself says."""
    return tuple({source: None for one in table.get("window", ()) for source in _sources_of(one, known)})


def _known(tables: Any) -> dict[str, Source]:
    return {one["key"]: Source(one["key"], one["title"], one["url"]) for one in tables if isinstance(one, dict)}


def _claim(place: str, sentence: str, sources: Any, local: bool = False) -> Iterator[Claim]:
    bare = OWN_MARKS.sub("", sentence)
    kinds = tuple(kind for kind, words in KINDS if words.search(bare))
    if kinds:
        yield Claim(place, sentence, kinds, tuple(sources), local)


def _blocks(body: str) -> Iterator[tuple[str, str]]:
    """Each paragraph, list item or quotation with the heading above it, its marks taken off."""
    heading = ""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.|>|##) )", body):
        if block.lstrip().startswith("#"):
            heading = block.strip().lstrip("# ")
            continue
        text = re.sub(r"(?m)^\s*(?:>|[-*+] |\d+\. )\s*", "", block)
        yield heading, " ".join(text.replace("**", "").split())


def _sentences(text: str) -> list[str]:
    lines = (line for line in text.split("\n\n"))
    return [one.strip() for line in lines for one in ENDS.split(" ".join(line.split())) if one.strip()]


def written(claim: Claim) -> str:
    """The claim as it is listed: place and kinds, the sentence, its sources."""
    mark = " (check locally)" if claim.local else ""
    sources = [f"    {source.key}: {source.title}\n    {source.url}" for source in claim.sources]
    return "\n".join(
        [
            f"{claim.place} [{', '.join(claim.kinds)}]{mark}",
            f"  {claim.sentence}",
            *(sources or ["    no source named"]),
        ]
    )


def main() -> int:
    """Lists what was asked for, and returns the exit status: 1 when nothing fits."""
    parser = argparse.ArgumentParser(description="Sentences to look up, with their sources.")
    parser.add_argument("--draw", type=int, metavar="N", help="draw N different ones by chance, of those with a source")
    parser.add_argument("--seed", type=int, default=None, help="draw the same ones again")
    parser.add_argument("--unsourced", action="store_true", help="those without a source only")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="places that begin so: G06, core, windows")
    options = parser.parse_args()

    wanted = [claim for claim in claims() if not options.unsourced or not claim.sources]
    if options.only:
        starts = tuple(name.casefold() for name in options.only)
        wanted = [claim for claim in wanted if claim.place.casefold().startswith(starts)]
    if options.draw:
        seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10_000)
        sourced = list({claim.sentence: claim for claim in wanted if claim.sources and claim.sources[0].url}.values())
        wanted = random.Random(seed).sample(sourced, min(options.draw, len(sourced)))  # noqa: S311  # no secret
        sys.stdout.write(f"Drawn with --seed {seed}\n\n")
    sys.stdout.write("\n\n".join(map(written, wanted)) + "\n\n")
    bare = sum(not claim.sources for claim in wanted)
    sys.stdout.write(f"{len(wanted)} sentences, {bare} of them without a source of their own.\n")
    return 0 if wanted else 1


if __name__ == "__main__":
    sys.exit(main())
