"""The GraphQL types of grouping rules."""

import strawberry

from telemetry_graph.crashes.rules.model import AppGroupingRules, GroupingRule, GroupingRuleAction
from telemetry_graph.crashes.rules.service import GroupingPreview, GroupingRules
from telemetry_graph.crashes.rules.service import RegroupedCrashes as RegroupedCrashesModel
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId

strawberry.enum(
    GroupingRuleAction,
    name="CrashGroupingRuleAction",
    description="What a rule does with the fingerprint.",
)
_TYPE = "Pattern for the crash type. `*` matches any text."
_MESSAGE = "Pattern for the message."
_FRAME = "Pattern for the function of any frame."
_PATH = "Pattern for the path of any frame."
_FINGERPRINT = (
    "Any text. With SET, crashes of rules with the same text are one group. "
    "With EXTEND, the rule splits its crashes off from each group."
)
_ACTION = "SET determines the group, EXTEND splits groups."
_IN_APP = "Patterns for paths of the app's own code."
_LIBRARY = "Patterns for paths of libraries."
_RULES = "The rules in order; the first match applies."


@strawberry.type(description="A grouping rule of an app.")
class CrashGroupingRule:
    fingerprint: str = strawberry.field(description=_FINGERPRINT)
    action: GroupingRuleAction = strawberry.field(description=_ACTION)
    type: str | None = strawberry.field(description=_TYPE)
    message: str | None = strawberry.field(description=_MESSAGE)
    frame: str | None = strawberry.field(description=_FRAME)
    path: str | None = strawberry.field(description=_PATH)

    @classmethod
    def of(cls, model: GroupingRule) -> "CrashGroupingRule":
        return cls(
            fingerprint=model.fingerprint,
            action=model.action,
            type=model.crash_type,
            message=model.message,
            frame=model.frame,
            path=model.path,
        )


@strawberry.type(description="The grouping rules of an app.")
class CrashGroupingRules:
    rules: list[CrashGroupingRule] = strawberry.field(description=_RULES)
    in_app: list[str] = strawberry.field(description=_IN_APP)
    library: list[str] = strawberry.field(description=_LIBRARY)

    @classmethod
    def of(cls, model: AppGroupingRules) -> "CrashGroupingRules":
        rules = [CrashGroupingRule.of(rule) for rule in model.rules]
        return cls(rules=rules, in_app=list(model.in_app), library=list(model.library))


@strawberry.input(description="A grouping rule. It matches when all its patterns match.")
class CrashGroupingRuleInput:
    fingerprint: str = strawberry.field(description=_FINGERPRINT)
    action: GroupingRuleAction = strawberry.field(
        default=GroupingRuleAction.SET, description=_ACTION
    )
    type: str | None = strawberry.field(default=None, description=_TYPE)
    message: str | None = strawberry.field(default=None, description=_MESSAGE)
    frame: str | None = strawberry.field(default=None, description=_FRAME)
    path: str | None = strawberry.field(default=None, description=_PATH)

    def to_model(self) -> GroupingRule:
        return GroupingRule(
            self.fingerprint, self.action, self.type, self.message, self.frame, self.path
        )


@strawberry.input(description="All grouping rules of an app.")
class CrashGroupingRulesInput:
    rules: list[CrashGroupingRuleInput] = strawberry.field(default_factory=list, description=_RULES)
    in_app: list[str] = strawberry.field(default_factory=list, description=_IN_APP)
    library: list[str] = strawberry.field(default_factory=list, description=_LIBRARY)

    def to_model(self) -> AppGroupingRules:
        rules = tuple(rule.to_model() for rule in self.rules)
        return AppGroupingRules(rules, tuple(self.in_app), tuple(self.library))


@strawberry.input(description="Input of `saveCrashGroupingRules`.")
class SaveCrashGroupingRulesInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    rules: CrashGroupingRulesInput = strawberry.field(
        description="The rules that replace the current ones."
    )


@strawberry.type(description="Result of `saveCrashGroupingRules`.")
class SaveCrashGroupingRulesPayload:
    crash_grouping_rules: CrashGroupingRules = strawberry.field(description="The saved rules.")


@strawberry.type(description="Crashes that rules would put into another group.")
class RegroupedCrashes:
    fingerprint: str = strawberry.field(description="Fingerprint of the other group.")
    crash_count: int = strawberry.field(description="Number of crashes.")
    previous_fingerprints: list[str] = strawberry.field(
        description="Current fingerprints of the crashes, at most 100."
    )

    @classmethod
    def of(cls, model: RegroupedCrashesModel) -> "RegroupedCrashes":
        return cls(
            fingerprint=model.fingerprint,
            crash_count=model.crash_count,
            previous_fingerprints=list(model.previous_fingerprints),
        )


@strawberry.type(description="The effect that grouping rules would have on recent crashes.")
class CrashGroupingPreview:
    crash_count: int = strawberry.field(
        description="Number of crashes examined: those of the last week, at most 1,000."
    )
    changes: list[RegroupedCrashes] = strawberry.field(
        description="Crashes that would change groups, in descending order of their number."
    )

    @classmethod
    def of(cls, model: GroupingPreview) -> "CrashGroupingPreview":
        changes = [RegroupedCrashes.of(each) for each in model.changes]
        return cls(crash_count=model.crash_count, changes=changes)


@strawberry.type
class AppCrashGroupingRules:
    """The fields of `App` about grouping rules."""

    id: strawberry.ID

    @strawberry.field(description="The app's grouping rules.")
    async def crash_grouping_rules(self, info: Info) -> CrashGroupingRules:
        model = await info.context.use(GroupingRules).get_rules(AppId(self.id))
        return CrashGroupingRules.of(model)

    @strawberry.field(
        description="The effect that grouping rules would have on recent crashes. Saves nothing."
    )
    async def preview_crash_grouping_rules(
        self, info: Info, rules: CrashGroupingRulesInput
    ) -> CrashGroupingPreview:
        preview = await info.context.use(GroupingRules).preview(AppId(self.id), rules.to_model())
        return CrashGroupingPreview.of(preview)


@strawberry.type
class CrashGroupingRulesMutation:
    @strawberry.mutation(
        description="Replace an app's grouping rules. They apply to new crashes within 5 seconds.",
        permission_classes=[CanManage],
    )
    async def save_crash_grouping_rules(
        self, info: Info, input: SaveCrashGroupingRulesInput
    ) -> SaveCrashGroupingRulesPayload:
        actor = info.context.require_developer().email
        model = await info.context.use(GroupingRules).save(
            AppId(input.app_id), input.rules.to_model(), actor
        )
        return SaveCrashGroupingRulesPayload(crash_grouping_rules=CrashGroupingRules.of(model))
