import { Button, Group, Menu, Switch, Text } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { DeleteButton } from '@/features/alerts/DeleteButton'
import type { Rule } from '@/features/alerts/rule-draft'
import { describeRule, formatMinutesAsWords } from '@/features/alerts/describe-rule'
import { graphql } from '@/gql'
import { formatLocalTime } from '@/lib/format'
import { useNow } from '@/lib/now'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { Time } from '@/ui/Time'
import { tooltip } from '@/ui/tooltip'
import classes from './Alerts.module.css'

const SetEnabledMutation = graphql(`
  mutation SetRuleEnabled($input: SetAlertRuleEnabledInput!) {
    setAlertRuleEnabled(input: $input) {
      alertRule {
        id
        isEnabled
      }
    }
  }
`)

const MuteRuleMutation = graphql(`
  mutation MuteRule($input: MuteAlertRuleInput!) {
    muteAlertRule(input: $input) {
      alertRule {
        id
        mutedUntil
      }
    }
  }
`)

const DeleteRuleMutation = graphql(`
  mutation DeleteRule($input: DeleteAlertRuleInput!) {
    deleteAlertRule(input: $input) {
      deletedId
    }
  }
`)

interface RuleCardProps {
  rule: Rule
  getChannelName: (channelId: string) => string
  onEdit: () => void
  onChange: () => void
}

export function RuleCard({ rule, getChannelName, onEdit, onChange }: RuleCardProps) {
  const { appId, cannotManageReason } = useCurrentApp()
  const setEnabled = useMutationWithToast(SetEnabledMutation)
  const remove = useMutationWithToast(DeleteRuleMutation)
  const isMuted = isInFuture(rule.mutedUntil, useNow())
  const { id, isEnabled } = rule
  return (
    <li className={classes.card} data-disabled={!isEnabled}>
      <div>
        <Text size="xs" c="dimmed" className="user-text">
          {rule.name}
        </Text>
        <p className={`${classes.sentence ?? ''} user-text`}>
          {describeRule(rule, getChannelName)}
        </p>
        <RuleDetails rule={rule} getChannelName={getChannelName} isMuted={isMuted} />
      </div>
      <Group gap="xs">
        <div {...tooltip(cannotManageReason)}>
          <Switch
            size="sm"
            label={isEnabled ? 'Enabled' : 'Disabled'}
            aria-label={`Enabled: ${rule.name}`}
            checked={isEnabled}
            disabled={cannotManageReason !== null || setEnabled.isBusy}
            onChange={() => void setEnabled.run({ input: { appId, id, isEnabled: !isEnabled } })}
          />
        </div>
        <span className={classes.spacer} />
        <MuteMenu rule={rule} isMuted={isMuted} />
        <GuardedButton
          size="xs"
          variant="default"
          disabledReason={cannotManageReason}
          onClick={onEdit}
          aria-label={`Edit: ${rule.name}`}
        >
          Edit
        </GuardedButton>
        <DeleteButton
          name={rule.name}
          isBusy={remove.isBusy}
          onDelete={() =>
            void remove.run({ input: { appId, id } }).then((done) => {
              if (!done) return
              showToast({ text: `Rule “${rule.name}” deleted.` })
              onChange()
            })
          }
        >
          The rule is no longer evaluated, and its pending alerts are not sent. To pause it instead,
          disable it.
        </DeleteButton>
      </Group>
    </li>
  )
}

const isInFuture = (time: string | null | undefined, now: number): boolean =>
  Boolean(time) && Date.parse(time ?? '') > now

function RuleDetails(props: {
  rule: Rule
  getChannelName: (id: string) => string
  isMuted: boolean
}) {
  const { rule, getChannelName, isMuted } = props
  const { cooldownMinutes, escalateAfterMinutes, escalateTo, mutedUntil, updatedBy } = rule
  return (
    <Text size="xs" c="dimmed" className="user-text">
      {cooldownMinutes > 0 && `Cooldown: ${formatMinutesAsWords(cooldownMinutes)}. `}
      {escalateAfterMinutes &&
        `Escalates to ${escalateTo.map(getChannelName).join(', ')} if not acknowledged within ${formatMinutesAsWords(escalateAfterMinutes)}. `}
      {updatedBy && (
        <>
          Changed by {updatedBy} <Time at={rule.updatedAt} />.{' '}
        </>
      )}
      {isMuted && mutedUntil && (
        <span className={classes.warn}>Muted until {formatLocalTime(mutedUntil)}.</span>
      )}
    </Text>
  )
}

const MUTE_OPTIONS = [
  { label: 'For 1 hour', hours: 1 },
  { label: 'For 1 day', hours: 24 },
  { label: 'For 1 week', hours: 168 },
]
const HOUR_MS = 3_600_000

function MuteMenu({ rule, isMuted }: { rule: Rule; isMuted: boolean }) {
  const { appId, cannotManageReason } = useCurrentApp()
  const mute = useMutationWithToast(MuteRuleMutation)
  const { id, name } = rule
  if (cannotManageReason !== null || isMuted) {
    return (
      <GuardedButton
        size="xs"
        variant="default"
        disabledReason={cannotManageReason}
        aria-label={`${isMuted ? 'Unmute' : 'Mute'}: ${name}`}
        onClick={() => void mute.run({ input: { appId, id, until: null } })}
      >
        {isMuted ? 'Unmute' : 'Mute'}
      </GuardedButton>
    )
  }
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button size="xs" variant="default" aria-label={`Mute: ${name}`}>
          Mute
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {MUTE_OPTIONS.map(({ label, hours }) => (
          <Menu.Item
            key={label}
            onClick={() => {
              const until = new Date(Date.now() + hours * HOUR_MS).toISOString()
              void mute.run({ input: { appId, id, until } })
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
