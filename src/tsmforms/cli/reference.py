"""The reference page of the commands, made from the command line's own description of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

Described: TypeAlias = Any
"""A command, option or argument, as typer describes it to itself."""

_HEAD = """\
# Commands

Generated from the command line itself; a test keeps it current. `tsmforms COMMAND --help` prints the same.

Every command that prints takes `--out FILE`. None writes over a file that is there unless `--force` is added. Messages
are printed on standard error; what a program reads is printed on standard output.

| exit status | meaning |
|--:|---|
| 0 | done |
| 1 | done, and an error was found in a document, record or spec, or a row was refused |
| 2 | the command line is wrong, or a file is there already; nothing was written |
| 3 | a file was refused or cannot be read |
| 4 | disk, permission, a program that is needed and absent, a folder in use |
"""


def commands_page() -> str:
    """`docs/reference/commands.md`."""
    import typer

    from tsmforms.cli.app import app

    return "\n".join((_HEAD, *_group(typer.main.get_command(app), "tsmforms"))).rstrip() + "\n"


def _group(group: Described, path: str) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        if hasattr(command, "commands"):
            yield from _group(command, f"{path} {name}")
        else:
            yield from _command(command, f"{path} {name}")


def _command(command: Described, path: str) -> Iterator[str]:
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    usage = " ".join((path, *(_usage(one) for one in arguments), *(["[OPTIONS]"] if options else [])))
    yield from (f"## {path}", "", " ".join((command.help or "").split()), "", "```", usage, "```", "")
    if command.params:
        yield from ("| argument or option | meaning |", "|---|---|")
        yield from (f"| `{_name(one)}` | {_meaning(one)} |" for one in (*arguments, *options))
        yield ""


def _usage(argument: Described) -> str:
    name = _name(argument)
    return name if argument.required else f"[{name}]"


def _name(one: Described) -> str:
    if one.param_type_name == "argument":
        name = one.metavar or one.name.upper()
        return name if one.nargs == 1 or name.endswith("...") else f"{name}..."
    name = ", ".join((*one.opts, *one.secondary_opts))
    return name if one.is_flag else f"{name} {one.metavar or _kind(one)}"


def _meaning(one: Described) -> str:
    words = " ".join((one.help or "").split()).replace("|", "\\|").replace("<", "\\<")
    more = " May be given several times." if getattr(one, "multiple", False) else ""
    usual = one.default
    if usual is None or callable(usual) or usual in ((), [], False) or one.required:
        return words + more
    return f"{words}{more} Default: {getattr(usual, 'value', usual)}."


def _kind(option: Described) -> str:
    """What an option takes, where its author gives it no name: `PATH`, `INT`, `TEXT`."""
    name: str = option.type_descriptor.annotation.__name__.upper()
    return {"STR": "TEXT", "INT": "NUMBER"}.get(name, name)
