import type { JudgedComponent, JudgedContainer } from "./judged-model";
import { serverIndex } from "./predictor-spec";

/** The container of a component that answers requests. */
export function serverContainer({ containers }: JudgedComponent): JudgedContainer | undefined {
  const server = containers.find(({ kind }) => kind === "server");
  if (server) return server;
  const own = containers.filter(({ kind }) => kind === "container");
  return own[serverIndex(own.map(({ container }) => ({ name: container.name ?? "" })))];
}
