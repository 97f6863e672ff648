import { computePosition, flip, offset, shift } from '@floating-ui/dom'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import classes from './TooltipLayer.module.css'

const HOVER_MS = 150
const GAP_PX = 6
const EDGE_PX = 8

/** Renders the tooltip of the page, for any element with the attribute that `tooltip` returns. */
export function TooltipLayer() {
  const target = useTooltipTarget()
  const label = useTooltipText(target)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    if (!target || !box.current) return
    target.setAttribute('aria-describedby', id)
    const { style } = box.current
    const middleware = [offset(GAP_PX), flip(), shift({ padding: EDGE_PX })]
    void computePosition(target, box.current, {
      strategy: 'fixed',
      placement: 'top',
      middleware,
    }).then(({ x, y }) => {
      style.transform = `translate(${String(Math.round(x))}px, ${String(Math.round(y))}px)`
    })
    return () => {
      target.removeAttribute('aria-describedby')
    }
  }, [target, label, id])
  if (!label) return null
  return (
    <div ref={box} id={id} role="tooltip" dir="auto" className={classes.tooltip}>
      {label}
    </div>
  )
}

/** Returns the element whose tooltip is visible. */
function useTooltipTarget(): Element | null {
  const [target, setTarget] = useState<Element | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (next: Element | null, afterMs = 0) => {
      clearTimeout(timer)
      if (next === null || afterMs === 0) setTarget(next)
      else
        timer = setTimeout(() => {
          setTarget(next)
        }, afterMs)
    }
    const hide = () => {
      show(null)
    }
    const listeners = new AbortController()
    const on = <Kind extends keyof DocumentEventMap>(
      kind: Kind,
      listener: (event: DocumentEventMap[Kind]) => void,
    ) => {
      document.addEventListener(kind, listener, {
        signal: listeners.signal,
        capture: true,
        passive: true,
      })
    }
    on('pointerover', (event) => {
      if (event.pointerType !== 'touch') show(findTooltipTarget(event), HOVER_MS)
    })
    on('pointerdown', (event) => {
      if (event.pointerType === 'touch') show(findTooltipTarget(event))
    })
    on('focusin', (event) => {
      if (event.target instanceof Element && event.target.matches(':focus-visible')) {
        show(findTooltipTarget(event))
      }
    })
    on('keydown', ({ key }) => {
      if (key === 'Escape') hide()
    })
    on('focusout', hide)
    on('pointerleave', ({ target: element }) => {
      if (element === document.documentElement) hide()
    })
    on('scroll', hide)
    return () => {
      clearTimeout(timer)
      listeners.abort()
    }
  }, [])
  return target
}

const findTooltipTarget = ({ target }: Event): Element | null =>
  target instanceof Element ? target.closest('[data-tooltip]') : null

/** Returns the current text; it can change while the tooltip is visible. */
function useTooltipText(target: Element | null): string | null {
  const [, setRevision] = useState(0)
  useEffect(() => {
    if (!target) return
    const observer = new MutationObserver(() => {
      setRevision((revision) => revision + 1)
    })
    observer.observe(target, { attributeFilter: ['data-tooltip'] })
    return () => {
      observer.disconnect()
    }
  }, [target])
  return target?.isConnected ? target.getAttribute('data-tooltip') : null
}
