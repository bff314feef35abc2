// fake-gpu-device-plugin offers GPUs that are not there, so that what asks for nvidia.com/gpu can be scheduled on a node
// without any. It runs as the container of NVIDIA's DaemonSet.
package main

import (
	"context"
	"fmt"
	"log"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	api "k8s.io/kubelet/pkg/apis/deviceplugin/v1beta1"
)

const (
	resource = "nvidia.com/gpu"
	socket   = api.DevicePluginPath + "fake-gpu.sock"
)

func main() {
	count, err := strconv.Atoi(os.Getenv("FAKE_GPUS"))
	if err != nil {
		log.Fatalf("FAKE_GPUS: %v", err)
	}
	log.Printf("fake: offers %d %s that do not exist (test/e2e/tools/deviceplugin)", count, resource)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	for ctx.Err() == nil {
		if err := serve(ctx, plugin{count: count}); err != nil {
			log.Fatal(err)
		}
	}
}

// serve offers the devices until the kubelet restarts, which removes every socket, or until the end.
func serve(ctx context.Context, offered plugin) error {
	if err := os.RemoveAll(socket); err != nil {
		return err
	}
	listener, err := net.Listen("unix", socket)
	if err != nil {
		return err
	}
	server := grpc.NewServer()
	api.RegisterDevicePluginServer(server, offered)
	go func() { _ = server.Serve(listener) }()
	defer server.Stop()
	if err := register(ctx); err != nil {
		return err
	}
	for tick := time.Tick(time.Second); ; {
		select {
		case <-ctx.Done():
			return nil
		case <-tick:
			if _, err := os.Stat(socket); err != nil {
				return nil
			}
		}
	}
}

func register(ctx context.Context) error {
	connection, err := grpc.NewClient("unix://"+api.KubeletSocket, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return err
	}
	defer connection.Close()
	_, err = api.NewRegistrationClient(connection).Register(ctx, &api.RegisterRequest{
		Version:      api.Version,
		Endpoint:     filepath.Base(socket),
		ResourceName: resource,
	}, grpc.WaitForReady(true))
	return err
}

type plugin struct {
	api.UnimplementedDevicePluginServer
	count int
}

func (plugin) GetDevicePluginOptions(context.Context, *api.Empty) (*api.DevicePluginOptions, error) {
	return &api.DevicePluginOptions{}, nil
}

// ListAndWatch answers once: the devices never change.
func (p plugin) ListAndWatch(_ *api.Empty, stream grpc.ServerStreamingServer[api.ListAndWatchResponse]) error {
	devices := make([]*api.Device, p.count)
	for index := range devices {
		devices[index] = &api.Device{ID: fmt.Sprintf("fake-gpu-%d", index), Health: api.Healthy}
	}
	if err := stream.Send(&api.ListAndWatchResponse{Devices: devices}); err != nil {
		return err
	}
	<-stream.Context().Done()
	return nil
}

// Allocate tells the container which devices it has, as NVIDIA's plugin does.
func (plugin) Allocate(_ context.Context, request *api.AllocateRequest) (*api.AllocateResponse, error) {
	response := &api.AllocateResponse{}
	for _, container := range request.ContainerRequests {
		response.ContainerResponses = append(response.ContainerResponses, &api.ContainerAllocateResponse{
			Envs: map[string]string{"NVIDIA_VISIBLE_DEVICES": strings.Join(container.DevicesIds, ",")},
		})
	}
	return response, nil
}
