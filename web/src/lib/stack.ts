export interface StackLine {
  text: string
  /** Code of the app, as opposed to libraries and the runtime around it. */
  isApp: boolean
}

export interface ServerFrame {
  function: string
  file: string
  origin: 'APP' | 'LIBRARY' | 'RUNTIME'
}

export interface StackSection {
  isApp: boolean
  lines: StackLine[]
}

const RUNTIME_PATTERNS = [/^\[C\]/, /^=?\[C\]/, /\[string "@?mosis/, /^\(\.\.\.tail calls\.\.\.\)/]
const HEADING_PATTERN = /^stack traceback:$/

/** The lines of a stack trace, as sent, with whose code each is. */
export function parseStackLines(stack: string, known: readonly ServerFrame[] = []): StackLine[] {
  return stack
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !HEADING_PATTERN.test(line))
    .map((text) => ({ text, isApp: isApp(text, known) }))
}

/** What the server said of a frame of this name; else a guess. */
function isApp(line: string, known: readonly ServerFrame[]): boolean {
  const found =
    known.find(
      (frame) => frame.file !== '' && line.includes(frame.file) && line.includes(frame.function),
    ) ?? known.find((frame) => frame.function !== '' && line.includes(frame.function))
  if (found) return found.origin === 'APP'
  return !RUNTIME_PATTERNS.some((pattern) => pattern.test(line))
}

/** Runs of lines that belong together, so that those of others can be folded. */
export function groupIntoSections(all: readonly StackLine[]): StackSection[] {
  const found: StackSection[] = []
  for (const line of all) {
    const last = found.at(-1)
    if (last?.isApp === line.isApp) last.lines.push(line)
    else found.push({ isApp: line.isApp, lines: [line] })
  }
  return found
}
