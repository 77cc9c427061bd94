import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { attribute, type Element, textOf } from '../fixtures/parse-html.ts';
import { chartFaults } from './chart-faults.ts';
import type { Explainer } from './explainer.ts';
import { figureFault } from './figure-fault.ts';
import { customerForms, lineFault, settingFault } from './line-fault.ts';
import { tokensOf } from './written-forms.ts';

type Node = DefaultTreeAdapterTypes.Node;

/** What reading a page or a mail back came to. */
export interface ReadHtml {
  /** Numbers that say which figure, setting or line they are. */
  readonly named: number;
  readonly faults: readonly string[];
  /** Everything a reader reads, without blanks. */
  readonly text: string;
}

const NOT_READ = new Set(['script', 'style']);
const SPOKEN = ['alt', 'aria-label', 'title', 'placeholder', 'summary'];

/** The number of one of the three decisions. */
const ORDINAL = /^\s*[123]\. /;

const isElement = (node: Node): node is Element => 'tagName' in node;
const all = (node: Node): Element[] =>
  'childNodes' in node ? node.childNodes.flatMap((child) => (isElement(child) ? [child, ...all(child)] : [])) : [];

function textsOf(node: Node): string[] {
  if (node.nodeName === '#text' && 'value' in node) return [node.value];
  if (isElement(node) && NOT_READ.has(node.tagName)) return [];
  const spoken = isElement(node) ? SPOKEN.flatMap((name) => attribute(node, name) ?? []) : [];
  return [...spoken, ...('childNodes' in node ? node.childNodes.flatMap(textsOf) : [])];
}

/** A number that says what it is; null where the element says nothing. */
function namedFault(element: Element, explainer: Explainer): string[] | null {
  const { input, locale } = explainer;
  const text = textOf(element);
  const [id, setting, previous, line] = ['figure', 'setting', 'previous-figure', 'line'].map((name) =>
    attribute(element, `data-${name}`),
  );
  if (id) return [figureFault(input.figures, { id, at: attribute(element, 'data-at'), text }, locale) ?? []].flat();
  if (setting) return [settingFault(input, setting, text, locale) ?? []].flat();
  if (previous)
    return [figureFault(input.previous?.figures ?? {}, { id: previous, at: null, text }, locale) ?? []].flat();
  return line ? [lineFault(input, line, text, locale) ?? []].flat() : null;
}

/** A row of the list of customers: its numbers are the customer's own. */
function customerFaults(row: Element, explainer: Explainer): string[] {
  const id = attribute(row, 'data-customer');
  const line = explainer.input.customers.find(({ customer_id }) => customer_id === id);
  if (!line) return [`${id} is no customer of the list`];
  const forms = customerForms(line, explainer.locale);
  return textsOf(row).flatMap((text) => {
    const rest = explainer.cut(text);
    return tokensOf(rest)
      .filter((token) => !forms.has(token.text) && !explainer.isWritten(rest, token))
      .map((token) => `${id} has no ${token.text}`);
  });
}

function figureOfChart(element: Element, explainer: Explainer): string[] {
  const ids = all(element).flatMap((inner) => attribute(inner, 'data-source') ?? []);
  return chartFaults(textsOf(element), ids, explainer);
}

/** Reads a page, or the HTML of a mail, and finds every number that is no figure of the run, no line of evidence and no word. */
export function readHtml(html: string, explainer: Explainer): ReadHtml {
  const faults: string[] = [];
  let named = 0;
  const walk = (node: Node): void => {
    if (node.nodeName === '#text' && 'value' in node)
      faults.push(...explainer.strangers(node.value.replace(ORDINAL, '')));
    if (!isElement(node)) {
      if ('childNodes' in node) node.childNodes.forEach(walk);
      return;
    }
    // The box of definitions is empty until a number is clicked; its attributes are words.
    if (NOT_READ.has(node.tagName) || attribute(node, 'id') === 'about') return;
    if (node.tagName === 'figure') return void faults.push(...figureOfChart(node, explainer));
    if (attribute(node, 'data-customer') !== null) return void faults.push(...customerFaults(node, explainer));
    const own = namedFault(node, explainer);
    if (own !== null) {
      named += 1;
      faults.push(...own);
      return;
    }
    // A picture of a mail is spoken of by the chart's own words, which are read with the chart.
    if (node.tagName !== 'img')
      for (const name of SPOKEN) faults.push(...explainer.strangers(attribute(node, name) ?? ''));
    node.childNodes.forEach(walk);
  };
  const document = parse(html);
  walk(document);
  return { named, faults, text: textsOf(document).join('').replace(/\s+/g, '') };
}
