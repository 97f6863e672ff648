import { createElement } from 'react'

/** The tab's title; React moves it into the head. */
export const PageTitle = ({ children }: { children: string }) =>
  createElement('title', null, `${children} · telemetry-graph`)
