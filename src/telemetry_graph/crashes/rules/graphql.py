"""An app's grouping rules, as GraphQL shows and takes them."""

import strawberry

from telemetry_graph.crashes.rules.model import AppRules, GroupingRule, RuleAction
from telemetry_graph.crashes.rules.service import CrashRules, Moved
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId

strawberry.enum(
    RuleAction, name="CrashRuleAction", description="What a rule does with the fingerprint."
)
_TYPE = "Pattern of the crash's type; `*` stands for any text."
_MESSAGE = "Pattern of the message."
_FRAME = "Pattern that some frame's function matches."
_PATH = "Pattern that some frame's path matches."
_WORDS = "Crashes of the same words are one group; with EXTEND, within each group."
_ACTION = "SET names the group, EXTEND divides it further."
_IN_APP = "Patterns of paths that are the app's own."
_LIBRARY = "Patterns of paths that are a library's."
_RULES = "The first that matches wins."


@strawberry.type(description="A rule of an app about the grouping of its crashes.")
class CrashGroupingRule:
    fingerprint: str = strawberry.field(description=_WORDS)
    action: RuleAction = strawberry.field(description=_ACTION)
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


@strawberry.type(description="What an app says itself about the grouping of its crashes.")
class CrashGroupingRules:
    rules: list[CrashGroupingRule] = strawberry.field(description=_RULES)
    in_app: list[str] = strawberry.field(description=_IN_APP)
    library: list[str] = strawberry.field(description=_LIBRARY)

    @classmethod
    def of(cls, model: AppRules) -> "CrashGroupingRules":
        rules = [CrashGroupingRule.of(rule) for rule in model.rules]
        return cls(rules=rules, in_app=list(model.in_app), library=list(model.library))


@strawberry.input(description="A rule; it matches when all of its patterns do.")
class CrashGroupingRuleInput:
    fingerprint: str = strawberry.field(description=_WORDS)
    action: RuleAction = strawberry.field(default=RuleAction.SET, description=_ACTION)
    type: str | None = strawberry.field(default=None, description=_TYPE)
    message: str | None = strawberry.field(default=None, description=_MESSAGE)
    frame: str | None = strawberry.field(default=None, description=_FRAME)
    path: str | None = strawberry.field(default=None, description=_PATH)

    def model(self) -> GroupingRule:
        return GroupingRule(
            self.fingerprint, self.action, self.type, self.message, self.frame, self.path
        )


@strawberry.input(description="An app's grouping rules, as a whole.")
class CrashGroupingRulesInput:
    rules: list[CrashGroupingRuleInput] = strawberry.field(default_factory=list, description=_RULES)
    in_app: list[str] = strawberry.field(default_factory=list, description=_IN_APP)
    library: list[str] = strawberry.field(default_factory=list, description=_LIBRARY)

    def model(self) -> AppRules:
        rules = tuple(rule.model() for rule in self.rules)
        return AppRules(rules, tuple(self.in_app), tuple(self.library))


@strawberry.input(description="Which app gets which grouping rules.")
class SaveCrashGroupingRulesInput:
    app_id: strawberry.ID = strawberry.field(description="The app.")
    rules: CrashGroupingRulesInput = strawberry.field(description="The rules, as a whole.")


@strawberry.type(description="Crashes that rules would put into another group.")
class MovedCrashes:
    fingerprint: str = strawberry.field(description="The group that they would be in.")
    crashes: int = strawberry.field(description="How many of the crashes that were tried.")
    before: list[str] = strawberry.field(description="Where they are now, at most 100.")

    @classmethod
    def of(cls, model: Moved) -> "MovedCrashes":
        return cls(fingerprint=model.fingerprint, crashes=model.crashes, before=list(model.before))


@strawberry.type(description="What rules would do to recent crashes.")
class CrashRulesTrial:
    tried: int = strawberry.field(description="Crashes of the last week, at most 1,000.")
    moved: list[MovedCrashes] = strawberry.field(description="By the number of crashes.")


@strawberry.type
class AppCrashRules:
    """The fields of `App` about rules."""

    id: strawberry.ID

    @strawberry.field(description="What the app says itself about the grouping of its crashes.")
    async def crash_grouping_rules(self, info: Info) -> CrashGroupingRules:
        model = await info.context.use(CrashRules).rules(AppId(self.id))
        return CrashGroupingRules.of(model)

    @strawberry.field(description="What rules would do to recent crashes; nothing is saved.")
    async def try_crash_grouping_rules(
        self, info: Info, rules: CrashGroupingRulesInput
    ) -> CrashRulesTrial:
        trial = await info.context.use(CrashRules).trial(AppId(self.id), rules.model())
        moved = [MovedCrashes.of(model) for model in trial.moved]
        return CrashRulesTrial(tried=trial.tried, moved=moved)


@strawberry.type
class CrashRulesMutation:
    @strawberry.mutation(
        description="Replace an app's grouping rules; they hold within seconds, for new crashes.",
        permission_classes=[CanManage],
    )
    async def save_crash_grouping_rules(
        self, info: Info, input: SaveCrashGroupingRulesInput
    ) -> CrashGroupingRules:
        actor = info.context.require_developer().email
        model = await info.context.use(CrashRules).save(
            AppId(input.app_id), input.rules.model(), actor
        )
        return CrashGroupingRules.of(model)
