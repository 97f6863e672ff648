import { createElement } from 'react'
import { toPlainName } from '@/lib/format'

interface PageTitleProps {
  app: string
  view: string
}

/** The title of the browser tab; React moves it into the head. */
export const PageTitle = ({ app, view }: PageTitleProps) =>
  createElement('title', null, `${toPlainName(app)}: ${view} · telemetry-graph`)
