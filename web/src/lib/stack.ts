export interface Frame {
  text: string
  /** Code of the app, as opposed to the runtime around it. */
  isApp: boolean
}

export type Section = { kind: 'app'; frames: Frame[] } | { kind: 'runtime'; frames: Frame[] }

const RUNTIME = [/^\[C\]/, /^=?\[C\]/, /\[string "@?mosis/, /^\(\.\.\.tail calls\.\.\.\)/]
const HEADING = /^stack traceback:$/

/** The lines of a stack trace, as sent; runs of runtime frames can then be folded. */
export function frames(stack: string): Frame[] {
  return stack
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !HEADING.test(line))
    .map((text) => ({ text, isApp: !RUNTIME.some((pattern) => pattern.test(text)) }))
}

export function sections(all: readonly Frame[]): Section[] {
  const found: Section[] = []
  for (const frame of all) {
    const kind = frame.isApp ? 'app' : 'runtime'
    const last = found.at(-1)
    if (last?.kind === kind) last.frames.push(frame)
    else found.push({ kind, frames: [frame] })
  }
  return found
}
