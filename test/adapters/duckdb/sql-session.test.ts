import { expect, it } from 'vitest';
import { EngineOutOfMemory, SqlSession } from '../../../adapters/duckdb/sql-session.ts';

it('names a shortage of memory, in either of its engines, and says what can be done', async () => {
  const session = await SqlSession.open({ threads: 1, memoryLimit: '20MB' });
  const large = 'SELECT list(i) AS l FROM range(20000000) t(i)';
  try {
    for (const where of ['use', 'apart'] as const) {
      const error: unknown = await session[where]((connection) => connection.run(large)).catch((thrown) => thrown);
      expect(error).toBeInstanceOf(EngineOutOfMemory);
      expect(String(error)).toMatch(
        /^EngineOutOfMemory: Out of Memory Error.*: review this export on a machine with more memory/,
      );
      expect(String(error)).not.toContain('SET threads');
    }
    await expect(session.use((connection) => connection.run('SELECT nothing'))).rejects.not.toBeInstanceOf(
      EngineOutOfMemory,
    );
  } finally {
    session.close();
  }
});
