package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import java.net.http.HttpResponse;
import java.nio.file.Path;

/** The example over TLS, where it asks for a client certificate and takes any. */
final class TlsExample implements AutoCloseable {

  private final TlsIdentity own;
  private final ExampleServer server;

  private TlsExample(TlsIdentity own, ExampleServer server) {
    this.own = own;
    this.server = server;
  }

  /** Starts it with a certificate of its own, that it keeps in the directory. */
  static TlsExample start(Path directory, String issuer) throws Exception {
    TlsIdentity own = TlsIdentity.make(directory, "server");
    return new TlsExample(
        own,
        ExampleServer.start(
            Options.parse(
                "--port",
                "0",
                "--issuer",
                issuer,
                "--tls-keystore",
                own.file().toString(),
                "--tls-password",
                TlsIdentity.PASSWORD,
                "--client-auth")));
  }

  String endpoint() {
    return server.publicUrl() + "/mcp";
  }

  /** Calls with a token under {@code Bearer}, and with a certificate unless it is null. */
  HttpResponse<String> call(String token, TlsIdentity shown) throws Exception {
    return new WhoamiCall(own.client(shown), endpoint()).send("Bearer", token);
  }

  @Override
  public void close() {
    server.close();
  }
}
