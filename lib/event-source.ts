/** The source of every event of the product; the event bus adapter writes the same. */
export const EVENT_SOURCE = 'duewatch';
