/** Something other systems may act on. */
export interface DomainEvent {
  readonly type: 'CollectionTaskOpened' | 'CollectionTaskChanged' | 'MonthlyReviewFailed' | 'MonthlyReviewPublished';
  /** Stays the same when the event is published again, so that listeners can drop the copy. */
  readonly id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Tells the outside world. Publishing again after a crash is allowed; `id` says that it is the same event. */
export interface EventBus {
  publish(events: readonly DomainEvent[]): Promise<void>;
}
