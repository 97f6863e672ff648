import { Button, Group, Menu, Switch, Text } from '@mantine/core'
import { useCurrentApp } from '@/app/current-app'
import { DeleteButton } from '@/features/alerts/DeleteButton'
import type { Rule } from '@/features/alerts/rule-draft'
import { minutes, ruleSentence } from '@/features/alerts/labels'
import { graphql } from '@/gql'
import { localTime } from '@/lib/format'
import { useNow } from '@/lib/now'
import { toast } from '@/lib/toasts'
import { useAction } from '@/lib/use-action'
import { GuardedButton } from '@/ui/GuardedButton'
import { Time } from '@/ui/Time'
import { tip } from '@/ui/tooltip'
import classes from './Alerts.module.css'

const EnableMutation = graphql(`
  mutation EnableRule($appId: ID!, $id: ID!, $isEnabled: Boolean!) {
    enableAlertRule(appId: $appId, id: $id, isEnabled: $isEnabled) {
      id
      isEnabled
    }
  }
`)

const MuteRuleMutation = graphql(`
  mutation MuteRule($appId: ID!, $id: ID!, $until: DateTime) {
    muteAlertRule(appId: $appId, id: $id, until: $until) {
      id
      mutedUntil
    }
  }
`)

const DeleteRuleMutation = graphql(`
  mutation DeleteRule($appId: ID!, $id: ID!) {
    deleteAlertRule(appId: $appId, id: $id)
  }
`)

interface RuleCardProps {
  rule: Rule
  nameOf: (channelId: string) => string
  onEdit: () => void
  onChange: () => void
}

export function RuleCard({ rule, nameOf, onEdit, onChange }: RuleCardProps) {
  const { appId, manageRefusal } = useCurrentApp()
  const enable = useAction(EnableMutation)
  const remove = useAction(DeleteRuleMutation)
  const isMuted = isAhead(rule.mutedUntil, useNow())
  const { id, isEnabled } = rule
  return (
    <li className={classes.card} data-off={!isEnabled}>
      <div>
        <Text size="xs" c="dimmed" className="foreign">
          {rule.name}
        </Text>
        <p className={`${classes.sentence ?? ''} foreign`}>{ruleSentence(rule, nameOf)}</p>
        <Details rule={rule} nameOf={nameOf} isMuted={isMuted} />
      </div>
      <Group gap="xs">
        <div {...tip(manageRefusal)}>
          <Switch
            size="sm"
            label={isEnabled ? 'On' : 'Off'}
            aria-label={`${rule.name}: on`}
            checked={isEnabled}
            disabled={manageRefusal !== null || enable.isBusy}
            onChange={() => void enable.run({ appId, id, isEnabled: !isEnabled })}
          />
        </div>
        <span className={classes.spread} />
        <MuteMenu rule={rule} isMuted={isMuted} />
        <GuardedButton
          size="xs"
          variant="default"
          refusal={manageRefusal}
          onClick={onEdit}
          aria-label={`Edit: ${rule.name}`}
        >
          Edit
        </GuardedButton>
        <DeleteButton
          name={rule.name}
          isBusy={remove.isBusy}
          onDelete={() =>
            void remove.run({ appId, id }).then((done) => {
              if (!done) return
              toast({ text: `Rule “${rule.name}” deleted.` })
              onChange()
            })
          }
        >
          It looks at nothing any more, and alerts of it that wait are not sent. To pause it, switch
          it off.
        </DeleteButton>
      </Group>
    </li>
  )
}

const isAhead = (time: string | null | undefined, now: number): boolean =>
  Boolean(time) && Date.parse(time ?? '') > now

function Details(props: { rule: Rule; nameOf: (id: string) => string; isMuted: boolean }) {
  const { rule, nameOf, isMuted } = props
  const { cooldownMinutes, escalateAfterMinutes, escalateTo, mutedUntil, updatedBy } = rule
  return (
    <Text size="xs" c="dimmed" className="foreign">
      {cooldownMinutes > 0 && `Not again within ${minutes(cooldownMinutes)}. `}
      {escalateAfterMinutes &&
        `Nobody looks after it for ${minutes(escalateAfterMinutes)}: tells ${escalateTo.map(nameOf).join(', ')}. `}
      {updatedBy && (
        <>
          Changed by {updatedBy} <Time at={rule.updatedAt} />.{' '}
        </>
      )}
      {isMuted && mutedUntil && (
        <span className={classes.warn}>Muted until {localTime(mutedUntil)}.</span>
      )}
    </Text>
  )
}

const MUTES = [
  { label: 'For an hour', hours: 1 },
  { label: 'For a day', hours: 24 },
  { label: 'For a week', hours: 168 },
]
const HOUR_MS = 3_600_000

function MuteMenu({ rule, isMuted }: { rule: Rule; isMuted: boolean }) {
  const { appId, manageRefusal } = useCurrentApp()
  const mute = useAction(MuteRuleMutation)
  const { id, name } = rule
  if (manageRefusal !== null || isMuted) {
    return (
      <GuardedButton
        size="xs"
        variant="default"
        refusal={manageRefusal}
        aria-label={`${isMuted ? 'Unmute' : 'Mute'}: ${name}`}
        onClick={() => void mute.run({ appId, id, until: null })}
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
        {MUTES.map(({ label, hours }) => (
          <Menu.Item
            key={label}
            onClick={() => {
              const until = new Date(Date.now() + hours * HOUR_MS).toISOString()
              void mute.run({ appId, id, until })
            }}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
