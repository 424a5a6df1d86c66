"""argparse in Japanese."""

from __future__ import annotations

import argparse

TYPE_CHECKING = False  # importing typing costs a third of ``dxbook --help``
if TYPE_CHECKING:
    from typing import Any, NoReturn

# argparse speaks English; these are the messages a user can meet.
_MESSAGES = (
    (r"the following arguments are required: (.*)", r"次の引数が必要です: \1"),
    (r"unrecognized arguments: (.*)", r"知らない引数です: \1"),
    (r"argument (.*): invalid choice: '(.*?)' \(choose from (.*)\)", r"「\2」は使えません。\3 から選んでください"),
    (r"argument (.*): expected one argument", r"\1 には値が1つ必要です"),
    (r"argument (.*): expected at least one argument", r"\1 には値が必要です"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 と \2 は同時に使えません"),
)


class Parser(argparse.ArgumentParser):
    """argparse with Japanese headings and messages, and columns that count wide characters as two."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, **options)
        self._positionals.title, self._optionals.title = "引数", "オプション"
        self.add_argument("-h", "--help", action="help", help="この説明を表示します")
        self.add_argument("--debug", action="store_true", help=argparse.SUPPRESS)

    def error(self, message: str) -> NoReturn:
        import re

        misspelt = "are required" not in message  # what is missing was not typed at all
        for pattern, japanese in _MESSAGES:
            message = re.sub(pattern, japanese, message)
        message = re.sub(r"'(\S+)'", r"\1", message) + (self._near(message) if misspelt else "")
        self.exit(2, f"dxbook: {message}。\n        「{self.prog} --help」で使い方を表示します。\n")

    def _near(self, message: str) -> str:
        """「check のことではありませんか」 for a misspelt command or option."""
        from difflib import get_close_matches

        choices = [str(choice) for action in self._actions for choice in action.choices or ()]
        known = [*choices, *self._option_string_actions]
        for word in message.replace("「", " ").replace("」", " ").split():
            if word not in known and (close := get_close_matches(word, known, n=1, cutoff=0.7)):
                return f"。{close[0]} のことではありませんか"
        return ""

    def format_help(self) -> str:
        parts = [self.format_usage(), f"{self.description}\n"]
        for group in self._action_groups:
            rows = [row for action in group._group_actions for row in _rows(action)]
            if rows:
                room = max(_width(name) for name, _ in rows) + 2
                lines = [f"  {name}{' ' * (room - _width(name))}{text}" for name, text in rows]
                parts.append("\n".join([f"{group.title}:", *lines, ""]))
        return "\n".join([*parts, f"{self.epilog}\n"] if self.epilog else parts)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


def _rows(action: argparse.Action) -> list[tuple[str, str]]:
    """The lines of the help that speak of one argument: its name and its explanation."""
    if isinstance(action, argparse._SubParsersAction):
        return [(choice.dest, choice.help or "") for choice in action._choices_actions]
    if action.help in (None, argparse.SUPPRESS):
        return []
    metavar = str(action.metavar or "|".join(action.choices or ()))
    names = ", ".join(action.option_strings)
    return [(f"{names} {metavar}".strip(), str(action.help))]


def _width(text: str) -> int:
    return sum(2 if char > "\u2e7f" else 1 for char in text)
