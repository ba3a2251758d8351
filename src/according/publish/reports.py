"""Dossiers, structures and causes as text: Markdown that reads well on a terminal too, plain HTML, and SVG."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from according.publish.dossier import Dossier, Line
from according.publish.structure import Structure, Tie, tree
from according.publish.view import View
from according.publish.why import Edge, Why, chains

INDENT = "  "


def when(line: Line) -> str:
    """The time of a line as EDTF, "undated" where no source gives one."""
    return (line.time or {}).get("edtf") or "undated"


def support(line: Line) -> str:
    """Who says so, and how many independent sources stand behind it."""
    sources = f"; {line.independent} independent sources" if line.independent > 1 else ""
    return "; ".join(line.chains) + sources


def unsure(line: Line) -> str:
    """Why a line may not say what it seems to; "" for most."""
    return f"; uncertain: {line.doubt}" if line.doubt else ""


def dossier_markdown(found: Dossier, view: View) -> str:
    """A dossier as Markdown."""
    return "\n".join(_dossier_lines(found, view)) + "\n"


def _dossier_lines(found: Dossier, view: View) -> Iterator[str]:
    entity = found.entity
    texts = {one["text_id"] for one in entity["mentions"]}
    aliases = [one for one in entity["aliases"] if one != entity["name"]]
    yield f"# {entity['name']}"
    yield ""
    day = f", as of {found.as_of}" if found.as_of else ""
    yield f"{entity['type']}; {len(entity['mentions'])} mentions in {len(texts)} texts{day}"
    if aliases:
        yield f"also written: {', '.join(aliases)}"
    if len(entity.get("ids", ())) > 1:
        yield f"{len(entity['ids'])} things are called so; that they are one is not said"
    if found.namesakes:
        yield f"others of that name: {', '.join(found.namesakes)}"
    if not found.groups:
        yield ""
        yield "The texts name it and claim nothing of it" + (" that can hold on that day." if found.as_of else ".")
    for title, lines in found.groups:
        yield ""
        yield f"## {title.capitalize()}"
        yield ""
        for line in lines:
            yield from _line(line, view)


def _line(line: Line, view: View) -> Iterator[str]:
    doubt = f" [{line.modality}]" if line.modality != "asserted" else ""
    yield f"- “{line.words}”{doubt} ({when(line)}; {line.type.replace('_', ' ')}) – {support(line)}{unsure(line)}"
    for rival in line.against:
        yield f"{INDENT}- against it: {rival}"


def dossier_html(found: Dossier, view: View) -> str:
    """A dossier as one HTML page without anything from elsewhere."""
    entity = found.entity
    parts = [
        '<!doctype html>\n<html lang="en"><meta charset="utf-8">',
        f"<title>{escape(entity['name'])}</title>",
        "<style>body{font:1rem/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
        "small{color:#555;font-family:sans-serif}</style>",
        f"<h1>{escape(entity['name'])}</h1>",
        f"<p>{escape(', '.join([entity['type'], *entity['aliases']]))}</p>",
    ]
    for title, lines in found.groups:
        parts.append(f"<h2>{escape(title.capitalize())}</h2>\n<ul>")
        for line in lines:
            against = "".join(f"<br>against it: {escape(one)}" for one in line.against)
            about = escape(f"{line.modality}; {when(line)}; {support(line)}{unsure(line)}")
            parts.append(f"<li>{escape(line.words)}<br><small>{about}{against}</small></li>")
        parts.append("</ul>")
    return "\n".join([*parts, "</html>"]) + "\n"


def structure_text(found: Structure) -> str:
    """A structure as an indented tree, then the ties that are no belonging."""
    day = f" as of {found.as_of}" if found.as_of else ""
    lines = [f"Structure{day}: {len(found.names)} bodies and persons, {len(found.ties)} ties", ""]
    shown = set()
    for depth, one, tie in tree(found):
        since = f", founded {found.founded[one]}" if one in found.founded else ""
        how = f" – {_tie_words(tie)}" if tie else ""
        lines.append(f"{INDENT * depth}{found.names[one]} ({found.types[one]}{since}){how}")
        if tie:
            shown.add(tie.claim)
    others = [tie for tie in found.ties if tie.claim not in shown]
    if others:
        lines += ["", "Other ties:"]
        lines += [
            f"{INDENT}{found.names[one.left]} {_tie_line(one)} {found.names[one.right]} – {one.chain}" for one in others
        ]
    if found.undated:
        lines += ["", f"Without a day ({len(found.undated)}), there or not: {', '.join(found.undated)}"]
    return "\n".join(lines) + "\n"


def _tie_line(tie: Tie) -> str:
    return f"{tie.kind.replace('_', ' ')} ({_days(tie)})"


def _tie_words(tie: Tie) -> str:
    return f"{tie.title} ({_days(tie)}), according to {tie.chain}"


def _days(tie: Tie) -> str:
    if not tie.dated:
        return "undated"
    return f"{'since ' + tie.since if tie.since else ''}{' until ' + tie.until if tie.until else ''}".strip()


def why_text(found: Why) -> str:
    """Stated causes as chains, each edge with its words and its speaker."""
    if not found.edges:
        return "No text states a cause here.\n"
    lines: list[str] = []
    for chain in chains(found):
        for depth, edge in enumerate(chain):
            lines.append(f"{INDENT * depth}{_edge_words(edge)}")
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _edge_words(edge: Edge) -> str:
    doubt = f" [{edge.modality}]" if edge.modality != "asserted" else ""
    return f"“{edge.cause_words}” {edge.kind} “{edge.effect_words}”{doubt} – “{edge.signal}”, according to {edge.chain}"
