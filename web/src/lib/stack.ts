export interface StackLine {
  text: string
  /** Whether the line is app code, rather than library or runtime code. */
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

/** Splits a stack trace into lines and marks those of the app. */
export function parseStackLines(stack: string, frames: readonly ServerFrame[] = []): StackLine[] {
  return stack
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !HEADING_PATTERN.test(line))
    .map((text) => ({ text, isApp: isApp(text, frames) }))
}

/** Uses the origin that the server reports for the frame; otherwise guesses. */
function isApp(line: string, frames: readonly ServerFrame[]): boolean {
  const match =
    frames.find(
      (frame) => frame.file !== '' && line.includes(frame.file) && line.includes(frame.function),
    ) ?? frames.find((frame) => frame.function !== '' && line.includes(frame.function))
  if (match) return match.origin === 'APP'
  return !RUNTIME_PATTERNS.some((pattern) => pattern.test(line))
}

/** Groups consecutive lines of the same kind, so that library code can be folded. */
export function groupIntoSections(lines: readonly StackLine[]): StackSection[] {
  const sections: StackSection[] = []
  for (const line of lines) {
    const last = sections.at(-1)
    if (last?.isApp === line.isApp) last.lines.push(line)
    else sections.push({ isApp: line.isApp, lines: [line] })
  }
  return sections
}
