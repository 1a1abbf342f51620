"""click's commands, options and complaints in Chinese: what is wrong, and how it is written."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

import click


class WrongCall(click.UsageError):
    """A call that cannot be meant as it is written; its message is already in Chinese."""


class _Formatter(click.HelpFormatter):
    """Headings with a full-width colon."""

    def write_heading(self, heading: str) -> None:
        """选项："""
        self.write(f"{'':>{self.current_indent}}{heading}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class ChineseCommand(click.Command):
    """A command whose help and complaints are in Chinese."""

    context_class = _Context

    def __init__(self, *args: Any, **values: Any) -> None:
        # What is left over is complained about here, in our own words, not in click's.
        settings = {"allow_extra_args": True, **(values.pop("context_settings", None) or {})}
        super().__init__(*args, context_settings=settings, options_metavar="[选项]", **values)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse words that belong to nothing."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # click's parser does not know in which command it is
            raise
        if rest and not ctx.resilient_parsing and not isinstance(self, click.Group):
            raise WrongCall(f"“{' '.join(map(str, rest))}”是多出来的，不知道做什么用。", ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """--help, explained in Chinese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法：jiaoyan check [选项] FILE"""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options under a Chinese heading, and for a group its commands."""
        records = [
            record
            for parameter in self.get_params(ctx)
            if not isinstance(parameter, click.Argument) and (record := parameter.get_help_record(ctx)) is not None
        ]
        with formatter.section("选项"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


class ChineseGroup(ChineseCommand, click.Group):
    """The whole program: its commands, in the order they were added."""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, subcommand_metavar="命令 …", **values)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of a school's work, not of the alphabet."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line for each command."""
        with formatter.section("命令"):
            formatter.write_dl([(name, command.short_help or "") for name, command in self.commands.items()])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """The command of that name, or the most similar ones in the complaint."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            near = get_close_matches(name, self.commands, n=1)
            hint = f"是不是 {near[0]}？" if near else f"有这些：{'、'.join(self.commands)}。"
            raise WrongCall(f"没有“{name}”这个命令。{hint}", ctx)
        return super().resolve_command(ctx, args)


class OneOf(click.Choice):
    """One word out of a few; another one is refused in Chinese."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The word itself."""
        if value not in self.choices:
            raise WrongCall(
                f"{_written(param)} 没有“{value}”这一种，可以写：{'、'.join(map(str, self.choices))}。", ctx
            )
        return value


def complaint(error: click.ClickException) -> str:
    """What click complains about, in Chinese, with the way out."""
    message = _sentence(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return f"{message}\n怎么用：jiaoyan --help"
    pieces = " ".join(context.command.collect_usage_pieces(context))
    return f"{message}\n用法：{context.command_path} {pieces}\n详细说明：{context.command_path} --help"


def _sentence(error: click.ClickException) -> str:
    if isinstance(error, WrongCall):
        return error.message
    if isinstance(error, click.NoSuchOption):
        near = f"是不是 {error.possibilities[0]}？" if error.possibilities else ""
        return f"没有“{error.option_name}”这个选项。{near}"
    if isinstance(error, click.MissingParameter):
        return f"还缺 {_written(error.param)}。"
    if isinstance(error, click.BadOptionUsage):
        options = error.ctx.command.params if error.ctx else []
        known = [item for item in options if error.option_name in item.opts]
        if known and getattr(known[0], "is_flag", False):
            return f"“{error.option_name}”后面不用写内容。"
        return f"“{error.option_name}”后面要写上内容。"
    return "这条命令没看懂。"


def _written(parameter: click.Parameter | None) -> str:
    """How a parameter is written on the command line."""
    if parameter is None:
        return ""
    if isinstance(parameter, click.Option):
        return parameter.opts[0]
    return parameter.human_readable_name
