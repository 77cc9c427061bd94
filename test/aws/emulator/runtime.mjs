/*
 * Lambda's runtime for Node, as far as the tests need it: takes an event from the Runtime API, calls the handler, reports the result or the
 * error with its name. The emulator's own way of running Node loses the names of errors, which the workflow's Retry matches on.
 */
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const [file, name] = (process.env._HANDLER ?? 'index.handler').split('.');

const post = (path, body) => fetch(`${api}${path}`, { method: 'POST', body: JSON.stringify(body ?? null) });
const described = (error) => ({
  errorType: error?.name ?? 'Error',
  errorMessage: error?.message ?? String(error),
  stackTrace: [],
});

let handler;
try {
  ({ [name]: handler } = await import(`${process.env.LAMBDA_TASK_ROOT}/${file}.mjs`));
} catch (error) {
  await post('/init/error', described(error));
  throw error;
}

for (;;) {
  const next = await fetch(`${api}/invocation/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const context = {
    awsRequestId: id,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    invokedFunctionArn: next.headers.get('lambda-runtime-invoked-function-arn') ?? '',
    getRemainingTimeInMillis: () => Number(next.headers.get('lambda-runtime-deadline-ms')) - Date.now(),
  };
  try {
    await post(`/invocation/${id}/response`, await handler(await next.json(), context));
  } catch (error) {
    await post(`/invocation/${id}/error`, described(error));
  }
}
