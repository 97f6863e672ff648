import { Kbd, Modal, Table } from '@mantine/core'

const SHORTCUTS: [string, string][] = [
  ['j', 'Next crash'],
  ['k', 'Previous crash'],
  ['Enter', 'Open it'],
  ['x', 'Select it, or take it out'],
  ['e', 'Resolve what is selected, or the current crash'],
  ['i', 'Ignore it'],
  ['a', 'Assign it'],
  ['/', 'Search'],
  ['?', 'This list'],
]

export function ShortcutHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Tbody>
          {SHORTCUTS.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Th w={80} scope="row">
                <Kbd>{key}</Kbd>
              </Table.Th>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  )
}
