import { Metadata, status, type handleUnaryCall } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { PartialError } from "./partial-error";
import { sent } from "./properties";

/** A gRPC method: what a function answers, or how it failed. */
export function unary<Request, Response>(
  run: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    // A function that throws at once fails as one that throws later.
    new Promise<Response>((resolve) => {
      resolve(run(call.request));
    }).then(
      (response) => {
        callback(null, response);
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        callback({
          code: status.UNKNOWN,
          details: message,
          ...(error instanceof PartialError && { metadata: unfinished(error) }),
        });
      },
    );
  };
}

/** What tells the engine that an object is there, though its operation failed. */
function unfinished({ message, id, state, inputs, reasons }: PartialError): Metadata {
  const failure = new ErrorResourceInitFailed()
    .setId(id)
    .setProperties(sent(state))
    .setReasonsList([...reasons]);
  if (inputs !== undefined) failure.setInputs(sent(inputs));
  const packed = new Any();
  packed.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const said = new Status().setCode(status.UNKNOWN).setMessage(message);
  said.addDetails(packed);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(said.serializeBinary()));
  return metadata;
}
