"""Queries and mutations of alert rules."""

from datetime import datetime
from uuid import UUID

import strawberry

from telemetry_graph.alerting.graphql_ids import parse_id
from telemetry_graph.alerting.rules.graphql_types import AlertRule, AlertRuleSettingsInput
from telemetry_graph.alerting.rules.service import AlertRules
from telemetry_graph.kit.errors import AlertRuleNotFound
from telemetry_graph.kit.graphql_context import CanManage, Info
from telemetry_graph.kit.ids import AppId

_APP = "Id of the app."
_ID = "Id of the rule."
_CHANGED = "The changed rule."


@strawberry.input(description="A new alert rule.")
class CreateAlertRuleInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    settings: AlertRuleSettingsInput = strawberry.field(description="Its settings.")


@strawberry.input(description="New settings of an alert rule.")
class UpdateAlertRuleInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ID)
    settings: AlertRuleSettingsInput = strawberry.field(description="All of its settings.")


@strawberry.input(description="Whether an alert rule is evaluated.")
class SetAlertRuleEnabledInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ID)
    is_enabled: bool = strawberry.field(description="Whether the rule is evaluated.")


@strawberry.input(description="How long an alert rule is muted.")
class MuteAlertRuleInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ID)
    until: datetime | None = strawberry.field(
        default=None, description="End of the mute, within a year; null unmutes the rule."
    )


@strawberry.input(description="The alert rule to delete.")
class DeleteAlertRuleInput:
    app_id: strawberry.ID = strawberry.field(description=_APP)
    id: strawberry.ID = strawberry.field(description=_ID)


@strawberry.type(description="Result of `createAlertRule`.")
class CreateAlertRulePayload:
    alert_rule: AlertRule = strawberry.field(description="The new rule.")


@strawberry.type(description="Result of `updateAlertRule`.")
class UpdateAlertRulePayload:
    alert_rule: AlertRule = strawberry.field(description=_CHANGED)


@strawberry.type(description="Result of `setAlertRuleEnabled`.")
class SetAlertRuleEnabledPayload:
    alert_rule: AlertRule = strawberry.field(description=_CHANGED)


@strawberry.type(description="Result of `muteAlertRule`.")
class MuteAlertRulePayload:
    alert_rule: AlertRule = strawberry.field(description=_CHANGED)


@strawberry.type(description="Result of `deleteAlertRule`.")
class DeleteAlertRulePayload:
    deleted_id: strawberry.ID = strawberry.field(description="Id of the deleted rule.")


@strawberry.type
class AppAlertRules:
    """The fields of `App` about rules."""

    id: strawberry.ID

    @strawberry.field(description="The app's alert rules. A new app has default rules.")
    async def alert_rules(self, info: Info) -> list[AlertRule]:
        models = await info.context.use(AlertRules).list_rules(AppId(self.id))
        return [AlertRule.of(model) for model in models]


@strawberry.type
class AlertRulesMutation:
    @strawberry.mutation(description="Create an alert rule.", permission_classes=[CanManage])
    async def create_alert_rule(
        self, info: Info, input: CreateAlertRuleInput
    ) -> CreateAlertRulePayload:
        actor = info.context.require_developer().email
        model = await info.context.use(AlertRules).create(
            AppId(input.app_id), input.settings.model(), actor
        )
        return CreateAlertRulePayload(alert_rule=AlertRule.of(model))

    @strawberry.mutation(
        description="Replace the settings of an alert rule. They take effect within seconds.",
        permission_classes=[CanManage],
    )
    async def update_alert_rule(
        self, info: Info, input: UpdateAlertRuleInput
    ) -> UpdateAlertRulePayload:
        actor = info.context.require_developer().email
        model = await info.context.use(AlertRules).update(
            AppId(input.app_id), _parse_rule_id(input.id), input.settings.model(), actor
        )
        return UpdateAlertRulePayload(alert_rule=AlertRule.of(model))

    @strawberry.mutation(
        description="Enable or disable an alert rule.", permission_classes=[CanManage]
    )
    async def set_alert_rule_enabled(
        self, info: Info, input: SetAlertRuleEnabledInput
    ) -> SetAlertRuleEnabledPayload:
        actor = info.context.require_developer().email
        model = await info.context.use(AlertRules).set_enabled(
            AppId(input.app_id), _parse_rule_id(input.id), actor, is_enabled=input.is_enabled
        )
        return SetAlertRuleEnabledPayload(alert_rule=AlertRule.of(model))

    @strawberry.mutation(
        description="Mute an alert rule until the given time.", permission_classes=[CanManage]
    )
    async def mute_alert_rule(self, info: Info, input: MuteAlertRuleInput) -> MuteAlertRulePayload:
        actor = info.context.require_developer().email
        model = await info.context.use(AlertRules).mute(
            AppId(input.app_id), _parse_rule_id(input.id), actor, input.until
        )
        return MuteAlertRulePayload(alert_rule=AlertRule.of(model))

    @strawberry.mutation(
        description="Delete an alert rule. A default rule is not created again.",
        permission_classes=[CanManage],
    )
    async def delete_alert_rule(
        self, info: Info, input: DeleteAlertRuleInput
    ) -> DeleteAlertRulePayload:
        rule_id = _parse_rule_id(input.id)
        await info.context.use(AlertRules).delete(AppId(input.app_id), rule_id)
        return DeleteAlertRulePayload(deleted_id=input.id)


def _parse_rule_id(text: str) -> UUID:
    return parse_id(text, AlertRuleNotFound("This app has no such alert rule."))
