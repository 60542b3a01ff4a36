"""The clinic's own figures about its drafts, and what it decides from them. Nothing changes unless somebody asks."""

from dataclasses import dataclass, replace

from app.domain.edits import FlagCounts
from app.domain.errors import InputError
from app.domain.note import FlagKind
from app.domain.style import StyleRule
from app.domain.tuning import MOST_STYLE_RULES, ClinicTuning
from app.review.learning.quality import (
    ProposedLowering,
    ProposedStyle,
    TemplateQuality,
    flags_in,
    proposed_lowerings,
    proposed_style,
    quality_by_template,
)
from app.storage.vault import Vault

LAST_NOTES = 200


@dataclass(frozen=True, slots=True)
class QualityReport:
    """Of the last signed notes that were drafted by the model; and what is decided, and what might be."""

    notes: int
    templates: tuple[TemplateQuality, ...]
    flags: tuple[FlagCounts, ...]
    lowerings: tuple[ProposedLowering, ...]
    styles: tuple[ProposedStyle, ...]
    tuning: ClinicTuning


class Quality:
    def __init__(self, vault: Vault, actor: str) -> None:
        self._vault = vault
        self._actor = actor

    def report(self, last: int = LAST_NOTES) -> QualityReport:
        edits, tuning = self._vault.edits.latest(last), self._vault.tuning.get()
        return QualityReport(
            len(edits),
            quality_by_template(edits),
            flags_in(edits),
            proposed_lowerings(edits, tuning),
            proposed_style(edits, tuning),
            tuning,
        )

    def lower(self, kind: FlagKind) -> None:
        """From now on the warnings of this rule are informations that say so. A draft follows when it is next checked.

        Raises InputError("tuning_unfounded") where the figures do not propose it.
        """
        report = self.report()
        found = next((each for each in report.lowerings if each.kind is kind), None)
        if found is None:
            raise InputError("tuning_unfounded")
        tuning = replace(report.tuning, lowered=(*report.tuning.lowered, kind))
        self._save(tuning, "flag_lowered", f"{kind} raised={found.raised} dismissed={found.dismissed}")

    def put_back(self, kind: FlagKind) -> None:
        """The rule warns again as it was shipped."""
        tuning = self._vault.tuning.get()
        lowered = tuple(each for each in tuning.lowered if each is not kind)
        self._save(replace(tuning, lowered=lowered), "flag_put_back", kind)

    def add_style(self, rule: StyleRule) -> None:
        """New drafts are written so.

        Raises InputError("tuning_unfounded") where the figures do not propose it, InputError("style_rules_full").
        """
        report = self.report()
        found = next((each for each in report.styles if each.rule == rule), None)
        if found is None:
            raise InputError("tuning_unfounded")
        if len(report.tuning.style) >= MOST_STYLE_RULES:
            raise InputError("style_rules_full", most=MOST_STYLE_RULES)
        tuning = replace(report.tuning, style=(*report.tuning.style, rule))
        self._save(tuning, "style_rule_added", f"{_named(rule)} chances={found.chances} taken={found.taken}")

    def remove_style(self, rule: StyleRule) -> None:
        """New drafts are as the model writes them; what has been drafted meanwhile stays."""
        tuning = self._vault.tuning.get()
        style = tuple(each for each in tuning.style if each != rule)
        self._save(replace(tuning, style=style), "style_rule_removed", _named(rule))

    def _save(self, tuning: ClinicTuning, action: str, detail: str) -> None:
        with self._vault.transaction():
            self._vault.tuning.save(tuning)
            self._vault.audit_log.append(self._actor, action, "clinic", detail)


def _named(rule: StyleRule) -> str:
    return " ".join(filter(None, (rule.habit, rule.language, rule.template, rule.section)))
