import { z } from 'zod';

const audit = z.object({
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});
const refusal = z.object({
  message: z.string().optional(),
  error: z.looseObject({ summary: z.string().optional() }).optional(),
});

/** What the answer of `npm audit --json` means: 0 nothing known, 1 something is, 2 nobody answered, which is no pass. */
export function readAudit(answer: string, packages: number): { status: 0 | 1 | 2; message: string } {
  const data = jsonOf(answer);
  const found = audit.safeParse(data);
  if (!found.success) {
    const { message, error } = refusal.safeParse(data).data ?? {};
    const why = error?.summary || message || 'it answered nothing that can be read';
    return {
      status: 2,
      message: `Nothing is known of the ${packages} packages: the registry does not answer for advisories (${why}). Run npm run advisories where it does, or name one that does with -- --registry=<address>.`,
    };
  }
  const known = Object.entries(found.data.vulnerabilities);
  if (known.length === 0) return { status: 0, message: `No advisory is known for any of the ${packages} packages.` };
  const lines = known.map(([name, { severity, range }]) => `- ${name} ${range}: ${severity}`);
  return {
    status: 1,
    message: [`Advisories are known for ${known.length} of ${packages} packages:`, ...lines].join('\n'),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
