import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Everything that makes a picture of a page fail. */
export async function findingsOf(
  page: Page,
  complaints: readonly string[],
  messageKeys: ReadonlySet<string>,
): Promise<string[]> {
  return [
    ...complaints.map((text) => `console: ${text}`),
    ...(await overflow(page)),
    ...(await rawKeys(page, messageKeys)),
    ...(await rawIds(page)),
    ...(await seriousAxeFindings(page)),
  ];
}

/** The page must not scroll sideways; a table may, inside its own box. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth + 1) return [];
    const widest = [...document.body.querySelectorAll('*')]
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .filter(({ right }) => right > root.clientWidth + 1)
      .sort((a, b) => b.right - a.right)[0];
    const name = widest ? `${widest.element.tagName.toLowerCase()}.${widest.element.className}` : 'nothing';
    return [`overflow: ${root.scrollWidth} px on a screen of ${root.clientWidth}; widest is ${name}`];
  });
}

/** A key of the message files that is shown as it is was not translated. */
async function rawKeys(page: Page, messageKeys: ReadonlySet<string>): Promise<string[]> {
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen counts, not what is in the document
  const text = await page.locator('body').innerText();
  const words = new Set(text.match(/[a-zA-Z][\w-]*(?:\.[\w-]+)+/g) ?? []);
  return [...words].filter((word) => messageKeys.has(word)).map((word) => `raw message key: ${word}`);
}

/**
 * People read names. An id of ours is shown only as code, which is there to be copied, or as the number of an order, which
 * people tell each other; the shortened form stands for a name that is missing.
 */
async function rawIds(page: Page): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const ids =
      /\b(?!ord_)[a-z]{2,4}_(?:[0-9a-hjkmnp-tv-z]{26}\b|…[0-9a-z]{8}\b)|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|…[0-9a-f]{8}\b/g;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const around = node.parentElement;
      if (!around || around.closest('code, pre, script, style') || !around.checkVisibility()) continue;
      found.push(...(node.textContent?.match(ids) ?? []));
    }
    return found;
  });
  return [...new Set(shown)].map((id) => `raw id: ${id}`);
}

async function seriousAxeFindings(page: Page): Promise<string[]> {
  // The page's content security policy forbids injected scripts, not what the debugger evaluates.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (context: object, options: object) => Promise<AxeResults> };
    };
    type AxeResults = {
      violations: {
        id: string;
        impact: string | null;
        help: string;
        nodes: { target: unknown[]; failureSummary?: string }[];
      }[];
    };
    // Semi names its sort buttons itself, in English, and offers no way to change that.
    const exclude = [['.semi-table-column-sorter-wrapper']];
    const { violations } = await axe.run({ exclude }, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, impact, help, nodes }) =>
          `axe ${impact}: ${id} (${help}) at ${nodes
            .slice(0, 4)
            .map((node) => node.target.join(' '))
            .join(' | ')}${nodes.length > 4 ? ` and ${nodes.length - 4} more` : ''}`,
      );
  });
}
