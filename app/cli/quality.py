"""saegim quality: what became of the drafts that this clinic signed, in numbers."""

from dataclasses import asdict

import click

from app.cli.files import STANDARD_OUTPUT, json_option, write_json
from app.cli.vault import unlocked
from app.cli.wording import interface_language, say
from app.review.learning.quality import TemplateQuality
from app.services.quality import LAST_NOTES, Quality, QualityReport
from app.wording import flag_label, severity_label


@click.command()
@click.option(
    "--last", type=click.IntRange(min=1), default=LAST_NOTES, show_default=True, help="Signed notes to count."
)
@json_option
def quality(last: int, wants_json: bool) -> None:
    """Show how much of the drafts was signed as it stood. The vault's passphrase is asked for."""
    with unlocked() as (opened, actor):
        report = Quality(opened, actor).report(last)
    if wants_json:
        write_json(asdict(report), STANDARD_OUTPUT)
    else:
        _show(report)


def _show(report: QualityReport) -> None:
    click.echo(say("quality_notes", count=report.notes))
    for template in report.templates:
        _show_template(template)
    language = interface_language()
    for flag in report.flags:
        name = f"{flag_label(flag.kind, language)} ({severity_label(flag.severity, language)})"
        click.echo(say("quality_flag", name=name, raised=flag.raised, dismissed=flag.dismissed))
    if report.lowerings or report.styles:
        click.echo(say("quality_proposals", count=len(report.lowerings) + len(report.styles)))


def _show_template(quality: TemplateQuality) -> None:
    if not quality.says_something:
        click.echo(say("quality_too_few", template=quality.template, count=quality.notes))
        return
    counts = {"count": quality.notes, "unchanged": quality.unchanged, "little": quality.little_changed}
    click.echo(say("quality_template", template=quality.template, **counts))
    for section in quality.sections:
        share = f"{round(100 * section.kept_share)} %" if section.words_drafted else "—"
        counts = {
            "kept": section.kept,
            "changed": section.changed,
            "removed": section.removed,
            "added": section.added,
        }
        click.echo(f"  {section.section:<28} {share:>6}  {say('quality_lines', **counts)}")
