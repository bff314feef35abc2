import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { version } from "@pulumi/kubernetes/package.json";
import { EngineLog } from "./engine-log";
import { Provider } from "./provider";
import { service } from "./service";

/** Largest message: a definition with its schema, several times over. */
const MEBIBYTES = 400;

/**
 * A stand-in for pulumi-resource-kubernetes, which no registry serves as a program to be built: started by the engine,
 * with the engine's address as its last argument.
 */
function main(args: readonly string[]): void {
  const address = args.find((argument) => /^[\w.[\]:]+:\d+$/.test(argument));
  const log = new EngineLog(address);
  log.whenGone(() => process.exit(1));
  const size = MEBIBYTES * 2 ** 20;
  const server = new Server({ "grpc.max_receive_message_length": size, "grpc.max_send_message_length": size });
  server.addService(ResourceProviderService, service(new Provider(log), { version }));
  server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
    if (error) throw error;
    // The engine reads it.
    console.log(port);
  });
}

main(process.argv.slice(2));
