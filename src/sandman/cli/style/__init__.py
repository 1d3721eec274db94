"""`sandman style …`: pictures in, a household's own picture style out."""

import typer

from sandman.cli.style import auto, checking, comparing, dataset, planning, prompts, publishing, training

style = typer.Typer(
    help="Teach a picture model the household's own style, from about twenty pictures.",
    no_args_is_help=True,
)
style.command()(prompts.prompts)
style.command()(dataset.dataset)
style.command()(checking.check)
style.command()(planning.plan)
style.command()(publishing.publish)
style.command("list")(publishing.list_styles)
style.command()(publishing.use)
style.command()(publishing.remove)
style.command()(publishing.restore)
style.command()(training.train)
style.command()(comparing.compare)
style.command()(auto.auto)
style.callback()(auto.start_what_a_run_left)
