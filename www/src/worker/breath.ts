/** Lets waiting messages in without the few milliseconds that timers cost. */
export class Breath {
  private readonly channel = new MessageChannel();
  private done: (() => void) | null = null;

  constructor() {
    this.channel.port1.onmessage = () => this.done?.();
  }

  take(): Promise<void> {
    return new Promise((done) => {
      this.done = done;
      this.channel.port2.postMessage(null);
    });
  }
}
