import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** How the engine shows a message. */
export type Severity = "info" | "warning";

/** Says something of one resource where the user sees it. */
export interface ResourceLog {
  /** What is waited for now; shown until the next one. */
  status(severity: Severity, message: string): void;
  /** What stays in the record. */
  message(severity: Severity, message: string): void;
}

/** The engine that started the provider. */
export class EngineLog {
  readonly #client: EngineClient | undefined;

  constructor(address: string | undefined) {
    this.#client = address === undefined ? undefined : new EngineClient(address, credentials.createInsecure());
  }

  /** The log of one resource; a status is sent once while it stays the same. */
  public of(urn: string): ResourceLog {
    let last = "";
    return {
      status: (severity, message) => {
        if (message === last) return;
        last = message;
        this.#log(urn, severity, message, true);
      },
      message: (severity, message) => {
        this.#log(urn, severity, message, false);
      },
    };
  }

  /** Calls `left` when the engine is gone: nobody else would end the provider. */
  public whenGone(left: () => void): void {
    const client = this.#client;
    if (client === undefined) return;
    setInterval(() => {
      client.waitForReady(Date.now() + 5000, (error) => {
        if (error) left();
      });
    }, 2000).unref();
  }

  #log(urn: string, severity: Severity, message: string, isEphemeral: boolean): void {
    const request = new LogRequest();
    request.setUrn(urn);
    request.setSeverity(severity === "warning" ? LogSeverity.WARNING : LogSeverity.INFO);
    request.setMessage(message);
    request.setEphemeral(isEphemeral);
    // A message that nobody takes changes nothing.
    this.#client?.log(request, () => undefined);
  }
}
