import type { BusLog, OnMessage } from "./bus";

/** Who listens to what in this process, for both drivers. */
export class Subscribers {
  private readonly byTopic = new Map<string, Set<OnMessage>>();
  private readonly gapListeners = new Set<() => void>();

  constructor(private readonly log: BusLog | undefined) {}

  topics(): string[] {
    return [...this.byTopic.keys()];
  }

  add(topic: string, onMessage: OnMessage): void {
    const listeners = this.byTopic.get(topic);
    if (listeners) listeners.add(onMessage);
    else this.byTopic.set(topic, new Set([onMessage]));
  }

  /** True when nobody is left for the topic. */
  remove(topic: string, onMessage: OnMessage): boolean {
    const listeners = this.byTopic.get(topic);
    if (!listeners?.delete(onMessage) || listeners.size > 0) return false;
    return this.byTopic.delete(topic);
  }

  deliver(topic: string, message: string): void {
    for (const onMessage of this.byTopic.get(topic) ?? []) this.guarded(() => onMessage(message), topic);
  }

  onGap(look: () => void): () => void {
    this.gapListeners.add(look);
    return () => this.gapListeners.delete(look);
  }

  tellGap(): void {
    for (const look of this.gapListeners) this.guarded(look, "gap");
  }

  // One listener's fault must not keep the message from the others.
  private guarded(call: () => void, topic: string): void {
    try {
      call();
    } catch (error) {
      this.log?.error({ err: error, topic }, "a listener of the bus failed");
    }
  }
}
