#!/usr/bin/env node
import { main } from '../cli/main.ts';
import { processTerminal } from '../cli/terminal.ts';
import manifest from '../package.json' with { type: 'json' };

process.exitCode = await main(process.argv.slice(2), processTerminal(manifest.version));
