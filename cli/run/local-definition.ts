import { readdir, readFile } from 'node:fs/promises';
import {
  derivationName,
  fillDefinition,
  placesOf,
  queryPlaces,
  type Substitutions,
} from '../../core/workflow/definition.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { LOCAL_BUCKET } from './embedded-ports.ts';
import { localFunctionArn } from './workflow-runner.ts';

const DEFINITION = 'lib/workflow/monthly-review.asl.json';
const FUNCTION_PLACE = /^([A-Za-z]+)FunctionArn$/;

/** The state machine's own file, its places filled for the laptop. */
export async function localDefinition(): Promise<unknown> {
  const text = await readFile(new URL(DEFINITION, PROJECT_ROOT), 'utf8');
  const functions = placesOf(text).flatMap((place) => {
    const name = FUNCTION_PLACE.exec(place)?.[1];
    return name === undefined ? [] : [[place, localFunctionArn(name)] as const];
  });
  return JSON.parse(
    fillDefinition(text, {
      ...(await queryTexts()),
      ...Object.fromEntries(functions),
      Bucket: LOCAL_BUCKET,
      Database: 'duewatch',
      WorkGroup: 'duewatch',
    }),
  );
}

async function queryTexts(): Promise<Substitutions> {
  const folder = new URL('queries/', PROJECT_ROOT);
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.sql'));
  const places = await Promise.all(
    files.map(async (file) => queryPlaces(derivationName(file), await readFile(new URL(file, folder), 'utf8'))),
  );
  return Object.assign({}, ...places);
}
