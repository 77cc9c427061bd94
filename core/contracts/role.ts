import { z } from 'zod';

/** Who acts. */
export const role = z.enum([
  'account_manager',
  'collection_specialist',
  'credit_controller',
  'finance_director',
  'legal',
]);

/** A language the report and letters are written in. */
export const locale = z.enum(['zh-CN', 'en']);
