// probe is what the pods of level cluster run: a small server, and a look at the world from inside of a pod.
package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

const authority = "/var/run/secrets/kubernetes.io/serviceaccount/ca.crt"

func main() {
	if len(os.Args) != 3 {
		fail("usage: probe serve ADDRESS | lookup NAME | get URL | dial ADDRESS")
	}
	switch argument := os.Args[2]; os.Args[1] {
	case "serve":
		serve(argument)
	case "lookup":
		addresses, err := net.DefaultResolver.LookupHost(context.Background(), argument)
		check(err)
		fmt.Println(strings.Join(addresses, "\n"))
	case "get":
		get(argument)
	case "dial":
		connection, err := net.DialTimeout("tcp", argument, 5*time.Second)
		check(err)
		check(connection.Close())
	default:
		fail("unknown: " + os.Args[1])
	}
}

// serve answers every request with the name of the pod, until it is asked to end.
func serve(address string) {
	host, err := os.Hostname()
	check(err)
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM)
	go func() {
		check(http.ListenAndServe(address, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			fmt.Println(r.Method, r.URL.Path)
			fmt.Fprintln(w, host)
		})))
	}()
	fmt.Println("listening at", address)
	<-stop
}

// get prints what a URL answers; the cluster's own authority is trusted.
func get(url string) {
	roots := x509.NewCertPool()
	if pem, err := os.ReadFile(authority); err == nil {
		roots.AppendCertsFromPEM(pem)
	}
	client := http.Client{
		Timeout:   5 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}},
	}
	response, err := client.Get(url)
	check(err)
	defer response.Body.Close()
	_, err = io.Copy(os.Stdout, response.Body)
	check(err)
	if response.StatusCode != http.StatusOK {
		fail(response.Status)
	}
}

func check(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}
