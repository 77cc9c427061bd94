/** Base of every error duewatch throws on purpose. `name` is stable: the workflow's Retry and Catch match on it. */
export class DuewatchError extends Error {
  override name = 'DuewatchError';
}

/** The export was refused before anything was computed: names file, column or value, and the fix. Exit status 3. */
export class InputRefused extends DuewatchError {
  override name = 'InputRefused';
}

/** The export is not the one any more that the run was opened on: nothing of the mixture is published. Exit status 3. */
export class ExportChanged extends DuewatchError {
  override name = 'ExportChanged';
}

/** The command was used wrongly (unknown option, missing folder, bad period). Exit status 2. */
export class WrongUsage extends DuewatchError {
  override name = 'WrongUsage';
}

/** The rules file is not valid: names the key, the value met and what is allowed. */
export class InvalidRules extends DuewatchError {
  override name = 'InvalidRules';
}

/** Another run of the same period holds the lock. */
export class RunLocked extends DuewatchError {
  override name = 'RunLocked';
}

/** Tasks were changed by others every time a run tried to write on them: trying the state again is safe. */
export class TasksBusy extends DuewatchError {
  override name = 'TasksBusy';
}
