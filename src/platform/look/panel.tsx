import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import { safeHref } from './escape.ts'

type Level = 2 | 3 | 4
const Heading: FC<PropsWithChildren<{ level?: Level | undefined; id?: string | undefined }>> = ({
  level = 2,
  id,
  children,
}) =>
  level === 2 ? <h2 id={id}>{children}</h2> : level === 3 ? <h3 id={id}>{children}</h3> : <h4 id={id}>{children}</h4>

/** A raised box with an optional title: one thing that stands by itself. */
export const Panel: FC<
  PropsWithChildren<{
    title?: string | undefined
    level?: Level | undefined
    id?: string | undefined
    href?: string | undefined
  }>
> = (props) => (
  <article class="panel" id={props.id}>
    {props.title ? (
      <Heading level={props.level}>
        {props.href ? <a href={safeHref(props.href)}>{props.title}</a> : props.title}
      </Heading>
    ) : null}
    {props.children}
  </article>
)

/** Panels side by side, as many as fit. */
export const CardGrid: FC<PropsWithChildren> = (props) => <div class="card-grid">{props.children}</div>

/** Two columns that become one where there is no room. */
export const Two: FC<PropsWithChildren> = (props) => <div class="two">{props.children}</div>

/** A part of a page with its heading; `aside` stands at the right of the heading. */
export const Section: FC<
  PropsWithChildren<{
    title: string
    id?: string | undefined
    lead?: string | undefined
    aside?: Child | undefined
    level?: Level | undefined
  }>
> = (props) => (
  <section class="section" id={props.id}>
    <div class="section-head">
      <Heading level={props.level}>{props.title}</Heading>
      {props.aside ? <div class="section-aside">{props.aside}</div> : null}
    </div>
    {props.lead ? <p class="quiet measure">{props.lead}</p> : null}
    {props.children}
  </section>
)

/** Says that there is nothing, why, and what to do next. */
export const Empty: FC<PropsWithChildren<{ title: string; action?: { href: string; label: string } | undefined }>> = (
  props,
) => (
  <div class="empty">
    <p class="empty-title">{props.title}</p>
    {props.children}
    {props.action ? (
      <p>
        <a class="btn" href={safeHref(props.action.href)}>
          {props.action.label}
        </a>
      </p>
    ) : null}
  </div>
)
