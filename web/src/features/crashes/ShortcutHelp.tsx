import { Kbd, Modal, Table } from '@mantine/core'

const SHORTCUTS: [string, string][] = [
  ['j', 'Next crash'],
  ['k', 'Previous crash'],
  ['Enter', 'Open the crash'],
  ['x', 'Select or deselect the crash'],
  ['e', 'Resolve the selected crashes, or the current crash'],
  ['i', 'Ignore the selected crashes, or the current crash'],
  ['a', 'Assign the selected crashes, or the current crash'],
  ['/', 'Search'],
  ['?', 'Show keyboard shortcuts'],
]

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard shortcuts">
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {SHORTCUTS.map(([key, description]) => (
            <Table.Tr key={key}>
              <Table.Th w={80} scope="row">
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{description}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
