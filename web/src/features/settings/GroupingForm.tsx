import { Button, Group, SimpleGrid, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useClient } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import {
  toGroupingInput,
  createEmptyRule,
  type GroupingDraft,
} from '@/features/settings/grouping-draft'
import { GroupingRuleFields } from '@/features/settings/GroupingRuleFields'
import { GroupingPreview, type GroupingPreviewResult } from '@/features/settings/GroupingPreview'
import { graphql } from '@/gql'
import { describeError } from '@/lib/errors'
import { showToast } from '@/lib/toasts'
import { useMutationWithToast } from '@/lib/use-mutation-with-toast'
import { GuardedButton } from '@/ui/GuardedButton'
import { PlusIcon } from '@/ui/icons'
import { Panel } from '@/ui/Panel'

const PreviewRulesQuery = graphql(`
  query PreviewGroupingRules($appId: ID!, $rules: CrashGroupingRulesInput!) {
    app(id: $appId) {
      id
      previewCrashGroupingRules(rules: $rules) {
        crashCount
        changes {
          fingerprint
          crashCount
          previousFingerprints
        }
      }
    }
  }
`)

const SaveRulesMutation = graphql(`
  mutation SaveGroupingRules($input: SaveCrashGroupingRulesInput!) {
    saveCrashGroupingRules(input: $input) {
      crashGroupingRules {
        inApp
      }
    }
  }
`)

/** Edits all grouping rules and paths, with a preview on recent crashes. */
export function GroupingForm({ saved }: { saved: GroupingDraft }) {
  const { appId, cannotManageReason } = useCurrentApp()
  const client = useClient()
  const [draft, setDraft] = useState(saved)
  const [preview, setPreview] = useState<GroupingPreviewResult | null>(null)
  const { isBusy, run } = useMutationWithToast(
    SaveRulesMutation,
    'Saved. The rules apply to new crashes within seconds.',
  )
  const change = (part: Partial<GroupingDraft>) => {
    setDraft({ ...draft, ...part })
    setPreview(null)
  }
  const previewRules = async () => {
    const { data, error } = await client
      .query(
        PreviewRulesQuery,
        { appId, rules: toGroupingInput(draft) },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    if (data) setPreview(data.app.previewCrashGroupingRules)
    else if (error) showToast({ text: describeError(error).advice, isError: true })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void run({ input: { appId, rules: toGroupingInput(draft) } })
      }}
    >
      <Stack gap="md">
        <Panel title="Rules">
          <Stack gap="sm">
            <Text c="dimmed">
              The first rule whose patterns all match applies; <code>*</code> matches any text.
              “Group together” puts all matching crashes into one group. “Split groups” divides the
              groups of matching crashes by the group key.
            </Text>
            {draft.rules.map((rule, index) => (
              <GroupingRuleFields
                key={index}
                index={index}
                rule={rule}
                onChange={(changed) => {
                  change({ rules: draft.rules.with(index, changed) })
                }}
                onRemove={() => {
                  change({ rules: draft.rules.toSpliced(index, 1) })
                }}
              />
            ))}
            <Button
              variant="default"
              w="fit-content"
              leftSection={<PlusIcon size={14} />}
              disabled={cannotManageReason !== null}
              onClick={() => {
                change({ rules: [...draft.rules, createEmptyRule()] })
              }}
            >
              Add rule
            </Button>
          </Stack>
        </Panel>
        <Panel title="Origin of frames">
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <Textarea
              label="App code paths"
              description="One pattern per line, such as src/*"
              autosize
              minRows={3}
              value={draft.inApp}
              readOnly={cannotManageReason !== null}
              onChange={({ currentTarget }) => {
                change({ inApp: currentTarget.value })
              }}
            />
            <Textarea
              label="Library paths"
              description="Their frames are not used for grouping"
              autosize
              minRows={3}
              value={draft.library}
              readOnly={cannotManageReason !== null}
              onChange={({ currentTarget }) => {
                change({ library: currentTarget.value })
              }}
            />
          </SimpleGrid>
        </Panel>
        {preview && <GroupingPreview result={preview} />}
        <Group gap="xs">
          <Button variant="default" onClick={() => void previewRules()}>
            Preview on recent crashes
          </Button>
          <GuardedButton type="submit" disabledReason={cannotManageReason} loading={isBusy}>
            Save rules
          </GuardedButton>
        </Group>
      </Stack>
    </form>
  )
}
