/** How clients talk to a model: KServe's v1 or v2 (Open Inference Protocol) over HTTP, or their gRPC forms. */
export type ProtocolVersion = "v1" | "v2" | "grpc-v1" | "grpc-v2";
